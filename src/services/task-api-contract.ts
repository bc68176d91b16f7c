/** The contract of the Task API, for what monitors it and for the service itself (`examples/task-api`), which must not load cdk8s. */
import {
  availabilityObjective,
  counter,
  gauge,
  histogram,
  httpRoute,
  httpStatus,
  latencyObjective,
  serviceContract,
} from '../sightline/instrument/contract';

const method = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const endpoint = httpRoute(20);

/** Requests, by method, route template and status. */
export const requests = counter('task_api_requests_total', 'HTTP requests served, by route template', {
  method,
  endpoint,
  status: httpStatus,
});

/** How long they take, in seconds. */
export const latency = histogram(
  'task_api_request_duration_seconds',
  'HTTP request latency in seconds, by route template',
  { method, endpoint },
  { buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
);

/** How many are being served. */
export const activeConnections = gauge('task_api_active_connections', 'Requests being served right now', {});

/** What the Task API exposes, and what it promises. */
export const taskApi = serviceContract({
  name: 'task-api',
  metrics: [requests, latency, activeConnections],
  notTraffic: { endpoint: ['/metrics', '/healthz', '/readyz'] },
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      window: '30d',
      description: 'Requests are answered without a server error.',
      total: requests,
      bad: requests.where({ status: /5../ }),
    }),
    latencyObjective({
      name: 'latency',
      objective: 99,
      window: '30d',
      description: 'Requests are answered within 250 ms.',
      latency,
      under: 0.25,
    }),
  ],
});
