import { validateObject } from '../../schema/validate-object';
import type { Check } from '../check';

/** Each object against the closed schema of its kind, as the API server would check it. */
export const schemaCheck: Check = {
  layer: 'object',
  run: ({ objects }) =>
    objects.flatMap(({ manifest, path }) =>
      validateObject(manifest).map((problem) => ({
        ...problem,
        path: problem.path === undefined || problem.path === '' ? path : `${path} ${problem.path}`,
      })),
    ),
};
