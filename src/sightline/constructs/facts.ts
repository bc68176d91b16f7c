import type { Fact } from '../checks/world';
import { attached } from './attached';

/** What a construct knows of itself, asked for when everything has been constructed. */
export const facts = attached<() => Fact>('facts');
