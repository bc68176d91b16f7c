import { nearest } from '../../problem/nearest';
import { error } from '../../problem/problems';
import type { IdOf } from '../../problem/registry/registry';
import { type LabelSelector, readSelector, unmet } from '../../stack/label-selector';
import type { ScrapeConfig } from '../scrape-config';
import { selectorText } from '../selector-text';
import { discoveryOf, type Found, isSelected } from './find-targets';
import type { IndexedWorld } from './index-world';
import type { BrokenLink, Link } from './link';
import { meantBy } from './meant';
import type { Labels } from '../relabel/label-builder';
import type { PrometheusSettings } from '../prometheus-settings';
import { monitorIn, type TracedMonitor } from './monitor';
import type { Service } from './services';
import { describeLabels, quoted } from './words';

const name = 'discovered';

/** Whether discovery finds ports of pods for a job. */
export function linkDiscovered(
  monitor: TracedMonitor,
  job: ScrapeConfig,
  found: Found,
  indexed: IndexedWorld,
): Link {
  if (found.targets.length > 0) {
    const from = [...new Set(found.targets.map(({ pods }) => pods.from))];
    return {
      state: 'proven',
      name,
      because: `discovery finds ${found.targets.length} ports of ${quoted(from)}`,
    };
  }
  if (monitor.selects === 'pod')
    return found.pods.length === 0 ? noPods(monitor, job, indexed) : undecided('containers of the pods');
  return found.services.length === 0
    ? noServices(monitor, job, indexed)
    : noEndpoints(monitor, found, indexed);
}

/** No pods with the labels that a PodMonitor selects. */
function noPods(monitor: TracedMonitor, job: ScrapeConfig, indexed: IndexedWorld): Link {
  const { namespaces } = discoveryOf(job);
  const there =
    namespaces === undefined ? indexed.pods.all : namespaces.names.flatMap(indexed.pods.inNamespace);
  const elsewhere = indexed.pods.all.find((pods) => !there.includes(pods) && isMine(monitor, pods, indexed));
  if (elsewhere !== undefined)
    return wrongNamespace(monitor, namespaces?.names ?? [], elsewhere.from, elsewhere.namespace, indexed);
  const meant = meantBy(
    selectorOf(monitor),
    monitor.name,
    there.map((pods) => ({ ...pods, name: pods.from.split('/').at(-1) ?? '' })),
  );
  return meant === undefined
    ? undecided(
        `the pods with the labels ${selectorText(monitor.spec.selector)} in ${where(namespaces?.names)}`,
      )
    : notSelected(monitor, meant.from, meant.labels);
}

/** No Service with the labels that a ServiceMonitor selects. */
function noServices(monitor: TracedMonitor, job: ScrapeConfig, indexed: IndexedWorld): Link {
  const { namespaces } = discoveryOf(job);
  const there =
    namespaces === undefined ? indexed.services.all : namespaces.names.flatMap(indexed.services.inNamespace);
  const external = there.find(
    ({ labels, isExternalName }) =>
      isExternalName && isSelected(monitor, labels, indexed.world.prometheus.settings),
  );
  if (external !== undefined) {
    return broken('SEL004', monitor, 'a Service with endpoints', external.reference, [
      `'${monitor.reference}' selects '${external.reference}', which is an ExternalName and has no endpoints: there is nothing to scrape`,
      'spec.selector',
      'use a Probe or a ScrapeConfig for what is outside the cluster',
    ]);
  }
  const elsewhere = indexed.services.all.find(
    (service) => !there.includes(service) && isMine(monitor, service, indexed),
  );
  if (elsewhere !== undefined)
    return wrongNamespace(
      monitor,
      namespaces?.names ?? [],
      elsewhere.reference,
      elsewhere.namespace,
      indexed,
    );
  const meant = meantBy(
    selectorOf(monitor),
    monitor.name,
    there.map((service) => ({ ...service, others: service.selector })),
  );
  return meant === undefined
    ? undecided(
        `a Service with the labels ${selectorText(monitor.spec.selector)} in ${where(namespaces?.names)}`,
      )
    : notSelected(monitor, meant.reference, meant.labels);
}

/** A selector of a monitor always selects by something here, or it would have selected. */
function selectorOf({ spec }: TracedMonitor): LabelSelector {
  const selection = readSelector(spec.selector);
  return typeof selection === 'string' ? { matchLabels: {}, matchExpressions: [] } : selection;
}

/** Whether something in another namespace is what a monitor is about: it has its labels, and no monitor scrapes it where it is. */
function isMine(
  monitor: TracedMonitor,
  { labels, namespace }: { readonly labels: Labels; readonly namespace: string },
  indexed: IndexedWorld,
): boolean {
  const { settings } = indexed.world.prometheus;
  const { matchLabels = {} } = monitor.spec.selector;
  if (Object.keys(matchLabels).length === 0 || !isSelected(monitor, labels, settings)) return false;
  return !indexed
    .objects('monitoring.coreos.com', monitor.kind)
    .flatMap((object) => monitorIn(object) ?? [])
    .some((other) => isSelected(other, labels, settings) && looksInto(other, namespace, settings));
}

/** Whether the jobs of a monitor look into a namespace. */
function looksInto(monitor: TracedMonitor, namespace: string, settings: PrometheusSettings): boolean {
  return monitor.jobs(settings).some((job) => discoveryOf(job).namespaces?.names.includes(namespace) ?? true);
}

