import { defined } from '../../problem/defined';
import { nearest } from '../../problem/nearest';
import { error } from '../../problem/problems';
import type { IdOf } from '../../problem/registry/registry';
import { type LabelSelector, readSelector, unmet, verdictOn } from '../../stack/label-selector';
import type { MonitorJob } from '../scrape-config';
import { selectorText } from '../selector-text';
import { discoveryOf, type Found, selectedBy } from './find-targets';
import type { IndexedWorld, Labelled, LabelIndex } from './index-world';
import type { BrokenLink, Link } from './link';
import { meantBy } from './meant';
import type { PrometheusSettings } from '../prometheus-settings';
import { monitorIn, type TracedMonitor } from './monitor';
import type { PodGroup } from './pods';
import type { Service } from './services';
import { describeLabels, quoted } from './words';
import { slicesOf } from './written-endpoints';

const name = 'discovered';

/** Whether discovery finds ports of pods for a job. */
export function linkDiscovered(
  monitor: TracedMonitor,
  job: MonitorJob,
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
function noPods(monitor: TracedMonitor, job: MonitorJob, indexed: IndexedWorld): Link {
  const { names } = discoveryOf(job).namespaces ?? {};
  const other = elsewhere(monitor, indexed.pods, names, indexed);
  if (other !== undefined) return wrongNamespace(monitor, names ?? [], other.from, other.namespace, indexed);
  const meant = meantBy(selectorOf(monitor), monitor.name, thingsIn(indexed.pods, names).map(named));
  if (meant !== undefined) return notSelected(monitor, meant.from, meant.labels);
  const missing = `the pods with the labels ${selectorText(monitor.spec.selector)} in ${where(names)}`;
  return indexed.world.isClosed === true ? nothingThere(monitor, missing) : undecided(missing);
}

/** No Service with the labels that a ServiceMonitor selects. */
function noServices(monitor: TracedMonitor, job: MonitorJob, indexed: IndexedWorld): Link {
  const { names } = discoveryOf(job).namespaces ?? {};
  const there = thingsIn(indexed.services, names);
  const isSelected = selectedBy(monitor, indexed.world.prometheus.settings);
  const external = there.find(({ labels, isExternalName }) => isExternalName && isSelected(labels));
  if (external !== undefined) {
    return broken('SEL004', monitor, 'a Service with endpoints', external.reference, [
      `'${monitor.reference}' selects '${external.reference}', which is an ExternalName and has no endpoints: there is nothing to scrape`,
      'spec.selector',
      'use a Probe or a ScrapeConfig for what is outside the cluster',
    ]);
  }
  const other = elsewhere(monitor, indexed.services, names, indexed);
  if (other !== undefined)
    return wrongNamespace(monitor, names ?? [], other.reference, other.namespace, indexed);
  const meant = meantBy(
    selectorOf(monitor),
    monitor.name,
    there.map((service) => ({ ...service, others: service.selector })),
  );
  if (meant !== undefined) return notSelected(monitor, meant.reference, meant.labels);
  const missing = `a Service with the labels ${selectorText(monitor.spec.selector)} in ${where(names)}`;
  return indexed.world.isClosed === true ? nothingThere(monitor, missing) : undecided(missing);
}

/** What would decide it in an open world is not there. */
function nothingThere(monitor: TracedMonitor, missing: string): BrokenLink {
  return broken('SEL004', monitor, missing, 'nothing', [
    `'${monitor.reference}' selects nothing by 'spec.selector' (${selectorText(monitor.spec.selector)}): there must be ${missing}, and nothing here is`,
    'spec.selector',
    'select by labels of what is there, or add what is meant',
  ]);
}

/** What stands in namespaces, or everywhere. */
function thingsIn<T extends Labelled>(
  { all, inNamespace }: LabelIndex<T>,
  namespaces: readonly string[] | undefined,
): readonly T[] {
  return namespaces === undefined ? all : namespaces.flatMap(inNamespace);
}

/** Pods with the name of what makes them. */
function named(pods: PodGroup): PodGroup & { readonly name: string } {
  return { ...pods, name: pods.service ?? pods.from.split('/').at(-1) ?? '' };
}

/** A selector of a monitor always selects by something here, or it would have selected. */
function selectorOf({ spec }: TracedMonitor): LabelSelector {
  const selection = readSelector(spec.selector);
  return typeof selection === 'string' ? { matchLabels: {}, matchExpressions: [] } : selection;
}

/** What a monitor is about, in a namespace that its job does not look into: it has its labels, and no monitor scrapes it where it is. */
function elsewhere<T extends Labelled>(
  monitor: TracedMonitor,
  { all }: LabelIndex<T>,
  namespaces: readonly string[] | undefined,
  indexed: IndexedWorld,
): T | undefined {
  const { settings } = indexed.world.prometheus;
  const { matchLabels = {} } = monitor.spec.selector;
  if (namespaces === undefined || Object.keys(matchLabels).length === 0) return undefined;
  const isSelected = selectedBy(monitor, settings);
  const mayFloat = indexed.world.isFloating === true;
  if (mayFloat && !monitor.isPlaced) return undefined;
  const isScraped = ({ labels, namespace }: Labelled): boolean =>
    indexed
      .objects('monitoring.coreos.com', monitor.kind)
      .flatMap((object) => monitorIn(object) ?? [])
      .some((other) => selectedBy(other, settings)(labels) && looksInto(other, namespace, settings));
  return all.find(
    (each) =>
      !namespaces.includes(each.namespace) &&
      (each.isPlaced || !mayFloat) &&
      isSelected(each.labels) &&
      !isScraped(each),
  );
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
        'spec.ports[0].targetPort',
        near === undefined
          ? 'name a port that a container declares, or its number'
          : `did you mean '${near}'?`,
      ],
      near,
      service,
    );
  }
  const [first] = services;
  if (first === undefined) return undecided('a Service');
  return servesNobody(monitor, first.service, indexed);
}

