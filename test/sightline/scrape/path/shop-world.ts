import type { Link, LinkName } from '../../../../src/sightline/scrape/path/link';
import type { ScrapePath } from '../../../../src/sightline/scrape/path/scrape-path';
import { tracePath } from '../../../../src/sightline/scrape/path/trace-path';
import type { ApiObject, ScrapeWorld } from '../../../../src/sightline/scrape/path/world';
import { stackInstance } from '../../../../src/sightline/scrape/settings/stack-instance';
import type { HelmValues } from '../../../../src/sightline/stack/helm-values';

/** An object as a program has it in the end. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  more: object = {},
  namespace = 'retail',
): ApiObject {
  const { metadata = {}, ...rest } = more as { metadata?: { labels?: Record<string, string> } };
  const manifest = { apiVersion, kind, metadata: { name, namespace, ...metadata }, ...rest };
  return { apiVersion, kind, name, namespace, labels: metadata.labels ?? {}, manifest };
}

const labels = { app: 'shop' };

/** The objects of a service that works: `shop` in `retail`. */
export const shop = {
  service: (spec: object = {}, metadata: object = { labels }) =>
    object('v1', 'Service', 'shop', {
      metadata,
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'web' }], ...spec },
    }),
  deployment: (podLabels: object = labels, container: object = {}) =>
    object('apps/v1', 'Deployment', 'shop', {
      spec: {
        template: {
          metadata: { labels: podLabels },
          spec: {
            containers: [
              { name: 'api', image: 'shop:1', ports: [{ name: 'web', containerPort: 8080 }], ...container },
            ],
          },
        },
      },
    }),
  monitor: (endpoint: object = { port: 'http' }, spec: object = {}, namespace = 'retail', name = 'shop') =>
    object(
      'monitoring.coreos.com/v1',
      'ServiceMonitor',
      name,
      { spec: { selector: { matchLabels: labels }, endpoints: [endpoint], ...spec } },
      namespace,
    ),
  podMonitor: (endpoint: object = { port: 'web' }, spec: object = {}) =>
    object('monitoring.coreos.com/v1', 'PodMonitor', 'shop', {
      spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [endpoint], ...spec },
    }),
};

/** Values with which every monitor is selected, and more. */
export function selecting(prometheusSpec: HelmValues = {}, more: HelmValues = {}): HelmValues {
  const all = { serviceMonitorSelectorNilUsesHelmValues: false, podMonitorSelectorNilUsesHelmValues: false };
  return { prometheus: { prometheusSpec: { ...all, ...prometheusSpec } }, ...more };
}

/** A world with these objects and a stack with these values, in `monitoring`. */
export function worldOf(
  objects: readonly ApiObject[],
  values: HelmValues = selecting(),
  pods: ScrapeWorld['pods'] = [],
): ScrapeWorld {
  const prometheus = stackInstance(values, { release: 'prometheus', namespace: 'monitoring' });
  if (prometheus === undefined) throw new Error('there is no Prometheus');
  return { objects, pods, prometheus };
}

/** The path of the first object in a world with it and others. */
export function pathOf(
  [monitor, ...others]: readonly ApiObject[],
  values?: HelmValues,
  pods?: ScrapeWorld['pods'],
): ScrapePath {
  const path = monitor && tracePath(monitor, worldOf([monitor, ...others], values, pods));
  if (path === undefined) throw new Error('there is no monitor');
  return path;
}

/** The last link that was looked at. */
export function lastLink({ links }: ScrapePath): Link {
  const link = links.at(-1);
  if (link === undefined) throw new Error('there is no link');
  return link;
}

/** The link in which a path breaks, with the id of its problem. */
export function breaks(path: ScrapePath): readonly [LinkName, string] | undefined {
  const link = path.links.find(({ state }) => state === 'broken');
  return link?.state === 'broken' ? [link.name, link.problems[0].id] : undefined;
}

/** The state of a whole path: broken at its first broken link, else undecided if a link is. */
export function stateOf({ links }: ScrapePath): Link['state'] {
  const states = links.map(({ state }) => state);
  return (
    states.find((state) => state === 'broken') ?? states.find((state) => state === 'undecided') ?? 'proven'
  );
}
