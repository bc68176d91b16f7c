import type { Problem } from '../../problem/problem';
import { prometheusRejections } from '../../scrape/rejection/prometheus-rejections';
import type { World } from '../world';
import { objectsByReference } from './endpoint-path';

/** Settings of each Prometheus that the operator refuses, whether anything is there for it to select or not. */
export function instanceProblems(world: World): Problem[] {
  const { stacks, prometheuses = [] } = world;
  const objects = objectsByReference(world);
  const ofStacks = stacks.flatMap(({ instance, path }) =>
    prometheusRejections(instance?.settings ?? {}, instance?.path).map((each) => ({
      ...each,
      path: `${path}.${each.path ?? ''}`,
    })),
  );
  const ofObjects = prometheuses.flatMap(({ reference, settings, path }) => {
    const object = objects.get(reference ?? '');
    if (reference === undefined || object === undefined) return [];
    return prometheusRejections(settings, path).map((each) => ({
      ...each,
      object: reference,
      path: `${object.path} ${each.path ?? ''}`,
    }));
  });
  return [...ofStacks, ...ofObjects];
}
