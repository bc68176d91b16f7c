import type { AdoptedMetric } from './adopted-metric';
import { isRouteLabel } from './label-groups';

/** What golden signals are made of. */
export interface Signals {
  readonly requests: AdoptedMetric;

  /** The label by which a failed request is told, and its values as a literal of a match. */
  readonly errors: { readonly label: string; readonly failed: string };

  /**
   * How long requests take.
   *
   * @default - no histogram of the same requests was found
   */
  readonly latency?: AdoptedMetric;

  /** The labels to keep. */
  readonly by: readonly string[];

  /** Other metrics that count requests by how they ended. */
  readonly others: readonly string[];
}

/** Metrics about requests that a service gets, not about those that it sends. */
const served = /request|http|grpc|rpc|handled|call/i;
const sent = /client|outbound|outgoing|upstream|egress|proxy|remote|downstream|fetch|webhook/i;

/** Metrics that count nothing but what failed: no share of errors is made of them. */
const failed = /error|fail|reject|denied|timeout|drop|abort/i;

/** Golden signals of the first metric that counts requests by how they ended: a counter before the count of a histogram. */
export function signalsOf(metrics: readonly AdoptedMetric[]): Signals | undefined {
  const counted = metrics.flatMap((metric) => {
    const { name, type } = metric.declaration;
    const errors = errorsOf(metric);
    if (errors === undefined || type === 'gauge') return [];
    if (!served.test(name) || sent.test(name) || failed.test(name)) return [];
    return [{ metric, errors, rank: rankOf(metric) }];
  });
  const [best] = [...counted].sort((a, b) => b.rank - a.rank);
  if (best === undefined) return undefined;
  const { metric: requests, errors } = best;
  const latency = latencyOf(requests, metrics);
  return {
    requests,
    errors,
    ...(latency === undefined ? {} : { latency }),
    by: keptBy(requests, latency),
    others: counted
      .map(({ metric }) => metric.declaration.name)
      .filter((name) => name !== requests.declaration.name),
  };
}

function errorsOf({ groups }: AdoptedMetric): Signals['errors'] | undefined {
  for (const [label, { closed }] of groups)
    if (closed?.failed !== undefined) return { label, failed: closed.failed };
  return undefined;
}

function rankOf({ declaration: { name, type, labels } }: AdoptedMetric): number {
  const isCounter = type === 'counter';
  const isNamed = /requests?(?:_total|_seconds)?$|handled_total$|request_duration/.test(name);
  return (isCounter ? 2 : 0) + (isNamed ? 2 : 0) + (Object.keys(labels).some(isRouteLabel) ? 1 : 0);
}

/** The histogram of seconds whose name begins most as that of the requests. */
function latencyOf(requests: AdoptedMetric, metrics: readonly AdoptedMetric[]): AdoptedMetric | undefined {
  if (isHistogram(requests)) return requests;
  const candidates = metrics.filter(
    (metric) =>
      isHistogram(metric) &&
      served.test(metric.declaration.name) &&
      !sent.test(metric.declaration.name) &&
      /seconds|duration|latency|_time/.test(metric.declaration.name),
  );
  const shared = (metric: AdoptedMetric): number =>
    wordsInCommon(metric.declaration.name, requests.declaration.name);
  const [best] = [...candidates].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) > 0 ? best : undefined;
}

function isHistogram({ declaration: { type } }: AdoptedMetric): boolean {
  return type === 'histogram' || type === 'native histogram';
}

function wordsInCommon(a: string, b: string): number {
  const others = b.split('_');
  const at = a.split('_').findIndex((word, index) => word !== others[index]);
  return at === -1 ? others.length : at;
}

/** The route, where both have it. */
function keptBy(requests: AdoptedMetric, latency: AdoptedMetric | undefined): readonly string[] {
  const has = (metric: AdoptedMetric, label: string): boolean =>
    Object.hasOwn(metric.declaration.labels, label);
  const routes = Object.keys(requests.declaration.labels).filter(
    (label) => isRouteLabel(label) || label === 'grpc_method',
  );
  return routes.filter((label) => latency === undefined || has(latency, label)).slice(0, 1);
}
