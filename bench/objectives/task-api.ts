import { httpMethod, httpRoute, httpStatus } from '../../src/sightline/contract/common-domains';
import { serviceContract } from '../../src/sightline/contract/service-contract';
import type { Duration } from '../../src/sightline/contract/duration-literal';
import type { Target } from '../../src/sightline/contract/target-labels';
import { availabilityObjective } from '../../src/sightline/objectives/availability-objective';
import { counter } from '../../src/sightline/promql/build/metric';
import type { WrittenSeries } from './shape';

/** How often a service is scraped, in seconds: the default of the program. */
export const scrapeSeconds = 30;

/** What its metrics tell requests apart by. */
export const labels = { method: httpMethod, endpoint: httpRoute(20) };

export const requests = counter('task_api_requests_total', 'HTTP requests served', {
  ...labels,
  status: httpStatus,
});

/** The objective that everybody writes rules for. */
export function availability(window: Duration) {
  return availabilityObjective({
    name: 'availability',
    objective: 99.9,
    window,
    description: 'Requests are answered without a server error.',
    total: requests,
    bad: requests.where({ status: /5../ }),
  });
}

export const contract = serviceContract({
  name: 'task-api',
  metrics: [requests],
  notTraffic: {},
  objectives: [availability('30d')],
});

const statuses = ['200', '201', '204', '304', '400', '401', '404', '409', '429', '500'];
const endpoints = ['/tasks', '/tasks/:id'];

/** A service that keeps the objective. */
export interface TaskApi {
  readonly target: Target;

  /** Its counters; one in ten counts errors. */
  readonly counters: readonly WrittenSeries[];
}

/**
 * A service of as many counters as asked for, alone in its namespace.
 *
 * @param size - a multiple of ten: up to 19 are of one endpoint, more are of two
 */
export function taskApi(size: number): TaskApi {
  const target = { namespace: `of-${size}`, service: `task-api-${size}` };
  const served = endpoints.slice(0, size < endpoints.length * statuses.length ? 1 : endpoints.length);
  const pods = size / (served.length * statuses.length);
  const counters = Array.from({ length: pods }, (_, index) => `${target.service}-${index}`).flatMap((pod) =>
    served.flatMap((endpoint) => statuses.map((status) => counterOf(target, { pod, endpoint, status }))),
  );
  return { target, counters };
}

/** A counter of requests of a service. */
export function counterOf(
  target: Target,
  labels: Readonly<Record<'pod' | 'endpoint' | 'status', string>>,
): WrittenSeries {
  return {
    name: 'task_api_requests_total',
    labels: { ...target, ...labels, method: 'GET' },
    every: scrapeSeconds,
  };
}

/** The selector of all requests of a service, for the rules of others. */
export function requestsOf({ namespace, service }: Target): string {
  return `task_api_requests_total{namespace="${namespace}",service="${service}"}`;
}

/** The selector of its failed requests. */
export function failedOf({ namespace, service }: Target): string {
  return `task_api_requests_total{namespace="${namespace}",service="${service}",status=~"5.."}`;
}

/** How many of a service's counters count errors. */
export function errorsIn({ counters }: TaskApi): number {
  return counters.filter(({ labels }) => labels['status']?.startsWith('5')).length;
}
