import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  availabilityObjective,
  counter,
  goldenSignals,
  httpRoute,
  httpStatus,
  type KubePrometheusStack,
  metricsAndProbes,
  MonitoredService,
  serviceContract,
} from '../../src/sightline';
import type { Settings } from './settings';

const requests = counter('catalog_requests_total', 'Requests served', {
  route: httpRoute(20),
  status: httpStatus,
});

/** What the catalog promises: less in staging. */
const catalog = ({ availability }: Settings) =>
  serviceContract({
    name: 'catalog',
    metrics: [requests],
    notTraffic: { route: metricsAndProbes },
    objectives: [
      availabilityObjective({
        name: 'availability',
        objective: availability,
        window: '30d',
        description: 'Requests are answered without a server error.',
        total: requests,
        bad: requests.where({ status: /5../ }),
      }),
    ],
  });

/** The catalog, in whatever environment. */
export class Catalog extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack, settings: Settings) {
    super(scope, id, { namespace: 'retail' });
    const contract = catalog(settings);
    new MonitoredService(this, 'monitored', {
      stack,
      contract,
      createNamespace: true,
      pods: { labels: { app: 'catalog' }, ports: { http: 8080 }, replicas: settings.replicas },
      rules: [goldenSignals(contract, { requests, errors: { status: /5../ }, by: ['route'] })],
    });
  }
}
