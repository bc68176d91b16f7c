import { httpMethod, httpRoute, httpStatus } from '../../src/contract/common-domains';
import { serviceContract } from '../../src/contract/service-contract';
import { availabilityObjective } from '../../src/objectives/availability-objective';
import { counter } from '../../src/promql/typed/metric';
import type { WrittenSeries } from './shape';

/** Where the service is, and how often it is scraped: the defaults of the program. */
export const target = { namespace: 'default', service: 'task-api' };
export const scrapeSeconds = 30;

const requests = counter('task_api_requests_total', 'HTTP requests served', {
  method: httpMethod,
  endpoint: httpRoute(20),
  status: httpStatus,
});

/** The objective that everybody writes rules for. */
export const contract = serviceContract({
  name: 'task-api',
  metrics: [requests],
  notTraffic: {},
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      window: '30d',
      description: 'Requests are answered without a server error.',
      total: requests,
      bad: requests.where({ status: /5../ }),
    }),
  ],
});

/** The selector of all its requests, and of the failed ones, for the rules of others. */
export const selector = 'task_api_requests_total{namespace="default",service="task-api"}';
export const failedSelector = 'task_api_requests_total{namespace="default",service="task-api",status=~"5.."}';

const pods = Array.from({ length: 10 }, (_, index) => `task-api-${index}`);
const endpoints = ['/tasks', '/tasks/:id'];
const statuses = ['200', '201', '204', '304', '400', '401', '404', '409', '429', '500'];

/** The counters of its pods: 200 series, of which 20 count errors. */
export const counters: readonly WrittenSeries[] = pods.flatMap((pod) =>
  endpoints.flatMap((endpoint) =>
    statuses.map((status) => ({
      name: 'task_api_requests_total',
      labels: { ...target, pod, method: 'GET', endpoint, status },
      every: scrapeSeconds,
    })),
  ),
);

/** How many of the counters there are, and how many of them count errors. */
export const sizes = {
  all: counters.length,
  failed: counters.filter(({ labels }) => labels['status']?.startsWith('5')).length,
};
