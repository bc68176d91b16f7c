import type { Labels } from '../relabel/label-builder';
import { mapsAt, textAt, textsAt } from './fields';
import type { PodGroup } from './pods';
import type { ApiObject } from './world';

/** A port of a Service. */
export interface ServicePort {
  /** Empty where it has none, which a lone port may have. */
  readonly name: string;
  readonly number: number;

  /** The port of the pod: its number, or the name that a container gives to it. */
  readonly target: number | string;
  readonly protocol: string;
}

/** A Service, as far as discovery reads it. */
export interface Service {
  /** The Service, as `Service/namespace/name`. */
  readonly reference: string;
  readonly name: string;
  readonly namespace: string;

  /** Whether it says so itself. */
  readonly isPlaced: boolean;
  readonly labels: Labels;
  readonly annotations: Labels;

  /** The labels of its pods; empty where its endpoints are made by others. */
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
  readonly isExternalName: boolean;
}

/** Where a port of a Service leads to in pods. */
export interface Endpoint {
  readonly pods: PodGroup;
  readonly port: ServicePort;

  /** The number of the port in the pod. */
  readonly number: number;
}

/** The Services among objects. */
export function servicesIn(objects: readonly ApiObject[]): Service[] {
  return objects
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
    .map(({ name, namespace: written, namespace = 'default', labels, manifest }) => ({
      reference: `Service/${namespace}/${name}`,
      name,
      namespace,
      isPlaced: written !== undefined,
      labels,
      annotations: textsAt(manifest, 'metadata', 'annotations'),
      selector: textsAt(manifest, 'spec', 'selector'),
      isExternalName: textAt(manifest, 'spec', 'type') === 'ExternalName',
      ports: mapsAt(manifest, 'spec', 'ports').flatMap(
        ({ name: port, port: number, targetPort, protocol }) => {
          if (typeof number !== 'number') return [];
          const isSet =
            (typeof targetPort === 'number' && targetPort !== 0) ||
            (typeof targetPort === 'string' && targetPort !== '');
          return [
            {
              name: typeof port === 'string' ? port : '',
              number,
              target: isSet ? targetPort : number,
              protocol: typeof protocol === 'string' ? protocol : 'TCP',
            },
          ];
        },
      ),
    }));
}

/** The endpoints of a Service before pods. A port whose name no container declares has none. */
export function endpointsOf({ ports }: Service, pods: PodGroup): Endpoint[] {
  return ports.flatMap((port) => {
    const number = portIn(pods, port);
    return number === undefined ? [] : [{ pods, port, number }];
  });
}

/** The number of a Service's port in pods: that of the first container that declares its name. */
function portIn({ containers }: PodGroup, { target, protocol }: ServicePort): number | undefined {
  if (typeof target === 'number') return target;
  return containers
    .filter(({ isInit }) => !isInit)
    .flatMap(({ ports }) => ports)
    .find((port) => port.name === target && port.protocol === protocol)?.number;
}
