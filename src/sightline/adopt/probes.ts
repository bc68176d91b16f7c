import type { AdoptedMetric } from './adopted-metric';
import { isRouteLabel } from './label-groups';

const name =
  'metrics|prometheus|health|healthz|health[-_]?check|healthy|live|livez|liveness|alive|ready|readyz|readiness|startup|startupz|ping';

/** Such as `/metrics`, `/health/live`, `/-/ready` and `/actuator/health/**`, with or without something before them. */
const probe = new RegExp(`^(?:/|.*/)?(?:${name})(?:/(?:${name}|\\*+|\\{\\*?\\w+\\}))?/?$`, 'i');

/** The routes that are the metrics page and probes, by the labels that hold routes. A label without any has an empty list. */
export function probesOf(metrics: readonly AdoptedMetric[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { observed } of metrics)
    for (const [label, { values }] of observed.labels) {
      if (!isRouteLabel(label)) continue;
      const probes = values.filter((value) => probe.test(value));
      if (probes.length === 0 && !values.some((value) => value.startsWith('/'))) continue;
      found.set(label, [...new Set([...(found.get(label) ?? []), ...probes])].sort());
    }
  return found;
}
