import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';

/** A map that must have an entry. */
export function checkNotEmpty(name: string, map: object): Problem[] {
  return Object.keys(map).length > 0
    ? []
    : [error('OPT003', `'${name}' must have at least one entry`, { path: name })];
}
