import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { isAllowed } from '../../scrape/path/permissions';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { PrometheusInstance } from '../../scrape/settings/prometheus-instance';
import type { Check } from '../check';
import type { World } from '../world';

/** What discovery of a role lists, by group. */
const listed: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  endpoints: [
    ['', 'services'],
    ['', 'endpoints'],
    ['', 'pods'],
  ],
  endpointslice: [
    ['', 'services'],
    ['discovery.k8s.io', 'endpointslices'],
    ['', 'pods'],
  ],
  pod: [['', 'pods']],
};

/**
 * A Prometheus whose service account is bound to roles, none of which lets it find targets where monitors look for them.
 *
 * @param paths the paths of all monitors
 */
export function permissionsCheck(paths: readonly ScrapePath[]): Check {
  return {
    layer: 'scrape',
    run: (world) => (world.prometheuses ?? []).flatMap((each) => missingFor(each, world, paths)),
  };
}

function missingFor(
  { serviceAccount: name, namespace, reference, title, isUnplaced }: PrometheusInstance,
  { objects }: World,
  paths: readonly ScrapePath[],
): Problem[] {
  if (name === undefined || reference === undefined || isUnplaced === true) return [];
  const found = new Map<string, Problem>();
  for (const path of paths) {
    if (path.prometheus !== title) continue;
    for (const { job, targets } of path.jobs) {
      const [discovery] = job.kubernetes_sd_configs ?? [];
      const namespaces = new Set(
        targets.flatMap(({ discovered }) => discovered['__meta_kubernetes_namespace'] ?? []),
      );
      for (const [group, resource] of listed[discovery?.role ?? ''] ?? []) {
        for (const each of namespaces) {
          const key = `${each}/${resource}`;
          if (
            found.has(key) ||
            isAllowed({ name, namespace }, { group, resource, namespace: each }, objects) !== false
          )
            continue;
          const message = `${title} may not list '${resource}' in '${each}', where '${path.object}' looks for targets: no role that its service account '${name}' is bound to lets it`;
          found.set(
            key,
            error('NET002', message, {
              object: reference,
              path: 'spec.serviceAccountName',
              related: [path.object],
              fix: `bind a role in '${each}' that lets it get, list and watch services, endpoints and pods`,
            }),
          );
        }
      }
    }
  }
  // of the resources of a namespace the first stands for all
  const byNamespace = new Map<string, Problem>();
  for (const [key, problem] of found) {
    const [at = ''] = key.split('/');
    if (!byNamespace.has(at)) byNamespace.set(at, problem);
  }
  return [...byNamespace.values()];
}
