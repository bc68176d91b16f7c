import { clusterFacts } from './kube-state-metrics/cluster';
import { jobFacts } from './kube-state-metrics/jobs';
import { podFacts } from './kube-state-metrics/pods';
import { storageFacts } from './kube-state-metrics/storage';
import { workloadFacts } from './kube-state-metrics/workloads';
import type { Pack } from './pack';

/**
 * What kube-state-metrics exposes about the objects of a cluster: all that it calls stable, and of the rest what rules are written about. Its series
 * have the `namespace` of the object that they are about.
 */
export const kubeStateMetrics = {
  project: 'kube-state-metrics',
  version: '2.20.0',
  source: 'https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs/metrics',
  origin: 'external',
  prefixes: ['kube_'],
  facts: { ...podFacts, ...workloadFacts, ...jobFacts, ...clusterFacts, ...storageFacts },
} as const satisfies Pack;
