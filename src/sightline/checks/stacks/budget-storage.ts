import { formatDuration } from '../../contract/duration';
import { warning } from '../../problem/problems';
import { isTruthy, settingOf } from '../../stack/chart-selectors';
import { isMap } from '../../stack/plain-data';
import type { HelmValues } from '../../stack/helm-values';
import type { Check } from '../check';
import { promisesOf } from './promises';

/** An error budget that is kept in samples which are lost with the pod of Prometheus: each new pod begins it anew. */
export const budgetStorageCheck: Check = {
  layer: 'stack',
  run: (world) =>
    world.stacks.flatMap((stack) => {
      const why = lostBecause(stack.values);
      const [first, ...more] = promisesOf(world, stack).sort(
        (a, b) => b.objective.window - a.objective.window,
      );
      if (why === undefined || first === undefined) return [];
      const { service, objective } = first;
      const others = more.length === 0 ? '' : ` and ${more.length} more`;
      return [
        warning(
          'SLO001',
          `the samples of '${stack.release}' are lost with its pod (${why}), so each new pod begins the budget of objective '${objective.name}' of '${service.target.service}' (${formatDuration(objective.window)})${others} anew`,
          {
            path: `${stack.path}.prometheus.storage`,
            fix: "keep them on a volume: prometheus: { storage: { size: '50Gi' } }",
          },
        ),
      ];
    }),
};

/** Why samples do not outlive the pod; undefined where they do, or where it cannot be told. */
function lostBecause(values: HelmValues): string | undefined {
  const { given, value } = settingOf(values, 'storageSpec');
  if (!given || !isTruthy(value)) return "the chart's default is an emptyDir";
  if (!isMap(value) || isMap(value['volumeClaimTemplate'])) return undefined;
  if (Object.hasOwn(value, 'emptyDir')) return "'storageSpec.emptyDir'";
  return Object.hasOwn(value, 'ephemeral') ? "'storageSpec.ephemeral'" : undefined;
}
