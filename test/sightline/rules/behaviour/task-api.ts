import { httpMethod, httpRoute, httpStatus } from '../../../../src/sightline/contract/common-domains';
import type { Duration } from '../../../../src/sightline/contract/duration-literal';
import { serviceContract } from '../../../../src/sightline/contract/service-contract';
import { histogram } from '../../../../src/sightline/promql/build/histogram';
import { counter } from '../../../../src/sightline/promql/build/metric';
import { bindGroups, type BoundGroup } from '../../../../src/sightline/rules/bind-rules';
import { goldenSignals } from '../../../../src/sightline/rules/golden-signals';
import type { SaturationOptions } from '../../../../src/sightline/signals/golden-signals-options';
import type { RuleGroup } from '../../../../src/sightline/rules/rule';

/** The finite bounds of the lesson's latency histogram, in seconds. */
export const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** The lesson's counter of requests. */
export const requests = counter('task_api_requests_total', 'HTTP requests served', {
  method: httpMethod,
  endpoint: httpRoute(20),
  status: httpStatus,
});

/** The lesson's histogram of latencies. */
export const latency = histogram(
  'task_api_request_duration_seconds',
  'HTTP request latency',
  { method: httpMethod, endpoint: httpRoute(20) },
  { buckets: bounds },
);

/** The lesson's Task API, as a user of the library declares it. */
export const taskApi = serviceContract({
  name: 'task-api',
  metrics: [requests, latency],
  notTraffic: { endpoint: ['/metrics', '/healthz', '/readyz'] },
});

/**
 * The golden signals of the Task API by endpoint.
 *
 * @param window the window of rates and quantiles
 * @param options what else a user may choose
 */
export function taskApiSignals(
  window: Duration = '5m',
  options: { readonly saturation?: false | SaturationOptions } = {},
): RuleGroup {
  const errors = { status: /5../ };
  return goldenSignals(taskApi, { requests, errors, latency, by: ['endpoint'], window, ...options });
}

/**
 * Groups bound to the Task API of a namespace.
 *
 * @param groups what to bind
 * @param namespace where the service's pods are
 * @throws Error when anything is wrong with the rules, so that a suite never runs on rules that synth would refuse
 */
export function boundTo(namespace: string, groups: readonly RuleGroup[]): readonly BoundGroup[] {
  const bound = bindGroups(groups, { target: { namespace, service: 'task-api' }, scrapeInterval: 30_000 });
  if (bound.problems.length > 0)
    throw new Error(JSON.stringify([...taskApi.problems, ...bound.problems], null, 2));
  return bound.groups;
}
