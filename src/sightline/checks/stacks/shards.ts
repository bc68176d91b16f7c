import { warning } from '../../problem/problems';
import { settingsReader } from '../../scrape/settings/chart-values';
import type { Check } from '../check';
import { objectsOf, stacksOf } from '../world';

/** Rules on a Prometheus of several shards: each evaluates them over its own part of the targets. */
export const shardsCheck: Check = {
  layer: 'stack',
  run: (world) =>
    world.stacks.flatMap((stack) => {
      const { path, values, release } = stack;
      const read = settingsReader(values).number('shards');
      const shards = 'value' in read ? (read.value ?? 1) : 1;
      if (shards < 2) return [];
      const [first] = world.services.filter(({ stack: of }) => of === path);
      const hasRules = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').some((object) =>
        stacksOf(world, object).includes(stack),
      );
      if (first === undefined && !hasRules) return [];
      const whose = first === undefined ? 'a service' : `'${first.target.service}'`;
      return [
        warning(
          'HLM010',
          `'prometheus.prometheusSpec.shards' (${shards}) splits the targets of '${release}', and each shard evaluates all rules over its own part: sums and quantiles of ${whose} are of some of its pods, and an alert on absence fires in a shard that has none of them`,
          {
            path: `${path}.values.prometheus.prometheusSpec.shards`,
            fix: 'give the service a Prometheus of its own without shards, or evaluate the rules with a ruler over all shards (Thanos Ruler)',
          },
        ),
      ];
    }),
};
