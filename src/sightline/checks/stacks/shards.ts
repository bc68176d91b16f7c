import { warning } from '../../problem/problems';
import { settingOf } from '../../stack/chart-selectors';
import type { Check } from '../check';

/** Rules on a Prometheus of several shards: each evaluates them over its own part of the targets. */
export const shardsCheck: Check = {
  layer: 'stack',
  run: ({ stacks, services }) =>
    stacks.flatMap(({ path, values, release }) => {
      const { value } = settingOf(values, 'shards');
      const [first] = services.filter(({ stack }) => stack === path);
      if (typeof value !== 'number' || value < 2 || first === undefined) return [];
      return [
        warning(
          'HLM010',
          `'prometheus.prometheusSpec.shards' (${value}) splits the targets of '${release}', and each shard evaluates all rules over its own part: sums and quantiles of '${first.target.service}' are of some of its pods, and an alert on absence fires in a shard that has none of them`,
          {
            path: `${path}.values.prometheus.prometheusSpec.shards`,
            fix: 'give the service a Prometheus of its own without shards, or evaluate the rules with a ruler over all shards (Thanos Ruler)',
          },
        ),
      ];
    }),
};
