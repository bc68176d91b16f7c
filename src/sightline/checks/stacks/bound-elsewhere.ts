import { distinct, error } from '../../problem/problems';
import type { Check } from '../check';

/** Services that are bound to a stack of another environment: its Prometheus is in another cluster, or looks after another deployment. */
export const boundElsewhereCheck: Check = {
  layer: 'stack',
  run: ({ services, stacks }) => {
    const here = new Set(stacks.map(({ path }) => path));
    return distinct(
      services
        .filter(({ stack }) => !here.has(stack))
        .map(({ path, stack }) =>
          error(
            'ENV003',
            `the stack of the service ('${stack}') stands in another environment than the service`,
            {
              path: `${path}.stack`,
              fix: 'give it the stack of its own environment',
            },
          ),
        ),
    );
  },
};
