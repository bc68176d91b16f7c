import type { Fact } from '../checks/world';
import type { IConstruct } from 'constructs';
import { attached } from './attached';

/** What a construct knows of itself, asked for when everything has been constructed. */
export const facts = attached<() => Fact>('facts');

/** Says that the objects of a construct are meant for the Prometheus of a stack. */
export function bindTo(construct: IConstruct, stack: IConstruct): void {
  facts.add(construct, () => ({ kind: 'binding', stack: stack.node.path }));
}