function servesNobody(monitor: TracedMonitor, service: Service, indexed: IndexedWorld): Link {
  const { selector, namespace, reference } = service;
  if (Object.keys(selector).length === 0) return withoutSelector(monitor, service, indexed);
  const wanted: LabelSelector = { matchLabels: selector, matchExpressions: [] };
  const meant = meantBy(wanted, service.name, indexed.pods.inNamespace(namespace).map(named));
  if (meant === undefined) {
    const missing = `the pods with the labels ${describeLabels(selector)} in '${namespace}'`;
    return indexed.world.isClosed === true ? selectsNobody(monitor, service, missing) : undecided(missing);
  }
  // of declared pods there may be more labels
  if (meant.isDeclared && verdictOn(wanted, meant.labels, 'more') !== false)
    return undecided(`the labels of the pods of '${meant.from}'`);
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
    service,
  );
}

/** A Service whose endpoints somebody else makes: those that are nearly its own, or that Prometheus does not read. */
function withoutSelector(monitor: TracedMonitor, service: Service, indexed: IndexedWorld): Link {
  const { name: own, namespace, reference } = service;
  const [slice] = slicesOf(service, indexed);
  const endpoints = indexed
    .objects('', 'Endpoints')
    .filter((each) => (each.namespace ?? 'default') === namespace);
  const near = nearest(
    own,
    endpoints.map((each) => each.name),
  );
  const wanted = `the endpoints of '${reference}', which has no selector`;
  if (slice !== undefined && indexed.world.prometheus.reference !== undefined)
    return broken(
      'SEL009',
      monitor,
      wanted,
      `EndpointSlice/${namespace}/${slice.name}`,
      [
        `'${reference}' has no selector, and an EndpointSlice by hand ('${slice.name}'): ${indexed.world.prometheus.title} discovers by Endpoints, which Kubernetes makes of no EndpointSlice`,
        'metadata.name',
        "write Endpoints, or set 'serviceDiscoveryRole' to EndpointSlice",
      ],
      slice.name,
      service,
    );
  if (near === undefined) return undecided(wanted);
  return broken(
    'SEL009',
    monitor,
    wanted,
    `Endpoints/${namespace}/${near}`,
    [
      `'${reference}' has no selector, and Endpoints are its own by its name: '${near}' is another one`,
      'metadata.name',
      'give both the same name',
    ],
    near,
    service,
  );
}

/** As of a monitor that selects nothing. */
function selectsNobody(monitor: TracedMonitor, service: Service, missing: string): BrokenLink {
  const { reference, selector } = service;
  return broken(
    'SEL009',
    monitor,
    `spec.selector of ${reference}: ${describeLabels(selector)}`,
    'nothing',
    [
      `'${reference}' selects no pods (${describeLabels(selector)}): there must be ${missing}, and nothing here is`,
      'spec.selector',
      'select by labels of pods that are there, or add what is meant',
    ],
    undefined,
    service,
  );
}

function broken(
  id: IdOf<'error'>,
  { reference }: TracedMonitor,
  wanted: string,
  found: string,
  [message, path, fix]: readonly [string, string, string],
  near?: string,
  service?: Service,
): BrokenLink {
  return {
    state: 'broken',
    name,
    wanted,
    found,
    ...defined({ nearest: near }),
    problems: [
      // what is wrong with the Service is told of it
      error(id, message, {
        object: service?.reference ?? reference,
        path,
        fix,
        ...(service === undefined ? {} : { related: [reference] }),
      }),
    ],
  };
}

function undecided(missing: string): Link {
  return { state: 'undecided', name, missing: [missing] };
}

function where(namespaces: readonly string[] | undefined): string {
  return namespaces === undefined ? 'any namespace' : quoted(namespaces);
}
