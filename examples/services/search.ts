import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  availabilityObjective,
  goldenSignals,
  httpRoute,
  httpStatus,
  type KubePrometheusStack,
  latencyObjective,
  metricsAndProbes,
  MonitoredService,
  nativeHistogram,
  serviceContract,
} from '../../src/sightline';

// One series for each route and status counts, sums up and has all buckets; so any threshold can be promised.
const requests = nativeHistogram('search_request_duration_seconds', 'Time to answer', {
  route: httpRoute(20),
  status: httpStatus,
});

export const search = serviceContract({
  name: 'search',
  metrics: [requests],
  notTraffic: { route: metricsAndProbes },
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      window: '30d',
      description: 'Searches are answered without a server error.',
      total: requests,
      bad: requests.where({ status: /5../ }),
    }),
    latencyObjective({
      name: 'latency',
      objective: 99,
      window: '30d',
      description: 'Searches are answered within 180 ms.',
      latency: requests,
      under: 0.18,
    }),
  ],
});

/** A Go service with native histograms: its monitor asks for them. */
export class Search extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'search' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: search,
      pods: { labels: { app: 'search' }, ports: { http: 8080 } },
      rules: [
        goldenSignals(search, { requests, errors: { status: /5../ }, latency: requests, by: ['route'] }),
      ],
    });
  }
}
