import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  availabilityObjective,
  counter,
  goldenSignals,
  histogram,
  httpMethod,
  httpRoute,
  httpStatus,
  latencyObjective,
  MonitoredService,
  serviceContract,
  type KubePrometheusStack,
} from '@sightline-monitoring/sightline';

// What the service exposes. Put the names, labels and buckets of yours here: `npx sightline verify URL` says where its metrics page differs.
const requests = counter('example_service_requests_total', 'Requests served', {
  method: httpMethod,
  route: httpRoute(30), // at most 30 templates of routes, such as /items/:id
  status: httpStatus,
});
const latency = histogram(
  'example_service_request_duration_seconds',
  'How long requests take',
  { method: httpMethod, route: httpRoute(30) },
  { buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
);

/** What the service exposes, and what it promises. */
export const contract = serviceContract({
  name: 'example-service',
  metrics: [requests, latency],
  notTraffic: { route: ['/example-page', '/healthz', '/readyz'] }, // never counted; {} if nothing has to be left out
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
      description: 'Requests are answered within 500 ms.',
      latency,
      under: 0.5,
    }),
  ],
});

/** The service and everything that monitors it. */
export class ExampleService extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'example-namespace' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract,
      pods: { labels: { app: 'example-service' }, ports: { http: 65001 } },
      scrape: { path: '/example-page', interval: '30s' },
      rules: [goldenSignals(contract, { requests, errors: { status: /5../ }, latency, by: ['route'] })],
    });
  }
}