function notSelected(
  monitor: TracedMonitor,
  found: string,
  labels: Readonly<Record<string, string>>,
): BrokenLink {
  const missing = unmet(selectorOf(monitor), labels).join(', ');
  const asks = selectorText(monitor.spec.selector);
  return broken(
    'SEL004',
    monitor,
    `spec.selector: ${asks}`,
    `${found} (${describeLabels(labels)})`,
    [
      `'${monitor.reference}' selects nothing by 'spec.selector' (${asks}): '${found}' has ${describeLabels(labels)}, which does not meet ${missing}`,
      'spec.selector',
      `select by labels of '${found}', or give it ${missing}`,
    ],
    found,
  );
}

function wrongNamespace(
  monitor: TracedMonitor,
  searched: readonly string[],
  found: string,
  namespace: string,
  indexed: IndexedWorld,
): BrokenLink {
  const { settings, path, title } = indexed.world.prometheus;
  const { any, matchNames = [] } = monitor.spec.namespaceSelector ?? {};
  const isIgnored =
    settings.ignoreNamespaceSelectors === true && (any === true || matchNames.includes(namespace));
  const reason = isIgnored
    ? `'${path}.ignoreNamespaceSelectors' of ${title} ignores its 'namespaceSelector'`
    : "its 'namespaceSelector' says so";
  return broken(
    isIgnored ? 'SEL002' : 'SEL005',
    monitor,
    `targets in ${where(searched)}`,
    found,
    [
      `'${monitor.reference}' looks for targets in ${where(searched)} alone (${reason}), and '${found}', which it selects, is in '${namespace}'`,
      'spec.namespaceSelector',
      isIgnored
        ? `put the monitor into '${namespace}'`
        : `add '${namespace}' to 'namespaceSelector.matchNames', or put the monitor there`,
    ],
    found,
  );
}

/** Services that lead to no port of a pod. */
function noEndpoints(monitor: TracedMonitor, { services }: Found, indexed: IndexedWorld): Link {
  const unresolved = services.find(({ pods }) => pods.length > 0);
  if (unresolved !== undefined) {
    const { service, pods } = unresolved;
    const declared = [
      ...new Set(
        pods.flatMap(({ containers }) =>
          containers.flatMap(({ ports }) => ports.flatMap((port) => port.name ?? [])),
        ),
      ),
    ];
    const [port] = service.ports;
    if (port === undefined) return undecided(`the ports of '${service.reference}'`);
    const near = nearest(String(port.target), declared);
    return broken(
      'SEL006',
      monitor,
      `port '${port.name}' of ${service.reference}, which leads to '${port.target}'`,
      `ports of the containers: ${quoted(declared)}`,
      [
        `port '${port.name}' of '${service.reference}' leads to the container port '${port.target}', which no container of '${pods[0]?.from ?? ''}' declares (${quoted(declared)}): the Service has no endpoints`,
        'spec.endpoints',
        near === undefined
          ? 'name a port that a container declares, or its number'
          : `did you mean '${near}'?`,
      ],
      near,
      [service.reference],
    );
  }
  const [first] = services;
  if (first === undefined) return undecided('a Service');
  return servesNobody(monitor, first.service, indexed);
}

function servesNobody(monitor: TracedMonitor, service: Service, indexed: IndexedWorld): Link {
  const { selector, namespace, reference } = service;
  if (Object.keys(selector).length === 0)
    return undecided(`the endpoints of '${reference}', which has no selector`);
  const wanted: LabelSelector = { matchLabels: selector, matchExpressions: [] };
  const pods = indexed.pods
    .inNamespace(namespace)
    .map((group) => ({ ...group, name: group.from.split('/').at(-1) ?? '' }));
  const meant = meantBy(wanted, service.name, pods);
  if (meant === undefined)
    return undecided(`the pods with the labels ${describeLabels(selector)} in '${namespace}'`);
  const missing = unmet(wanted, meant.labels).join(', ');
  return broken(
    'SEL009',
    monitor,
    `spec.selector of ${reference}: ${describeLabels(selector)}`,
    `${meant.from} (${describeLabels(meant.labels)})`,
    [
      `'${reference}' selects no pods (${describeLabels(selector)}): those of '${meant.from}' have ${describeLabels(meant.labels)}, which does not meet ${missing}`,
      'spec.selector',
      `make the selector of the Service equal to labels of the pods`,
    ],
    meant.from,
    [reference],
  );
}

function broken(
  id: IdOf<'error'>,
  { reference }: TracedMonitor,
  wanted: string,
  found: string,
  [message, path, fix]: readonly [string, string, string],
  near?: string,
  related: readonly string[] = [],
): BrokenLink {
  return {
    state: 'broken',
    name,
    wanted,
    found,
    ...(near === undefined ? {} : { nearest: near }),
    problems: [
      error(id, message, { object: reference, path, fix, ...(related.length === 0 ? {} : { related }) }),
    ],
  };
}

function undecided(missing: string): Link {
  return { state: 'undecided', name, missing: [missing] };
}

function where(namespaces: readonly string[] | undefined): string {
  return namespaces === undefined ? 'any namespace' : quoted(namespaces);
}
