import type { Target } from '../contract/target-labels';
import { up } from '../promql/build/metric';
import { packs } from '../promql/build/packs';
import { promql } from '../promql/build/promql';
import type { Annotation } from './dashboard';

/**
 * When a new version of the service runs: its targets have pods of a ReplicaSet of which there were none a minute before. A Deployment makes
 * one for each pod template, and goes back to it on a rollback; the number of pods changes none. Its `observedGeneration` changes whenever
 * an autoscaler scales, and the time at which a ReplicaSet was created is not that of a rollback. By the targets, and not by a name: the Deployment may
 * have another than the service.
 */
export function deployed({ namespace, service }: Target): Annotation {
  const owner = `kube_pod_owner{namespace="${namespace}",owner_kind="ReplicaSet"}`;
  const targets = `up{namespace="${namespace}",service="${service}"}`;
  return {
    name: 'Deploys',
    expression: promql(
      `group by (owner_name) (${owner} and on (pod) ${targets}) unless on (owner_name) ` +
        `group by (owner_name) (last_over_time(${owner}[5m] offset 1m) and on (pod) last_over_time(${targets}[5m] offset 1m))`,
      { metrics: [packs.kubeStateMetrics.kube_pod_owner, up] },
    ),
    labels: ['owner_name'],
    color: 'neutral',
  };
}
