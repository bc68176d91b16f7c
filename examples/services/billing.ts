import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  availabilityObjective,
  goldenSignals,
  httpMethod,
  httpStatus,
  type KubePrometheusStack,
  latencyObjective,
  MonitoredService,
  serviceContract,
  thirdParty,
} from '../../src/sightline';

// Micrometer has chosen the names; the histogram is switched on in application.yaml.
const requests = thirdParty.histogram(
  'http_server_requests_seconds',
  'Requests served',
  {
    method: httpMethod,
    uri: { max: 30 },
    status: httpStatus,
    outcome: ['INFORMATIONAL', 'SUCCESS', 'REDIRECTION', 'CLIENT_ERROR', 'SERVER_ERROR', 'UNKNOWN'],
    exception: { max: 20 },
  },
  {
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5],
    // an outcome follows from a status, and a route fails in few ways
    together: [{ labels: ['method', 'uri', 'status', 'outcome', 'exception'], max: 400 }],
  },
);

export const billing = serviceContract({
  name: 'billing',
  metrics: [requests],
  notTraffic: { uri: ['/actuator/health', '/actuator/prometheus'] },
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      window: '30d',
      description: 'Requests are answered without a server error.',
      total: requests.count,
      bad: requests.count.where({ outcome: 'SERVER_ERROR' }),
    }),
    latencyObjective({
      name: 'latency',
      objective: 99,
      window: '30d',
      description: 'Requests are answered within half a second.',
      latency: requests,
      under: 0.5,
    }),
  ],
});

/** A Spring Boot service, whose metrics are on its management port. */
export class Billing extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'billing' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: billing,
      pods: { labels: { app: 'billing' }, ports: { http: 8080, management: 8081 }, replicas: 4 },
      scrape: { port: 'management', path: '/actuator/prometheus' },
      rules: [
        goldenSignals(billing, {
          requests: requests.count,
          errors: { outcome: 'SERVER_ERROR' },
          latency: requests,
          by: ['uri'],
        }),
      ],
    });
  }
}
