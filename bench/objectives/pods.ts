import type { WrittenSeries } from './shape';

/** A series whose value does not change. */
export interface Steady extends WrittenSeries {
  readonly value: number;
}

/** What a server knows of the pods that counters are from: that they are scraped, and by kube-state-metrics that they run and are ready. */
export function podsOf(counters: readonly WrittenSeries[]): Steady[] {
  const pods = new Map(counters.map(({ labels, every }) => [labels['pod'] ?? '', { labels, every }]));
  return [...pods].flatMap(([pod, { labels, every }]) => {
    const { namespace = '', service = '' } = labels;
    const conditions = Object.entries({ true: 1, false: 0, unknown: 0 });
    const phases = Object.entries({ Pending: 0, Running: 1, Succeeded: 0, Failed: 0, Unknown: 0 });
    return [
      { name: 'up', labels: { namespace, service, pod }, every, value: 1 },
      ...conditions.map(([condition, value]) => ({
        name: 'kube_pod_status_ready',
        labels: { namespace, pod, condition },
        every,
        value,
      })),
      ...phases.map(([phase, value]) => ({
        name: 'kube_pod_status_phase',
        labels: { namespace, pod, phase },
        every,
        value,
      })),
    ];
  });
}
