import type { Problem } from '../problem/problem';
import { distinct } from '../problem/problems';
import { type Check, layers } from './check';
import type { World } from './world';

/**
 * Judges a world by checks, layer by layer.
 *
 * @param checks each a pure function; their order within a layer is that of their problems
 * @returns every problem once; none of a later layer about an object that an earlier layer found an error in
 */
export function runChecks(world: World, checks: readonly Check[]): Problem[] {
  const found: Problem[] = [];
  const wrong = new Set<string>();
  for (const layer of layers) {
    const here = checks.filter((check) => check.layer === layer);
    found.push(...here.filter(({ isApart = false }) => isApart).flatMap(({ run }) => run(world)));
    const ofLayer = here.filter(({ isApart = false }) => !isApart).flatMap(({ run }) => run(world));
    found.push(...ofLayer.filter((problem) => !objectsIn(problem).some((name) => wrong.has(name))));
    for (const problem of ofLayer) {
      if (problem.severity === 'error' && problem.object !== undefined) wrong.add(problem.object);
    }
  }
  return distinct(found);
}

/** The objects that a problem is about: the one at fault, and those that it names beside it. */
function objectsIn({ object, related = [] }: Problem): readonly string[] {
  return object === undefined ? related : [object, ...related];
}
