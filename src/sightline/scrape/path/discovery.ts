import { defined } from '../../problem/defined';
import type { Labels } from '../relabel/label-builder';
import { meta, objectLabels, sanitizeLabelName } from '../meta-labels';
import type { Container, ContainerPort, PodGroup } from './pods';
import { type Endpoint, endpointsOf, type Service } from './services';

/** A port of a pod that discovery finds. */
export interface DiscoveredTarget {
  readonly pods: PodGroup;

  /** @default - none: pods are discovered by themselves */
  readonly service?: Service;

  /** @default - the container declares no port */
  readonly port?: number;

  /** What discovery says of it. */
  readonly labels: Labels;

  /** Labels whose value only the cluster knows. */
  readonly guessed: ReadonlySet<string>;
}

/** Values of the kind that the cluster has, where only it knows them. */
const guess = {
  podIp: '10.244.1.17',
  hostIp: '192.0.2.10',
  node: 'node-1',
  uid: '00000000-0000-4000-8000-000000000000',
  zone: 'zone-a',
};

/** What tells which labels of a target only the cluster knows. */
export interface GuessedTarget extends Pick<DiscoveredTarget, 'labels' | 'guessed'> {
  readonly pods: Pick<PodGroup, 'isDeclared'>;
}

/** What discovery by Services finds behind one of them: its endpoints, and the other ports of pods that have one. */
export function serviceTargets(
  service: Service,
  pods: PodGroup,
  role: 'endpoints' | 'endpointslice',
): DiscoveredTarget[] {
  const endpoints = endpointsOf(service, pods);
  if (endpoints.length === 0) return [];
  const covered = new Set(endpoints.map(({ number }) => number));
  const others = portsOf(pods).filter(({ port }) => !covered.has(port.number));
  const common = serviceLabels(service, role);
  return [
    ...endpoints.map((endpoint) =>
      targetOf(pods, service, endpoint.number, {
        ...common,
        ...endpointLabels(endpoint, role),
        ...podLabels(pods),
        ...containerLabelsAt(pods, endpoint.number),
      }),
    ),
    ...others.map(({ container, port }) =>
      targetOf(pods, service, port.number, {
        ...common,
        ...podLabels(pods),
        ...containerLabels(container, port),
      }),
    ),
  ];
}

/** What discovery of pods finds: a target for each port that a container declares, or one for a container without ports. */
export function podTargets(pods: PodGroup): DiscoveredTarget[] {
  return pods.containers.flatMap((container) => {
    const common = { [meta('namespace')]: pods.namespace, ...podLabels(pods) };
    const ports = container.ports.length === 0 ? [undefined] : container.ports;
    return ports.map((port) =>
      targetOf(pods, undefined, port?.number, { ...common, ...containerLabels(container, port) }),
    );
  });
}

function targetOf(
  pods: PodGroup,
  service: Service | undefined,
  port: number | undefined,
  labels: Labels,
): DiscoveredTarget {
  const address = port === undefined ? guess.podIp : `${guess.podIp}:${port}`;
  const all: Labels = { ...labels, __address__: address };
  return {
    pods,
    ...defined({ service, port }),
    labels: all,
    guessed: guessedIn(all, pods),
  };
}

function portsOf({
  containers,
}: PodGroup): { readonly container: Container; readonly port: ContainerPort }[] {
  return containers.flatMap((container) => container.ports.map((port) => ({ container, port })));
}

function serviceLabels(service: Service, role: 'endpoints' | 'endpointslice'): Labels {
  return {
    [meta('namespace')]: service.namespace,
    [meta('service_name')]: service.name,
    ...objectLabels('service', service.labels),
    ...annotationLabels('service', service.annotations),
    [meta(`${role}_name`)]: role === 'endpoints' ? service.name : `${service.name}-x7k2p`,
    // Kubernetes copies the labels of the Service to its endpoints
    ...prefixed(`${role}_label`, `${role}_labelpresent`, {
      ...service.labels,
      ...(role === 'endpoints' ? {} : { 'kubernetes.io/service-name': service.name }),
    }),
    ...(role === 'endpoints' ? {} : { [meta('endpointslice_address_type')]: 'IPv4' }),
  };
}

