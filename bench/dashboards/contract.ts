import { serviceContract } from '../../src/sightline/contract/service-contract';
import { histogram } from '../../src/sightline/promql/build/histogram';
import { goldenSignals } from '../../src/sightline/rules/golden-signals';
import { availability, labels, requests, scrapeSeconds, type TaskApi } from '../objectives/task-api';
import type { History } from '../objectives/history';
import { month } from '../objectives/month';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const;
const latency = histogram('task_api_request_duration_seconds', 'Duration of requests', labels, { buckets });

/** The window of the objective, which is shorter than most: over a longer one the raw series have more to read. */
export const windowDays = 7;

/** The share of bad events that is allowed for. */
export const budget = 0.001;

/** What the dashboard is about: golden signals, and one promise. */
export const contract = serviceContract({
  name: 'task-api',
  metrics: [requests, latency],
  notTraffic: {},
  objectives: [availability(`${windowDays}d`)],
});

export const signals = goldenSignals(contract, {
  requests,
  errors: { status: /5../ },
  latency,
  by: ['endpoint'],
});

/**
 * The last hour of what else the panels read of a service: the buckets of each pod and endpoint, what a cluster knows of its containers, what is recorded of signals, and
 * an alert that fires.
 */
export function besideCounters({ target, counters }: TaskApi): History[] {
  const since = month.end - 3600;
  const series = (
    name: string,
    own: Readonly<Record<string, string>>,
    valueAt: History['valueAt'] = () => 1,
  ): History => ({ name, labels: own, every: scrapeSeconds, offset: 2.5, since, valueAt });
  const counted = (at: number) => Math.floor((at - since) / scrapeSeconds);
  const observed = distinct(counters.map(({ labels: { status: _, ...kept } }) => kept));
  const { namespace } = target;
  const pods = new Set(counters.map(({ labels: { pod = '' } }) => pod));
  return [
    ...observed.flatMap((kept) =>
      [...buckets.map(String), '+Inf'].map((le) =>
        series(
          'task_api_request_duration_seconds_bucket',
          { ...kept, le, job: target.service, instance: kept.pod ?? '' },
          counted,
        ),
      ),
    ),
    ...[...pods].flatMap((pod) => {
      const container = { namespace, pod, container: 'task-api' };
      return [
        series('container_cpu_usage_seconds_total', { ...container, id: `/${pod}` }, counted),
        series('container_memory_working_set_bytes', { ...container, id: `/${pod}` }),
        series('kube_pod_container_resource_requests', { ...container, resource: 'cpu' }),
        series('kube_pod_container_resource_limits', { ...container, resource: 'memory' }),
      ];
    }),
    ...(signals.signals ?? []).flatMap(({ record, by }) => {
      const parts = counters.map(({ labels: of }) =>
        Object.fromEntries(by.map((label) => [label, of[label] ?? ''])),
      );
      return distinct(parts).map((part) => series(record, { ...target, ...part }));
    }),
    series('ALERTS', {
      alertname: 'TaskApiDown',
      alertstate: 'firing',
      severity: 'critical',
      ...target,
    }),
  ];
}

function distinct<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
