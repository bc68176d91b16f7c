import { Chart } from 'cdk8s';
import {
  availabilityObjective,
  counter,
  goldenSignals,
  histogram,
  httpRoute,
  httpStatus,
  KubePrometheusStack,
  MonitoredService,
  serviceContract,
  SightlineApp,
} from '../../src/sightline';
import { printPeak } from './peak';

const services = Number(process.argv[2]);

/** What else than the rules of golden signals there is: a promise of each service, with or without dashboards. */
const more = process.argv[3] as 'objectives' | 'dashboards' | undefined;
const app = new SightlineApp();
const stack = new KubePrometheusStack(app, 'stack', {
  grafana:
    more === undefined
      ? false
      : { admin: { existingSecret: 'grafana-admin' }, dashboards: more === 'dashboards' },
});

for (let index = 0; index < services; index++) {
  const name = `service-${index}`;
  const level = `service_${index}`;
  // a contract of its own for each, as in a real program
  const requests = counter(`${level}_requests_total`, 'Requests', {
    method: ['GET', 'POST'],
    endpoint: httpRoute(20),
    status: httpStatus,
  });
  const latency = histogram(
    `${level}_request_duration_seconds`,
    'Latency',
    { method: ['GET', 'POST'], endpoint: httpRoute(20) },
    { buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
  );
  const contract = serviceContract({
    name,
    metrics: [requests, latency],
    notTraffic: { endpoint: ['/metrics', '/healthz', '/readyz'] },
    objectives:
      more === undefined
        ? []
        : [
            availabilityObjective({
              name: 'availability',
              description: 'Requests are answered.',
              objective: 99.9,
              window: '7d',
              total: requests,
              bad: requests.where({ status: /5../ }),
            }),
          ],
  });
  new MonitoredService(new Chart(app, name, { namespace: 'default' }), 'monitored', {
    stack,
    contract,
    pods: { labels: { app: name }, ports: { http: 8000 } },
    rules: [goldenSignals(contract, { requests, errors: { status: /5../ }, latency, by: ['endpoint'] })],
  });
}

app.synth();
printPeak();
