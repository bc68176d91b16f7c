import { Chart } from 'cdk8s';
import {
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
const app = new SightlineApp();
const stack = new KubePrometheusStack(app, 'stack', { grafana: false });

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
