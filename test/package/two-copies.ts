/**
 * A program that takes each part of what monitors a service from another copy of the library than the part before, and prints what it comes to.
 *
 * @param one the name of the one copy
 * @param other that of the other; the same for a program of one copy
 */
export function programOfCopies(one: string, other: string): string {
  return `import { Chart } from 'cdk8s';
import * as one from '${one}';
import * as other from '${other}';

const requests = one.counter('shop_requests_total', 'Requests', { method: ['GET', 'POST'], status: one.httpStatus });
const latency = other.histogram('shop_request_duration_seconds', 'Latency', { method: ['GET', 'POST'] }, { buckets: [0.1, 0.5, 1] });
const objectives = [
  other.availabilityObjective({
    name: 'availability',
    objective: 99.9,
    description: 'Requests are answered.',
    total: requests,
    bad: requests.where({ status: /5../ }),
  }),
  one.latencyObjective({ name: 'latency', objective: 99, description: 'Requests are fast.', latency, under: 0.5 }),
];
const contract = one.serviceContract({ name: 'shop', metrics: [requests, latency], notTraffic: {}, objectives });
const signals = other.goldenSignals(contract, { requests, errors: { status: /5../ }, latency, by: ['method'] });
const perMethod = other.sum(one.rate(requests.over('5m')), { by: ['method'] });
const recorded = one.recordingRule('shop:requests_by_method:rate5m', perMethod);
const busy = other.alertingRule({
  alert: 'ShopBusy',
  expression: one.gt(other.div(recorded.series, 60), 100),
  severity: 'ticket',
  annotations: { summary: 'Busy' },
});
const receivers = { pager: one.pagerDuty({ routingKey: other.secretKey('pagerduty', 'key') }) };
const routes = [{ severity: 'page', receiver: 'pager' }] as const;
const alerting = other.alertRouting({ receivers, routes, otherwise: 'pager' });

const app = new one.SightlineApp();
const environment = new other.Environment(app, 'staging');
const prometheus = { retention: '60d', storage: { size: '50Gi' } } as const;
const stack = new one.KubePrometheusStack(environment, 'stack', {
  grafana: { admin: { existingSecret: 'grafana-admin' } },
  alerting,
  prometheus,
});
const chart = new Chart(environment, 'shop', { namespace: 'retail' });
new other.MonitoredService(chart, 'monitored', {
  stack,
  contract,
  pods: { labels: { app: 'shop' }, ports: { http: 8080 } },
  createNamespace: true,
  rules: [signals, one.ruleGroup('own', [recorded, busy])],
});
new other.PodMonitor(chart, 'pods', {
  stack,
  name: 'other',
  namespace: 'retail',
  podLabels: { app: 'other' },
  podNamespace: 'retail',
  port: 'http',
  service: 'other',
});
export const program = (): one.SightlineApp => app;
const { problems, files } = app.render();
new other.Environment(app, 'No Name');
other.runProgram(program); // it throws, and says why to the standard error
process.exitCode = 0;
process.stdout.write(JSON.stringify({ problems, files: [...files] }));
`;
}
