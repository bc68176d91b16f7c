import { type Fields, mapsAt, textAt } from './fields';
import type { IndexedWorld } from './index-world';
import type { PodGroup } from './pods';
import type { Service, ServicePort } from './services';
import { type ApiObject, placedReference } from './world';

/**
 * The endpoints of a Service that somebody has written, as a Service with their ports and what is behind it: addresses, of which no pod is known.
 *
 * @param role what discovery reads. Kubernetes makes EndpointSlices of Endpoints, and never Endpoints of EndpointSlices
 */
export function writtenEndpoints(
  service: Service,
  role: 'endpoints' | 'endpointslice',
  indexed: IndexedWorld,
): { readonly service: Service; readonly pods: readonly PodGroup[] }[] {
  const { name, namespace } = service;
  const endpoints = indexed
    .objects('', 'Endpoints')
    .filter((each) => each.name === name && isIn(namespace, each));
  const slices = role === 'endpoints' ? [] : slicesOf(service, indexed);
  return [
    ...endpoints.flatMap((object) =>
      mapsAt(object.manifest, 'subsets').map((subset) => ({ object, subset })),
    ),
    ...slices.map((object) => ({ object, subset: object.manifest })),
  ].map(({ object, subset }) => {
    const reference = placedReference(object);
    return {
      service: { ...service, reference, ports: portsOf(subset) },
      pods: [addresses(object, reference)],
    };
  });
}

/** The EndpointSlices of a Service, by the label that says so. */
export function slicesOf({ name, namespace }: Service, { objects }: IndexedWorld): readonly ApiObject[] {
  return objects('discovery.k8s.io', 'EndpointSlice').filter(
    (each) => each.labels['kubernetes.io/service-name'] === name && isIn(namespace, each),
  );
}

function isIn(namespace: string, { namespace: own = 'default' }: ApiObject): boolean {
  return own === namespace;
}

function portsOf(subset: Fields): ServicePort[] {
  return mapsAt(subset, 'ports').flatMap((port) => {
    const number = port['port'];
    if (typeof number !== 'number') return [];
    const [name = '', protocol = 'TCP'] = [textAt(port, 'name'), textAt(port, 'protocol')];
    return [{ name, number, target: number, protocol }];
  });
}

function addresses({ namespace: written, name, namespace = 'default' }: ApiObject, from: string): PodGroup {
  return {
    from,
    namespace,
    isPlaced: written !== undefined,
    labels: {},
    annotations: {},
    containers: [],
    controller: undefined,
    podName: name,
    isNamed: true,
    isDeclared: false,
    isOutside: true,
  };
}
