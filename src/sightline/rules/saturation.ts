import type { Duration } from '../contract/duration-literal';
import { max, sum } from '../promql/build/aggregation';
import { rate } from '../promql/build/functions';
import { up } from '../promql/build/metric';
import { and, div } from '../promql/build/operators';
import type { Vector } from '../promql/build/vector';
import {
  containerCpuUsage,
  containerLimits,
  containerMemoryWorkingSet,
  containerRequests,
} from './cluster-metrics';
import { recordNames } from './record-names';
import { recordingRule, type RecordingRule } from './rule';

/** What the use of a resource is held against. */
export type Against = 'requests' | 'limits';

const reserved = { requests: containerRequests, limits: containerLimits };

/** The labels that identify a container. */
const container = ['namespace', 'pod', 'container'] as const;

/**
 * The share of its CPU that each pod of the service uses. Containers without a request (or limit) are left out on both sides, so
 * that a sidecar without one does not read as saturation. `container!=""` leaves out the sum that cAdvisor keeps for the pod, and
 * the maximum by control group counts a kubelet that is scraped twice once.
 */
export function cpuSaturation(
  level: string,
  against: Against,
  window: Duration,
  length: string,
): RecordingRule {
  const cpuTime = rate(containerCpuUsage.where({ container: { not: '' } }).over(window));
  const used = sum(max(cpuTime, { by: [...container, 'id'] }), { by: container });
  return recordingRule(recordNames.cpuSaturation(level, length), share(used, against, 'cpu'));
}

/**
 * The share of its memory that each pod of the service uses, like {@link cpuSaturation}. A container that restarts has two control
 * groups for a moment: the greater counts.
 */
export function memorySaturation(level: string, against: Against): RecordingRule {
  const used = max(containerMemoryWorkingSet.where({ container: { not: '' } }), { by: container });
  return recordingRule(recordNames.memorySaturation(level), share(used, against, 'memory'));
}

function share(
  used: Vector<(typeof container)[number]>,
  against: Against,
  resource: 'cpu' | 'memory',
): Vector<'pod'> {
  // the maximum counts a kube-state-metrics that is scraped twice once
  const reservation = max(reserved[against].where({ resource }), { by: container });
  const inUse = and(and(used, reservation, { on: container }), up, { on: ['namespace', 'pod'] });
  const available = and(reservation, up, { on: ['namespace', 'pod'] });
  return div(sum(inUse, { by: ['pod'] }), sum(available, { by: ['pod'] }));
}
