import { defined } from '../../problem/defined';
import type { Labels } from '../relabel/label-builder';
import { type Fields, mapAt, mapsAt, textAt, textsAt } from './fields';
import type { ApiObject, DeclaredPods } from './world';

/** A port that a container declares. */
export interface ContainerPort {
  /** @default - it has none */
  readonly name?: string;
  readonly number: number;
  readonly protocol: string;
}

/** A container of a pod. */
export interface Container {
  /** @default - unknown: the pods are only declared */
  readonly name?: string;

  /** @default - unknown */
  readonly image?: string;
  readonly isInit: boolean;
  readonly ports: readonly ContainerPort[];
}

/** Pods that are alike, as a workload makes them, or as somebody declares them. */
export interface PodGroup {
  /** Where they come from: `Kind/namespace/name`, or who declares them. */
  readonly from: string;
  readonly namespace: string;

  /** Whether what makes them says so itself. */
  readonly isPlaced: boolean;

  /**
   * The name of the service whose pods they are said to be.
   *
   * @default - a workload makes them
   */
  readonly service?: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly containers: readonly Container[];

  /** The kind and the name of what makes the pods; the name may be one that the cluster makes up. */
  readonly controller: { readonly kind: string; readonly name: string } | undefined;

  /** A name like that of one of the pods. */
  readonly podName: string;

  /** Whether nothing of the name of a pod is made up by the cluster. */
  readonly isNamed: boolean;

  /** Whether only what is declared is known, and there may be more labels, annotations and ports. */
  readonly isDeclared: boolean;

  /**
   * Whether there are addresses alone, which may be of no pod.
   *
   * @default false
   */
  readonly isOutside?: boolean;
}

/** What Kubernetes makes up for names: a hash of the template, and a few letters. */
const madeUp = { template: '5d8c7f9b6d', pod: 'x7k2p' };

/** The groups of pods of a world: those of its workloads, and those that are declared and have no workload there. */
export function podGroups(objects: readonly ApiObject[], declared: readonly DeclaredPods[]): PodGroup[] {
  const made = objects.flatMap(podsOf);
  const elsewhere = declared
    .map(declaredGroup)
    .filter(
      (group) =>
        !made.some((known) => known.namespace === group.namespace && hasLabels(known.labels, group.labels)),
    );
  return [...made, ...elsewhere];
}

/** Whether labels have all of others. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function podsOf(object: ApiObject): PodGroup[] {
  const { kind, name, manifest } = object;
  const group = object.apiVersion.split('/').slice(0, -1).join('');
  switch (`${group}/${kind}`) {
    case 'apps/Deployment': {
      const set = `${name}-${madeUp.template}`;
      return [
        templateGroup(
          object,
          ['spec', 'template'],
          { kind: 'ReplicaSet', name: set },
          `${set}-${madeUp.pod}`,
        ),
      ];
    }
    case 'apps/ReplicaSet':
    case 'apps/DaemonSet':
      return [templateGroup(object, ['spec', 'template'], { kind, name }, `${name}-${madeUp.pod}`)];
    case 'apps/StatefulSet':
      return [{ ...templateGroup(object, ['spec', 'template'], { kind, name }, `${name}-0`), isNamed: true }];
    case 'batch/Job':
      return [templateGroup(object, ['spec', 'template'], { kind, name }, `${name}-${madeUp.pod}`)];
    case 'batch/CronJob': {
      const job = `${name}-29000000`;
      const path = ['spec', 'jobTemplate', 'spec', 'template'];
      return [templateGroup(object, path, { kind: 'Job', name: job }, `${job}-${madeUp.pod}`)];
    }
    case '/Pod':
      return [{ ...podGroup(object, manifest, undefined, name), isNamed: true }];
    default:
      return [];
  }
}

function templateGroup(
  object: ApiObject,
  path: readonly string[],
  controller: PodGroup['controller'],
  podName: string,
): PodGroup {
  return podGroup(object, mapAt(object.manifest, ...path), controller, podName);
}

function podGroup(
  { kind, name, namespace: written, namespace = 'default' }: ApiObject,
  pod: Fields,
  controller: PodGroup['controller'],
  podName: string,
): PodGroup {
  return {
    from: `${kind}/${namespace}/${name}`,
    namespace,
    isPlaced: written !== undefined,
    labels: textsAt(pod, 'metadata', 'labels'),
    annotations: textsAt(pod, 'metadata', 'annotations'),
    containers: [
      ...mapsAt(pod, 'spec', 'containers').map((each) => containerOf(each, false)),
      ...mapsAt(pod, 'spec', 'initContainers').map((each) => containerOf(each, true)),
    ],
    controller,
    podName,
    isNamed: false,
    isDeclared: false,
  };
}

function containerOf(container: Fields, isInit: boolean): Container {
  const [name, image] = [textAt(container, 'name'), textAt(container, 'image')];
  return {
    ...defined({ name, image }),
    isInit,
    ports: mapsAt(container, 'ports').flatMap(({ name: port, containerPort, protocol }) =>
      typeof containerPort === 'number'
        ? [
            {
              ...(typeof port === 'string' && port !== '' ? { name: port } : {}),
              number: containerPort,
              protocol: typeof protocol === 'string' ? protocol : 'TCP',
            },
          ]
        : [],
    ),
  };
}

function declaredGroup({ by, service, namespace, labels, ports, container }: DeclaredPods): PodGroup {
  return {
    from: by,
    namespace,
    isPlaced: true,
    ...defined({ service }),
    labels,
    annotations: {},
    containers: [
      {
        ...defined({ name: container }),
        isInit: false,
        ports: Object.entries(ports).map(([name, number]) => ({ name, number, protocol: 'TCP' })),
      },
    ],
    controller: undefined,
    podName: `pod-${madeUp.pod}`,
    isNamed: false,
    isDeclared: true,
  };
}
