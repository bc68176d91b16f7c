import { warning } from '../../problem/problems';
import { chart } from '../../stack/chart';
import type { Check } from '../check';

/** A chart of another version than the one whose names, selectors and defaults this library knows. */
export const chartVersionCheck: Check = {
  layer: 'stack',
  run: ({ stacks }) =>
    stacks
      .filter(({ chartVersion }) => chartVersion !== chart.version)
      .map(({ chartVersion, path }) =>
        warning(
          'HLM009',
          `'chartVersion' (${chartVersion}) is not ${chart.version}: names, selectors, defaults and the version of Prometheus are checked as ${chart.version} has them, and may differ`,
          {
            path: `${path}.chartVersion`,
            fix: `leave it out, or compare 'helm show values ${chart.reference} --version' of both`,
          },
        ),
      ),
};