function endpointLabels({ pods, port, number }: Endpoint, role: 'endpoints' | 'endpointslice'): Labels {
  const target = (prefix: string): Labels => ({
    [meta(`${prefix}_port_name`)]: port.name,
    [meta(`${prefix}_port_protocol`)]: port.protocol,
    ...(pods.isOutside === true
      ? {}
      : {
          [meta(`${prefix}_address_target_kind`)]: 'Pod',
          [meta(`${prefix}_address_target_name`)]: pods.podName,
        }),
  });
  if (role === 'endpoints') {
    return {
      ...target('endpoint'),
      [meta('endpoint_ready')]: 'true',
      [meta('endpoint_node_name')]: guess.node,
    };
  }
  return {
    ...target('endpointslice'),
    [meta('endpointslice_port')]: String(number),
    [meta('endpointslice_endpoint_conditions_ready')]: 'true',
    [meta('endpointslice_endpoint_conditions_serving')]: 'true',
    [meta('endpointslice_endpoint_conditions_terminating')]: 'false',
    [meta('endpointslice_endpoint_node_name')]: guess.node,
    [meta('endpointslice_endpoint_zone')]: guess.zone,
  };
}

function podLabels({ labels, annotations, controller, podName, isOutside }: PodGroup): Labels {
  if (isOutside === true) return {};
  return {
    [meta('pod_name')]: podName,
    [meta('pod_ip')]: guess.podIp,
    [meta('pod_ready')]: 'true',
    [meta('pod_phase')]: 'Running',
    [meta('pod_node_name')]: guess.node,
    [meta('pod_host_ip')]: guess.hostIp,
    [meta('pod_uid')]: guess.uid,
    ...(controller === undefined
      ? {}
      : { [meta('pod_controller_kind')]: controller.kind, [meta('pod_controller_name')]: controller.name }),
    ...objectLabels('pod', labels),
    ...annotationLabels('pod', annotations),
  };
}

/** The container that declares a port: of several the last. Without one there is nothing to say of it. */
function containerLabelsAt({ containers }: PodGroup, number: number): Labels {
  const found = containers.flatMap((container) => {
    const port = container.ports.find((each) => each.number === number);
    return port === undefined ? [] : [{ container, port }];
  });
  const last = found.at(-1);
  return last === undefined ? {} : containerLabels(last.container, last.port);
}

function containerLabels({ name, image, isInit }: Container, port: ContainerPort | undefined): Labels {
  return {
    [meta('pod_container_name')]: name ?? 'container',
    [meta('pod_container_image')]: image ?? 'image',
    [meta('pod_container_init')]: String(isInit),
    ...(port === undefined
      ? {}
      : {
          [meta('pod_container_port_number')]: String(port.number),
          [meta('pod_container_port_protocol')]: port.protocol,
          ...defined({ [meta('pod_container_port_name')]: port.name }),
        }),
  };
}

function annotationLabels(object: 'service' | 'pod', annotations: Labels): Labels {
  return prefixed(`${object}_annotation`, `${object}_annotationpresent`, annotations);
}

function prefixed(value: string, present: string, entries: Labels): Labels {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([name, text]) => [
      [meta(`${value}_${sanitizeLabelName(name)}`), text],
      [meta(`${present}_${sanitizeLabelName(name)}`), 'true'],
    ]),
  );
}

/** What always is made up by the cluster. */
const alwaysGuessed = [
  'pod_ip',
  'pod_ready',
  'pod_node_name',
  'pod_host_ip',
  'pod_uid',
  'endpoint_ready',
  'endpoint_node_name',
  'endpointslice_name',
  'endpointslice_endpoint_conditions_ready',
  'endpointslice_endpoint_conditions_serving',
  'endpointslice_endpoint_conditions_terminating',
  'endpointslice_endpoint_node_name',
  'endpointslice_endpoint_zone',
];

function guessedIn(labels: Labels, pods: PodGroup): ReadonlySet<string> {
  const { isNamed, isDeclared, controller, containers } = pods;
  const names = [
    ...alwaysGuessed,
    ...(isNamed ? [] : ['pod_name', 'endpoint_address_target_name', 'endpointslice_address_target_name']),
    ...(controller?.kind === 'ReplicaSet' || controller?.kind === 'Job' || isDeclared
      ? ['pod_controller_name']
      : []),
    ...(isDeclared ? ['pod_controller_kind'] : []),
    ...(containers.some(({ name }) => name === undefined)
      ? ['pod_container_name', 'pod_container_image']
      : []),
  ];
  return new Set(['__address__', ...names.map(meta).filter((name) => name in labels || isDeclared)]);
}

/**
 * Whether only the cluster knows a label of discovery: one of those that are guessed, one of a node, or, of pods that are only declared, a
 * label or an annotation that nobody mentions.
 */
export function isGuessed(name: string, { labels, guessed, pods }: GuessedTarget): boolean {
  if (guessed.has(name) || name.startsWith(meta('node_'))) return true;
  return pods.isDeclared && !(name in labels) && /^__meta_kubernetes_pod_(?:label|annotation)/.test(name);
}
