import type { Duration } from '../contract/duration-literal';
import { max, sum } from '../promql/build/aggregation';
import { rate } from '../promql/build/functions';
import { up } from '../promql/build/metric';
import { and, div } from '../promql/build/operators';
import type { Vector } from '../promql/build/vector';
import { packs } from '../promql/build/packs';
import { recordNames } from './record-names';
import type { Signal } from './signal';

/** What the use of a resource is divided by: what its container requests, or what it may use at most. */
export type Reservation = 'requests' | 'limits';

const reserved = {
  requests: packs.kubeStateMetrics.kube_pod_container_resource_requests,
  limits: packs.kubeStateMetrics.kube_pod_container_resource_limits,
};

/** The labels that identify a container. */
const container = ['namespace', 'pod', 'container'] as const;

/**
 * The share of its CPU that each pod of the service uses. Containers without a request (or limit) are left out on both sides, so
 * that a sidecar without one does not read as saturation. `container!=""` leaves out the sum that cAdvisor keeps for the pod, and
 * the maximum by control group counts a kubelet that is scraped twice once.
 */
export function cpuSaturation(
  level: string,
  reservation: Reservation,
  window: Duration,
  windowName: string,
): Signal {
  return {
    ...saturation('CPU'),
    meaning: `CPU time in use, as a share of the CPU ${reservation} of the pod`,
    record: recordNames.cpuSaturation(level, windowName),
    expression: kept(`cpu ${reservation} ${window}`, () => {
      const cpuTime = rate(
        packs.cadvisor.container_cpu_usage_seconds_total.where({ container: { not: '' } }).over(window),
      );
      const used = sum(max(cpuTime, { by: [...container, 'id'] }), { by: container });
      return share(used, reservation, 'cpu');
    }),
  };
}

/**
 * The share of its memory that each pod of the service uses, like {@link cpuSaturation}. A container that restarts has two control
 * groups for a moment: the greater counts.
 */
export function memorySaturation(level: string, reservation: Reservation): Signal {
  return {
    ...saturation('Memory'),
    meaning: `Memory in use that can't be freed, as a share of the memory ${reservation} of the pod`,
    record: recordNames.memorySaturation(level),
    expression: kept(`memory ${reservation}`, () => {
      const used = max(packs.cadvisor.container_memory_working_set_bytes.where({ container: { not: '' } }), {
        by: container,
      });
      return share(used, reservation, 'memory');
    }),
  };
}

/** Expressions that name no service, so that one of each does for all. */
const built = new Map<string, Vector<'pod'>>();

function kept(key: string, build: () => Vector<'pod'>): Vector<'pod'> {
  const expression = built.get(key) ?? build();
  built.set(key, expression);
  return expression;
}

/** What both have in common. At 1 all that is reserved is in use. */
function saturation(resource: 'CPU' | 'Memory') {
  return {
    name: `${resource} saturation`,
    type: 'saturation',
    unit: 'ratio',
    threshold: 1,
    by: ['pod'],
  } as const;
}

function share(
  used: Vector<(typeof container)[number]>,
  reservation: Reservation,
  resource: 'cpu' | 'memory',
): Vector<'pod'> {
  // the maximum counts a kube-state-metrics that is scraped twice once
  const available = max(reserved[reservation].where({ resource }), { by: container });
  const inUse = and(and(used, available, { on: container }), up, { on: ['namespace', 'pod'] });
  const ofPods = and(available, up, { on: ['namespace', 'pod'] });
  return div(sum(inUse, { by: ['pod'] }), sum(ofPods, { by: ['pod'] }));
}
