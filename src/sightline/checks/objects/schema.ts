import { isSince, type OperatorVersion } from '../../schema/operator-releases';
import { validateObject } from '../../schema/validate-object';
import { operatorOf } from '../../stack/operator-version';
import type { Check } from '../check';
import type { World } from '../world';

/** Each object against the closed schema of its kind, as the API server would check it. */
export const schemaCheck: Check = {
  layer: 'object',
  run: ({ objects, stacks }) => {
    const operator = oldestOf(stacks);
    return objects.flatMap(({ manifest, path }) =>
      validateObject(manifest, operator).map((problem) => ({
        ...problem,
        path: problem.path === undefined || problem.path === '' ? path : `${path} ${problem.path}`,
      })),
    );
  },
};

/** A cluster has the definitions once: of several stacks the oldest operator must know what is written. */
function oldestOf(stacks: World['stacks']): OperatorVersion | undefined {
  return stacks
    .map(({ values }) => operatorOf(values))
    .reduce<OperatorVersion | undefined>(
      (oldest, each) => (oldest !== undefined && isSince(each, oldest) ? oldest : each),
      undefined,
    );
}
