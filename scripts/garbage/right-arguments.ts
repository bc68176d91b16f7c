import { Registry } from 'prom-client';
import * as door from '../../src/sightline';
import type { KubePrometheusStack } from '../../src/sightline';

const requests = door.counter('shop_requests_total', 'Requests answered', {
  verb: ['GET', 'POST'],
  route: { max: 7 },
  code: door.httpStatus,
});
const latency = door.histogram(
  'shop_request_seconds',
  'Time to answer',
  { verb: ['GET', 'POST'], route: { max: 7 } },
  { buckets: [0.1, 0.5, 2] },
);
const waiting = door.gauge('shop_waiting_mails', 'Mails not yet sent', { priority: ['high', 'low'] });
const byRoute = door.sum(door.rate(requests.over('11m')), { by: ['route'] });

const availability = {
  name: 'availability',
  objective: 99.9,
  description: 'Requests are answered without a server error.',
  window: '28d',
  by: ['route'],
  runbook: 'https://example.com/runbook',
  alerts: { tiers: { fast: 'page', slow: false }, exhausted: 'ticket' },
  excludes: [{ why: 'Backups', days: ['sunday'], from: '01:00', to: '02:00' }],
  whenAbsent: 'page',
  absentFor: '2m',
  missingData: 'ignored',
  total: requests,
  bad: requests.where({ code: /5../ }),
} as const;
const inTime = {
  name: 'in-time',
  objective: 99,
  description: 'Requests are answered within half a second.',
  latency,
  under: 0.5,
  where: { verb: 'GET' },
} as const;
const reachable = {
  name: 'reachable',
  objective: 99.5,
  description: 'The pods can be scraped.',
  gauge: door.up,
  atLeast: 1,
} as const;

const contract = door.serviceContract({
  name: 'shop',
  metrics: [requests, latency, waiting],
  notTraffic: { route: ['/metrics'] },
});
const promising = {
  name: 'shop',
  metrics: [requests, latency, waiting],
  notTraffic: { route: ['/metrics'] },
  objectives: [door.latencyObjective(inTime), door.gaugeObjective(reachable)],
} as const;
const signals = {
  requests,
  errors: { code: /5../ },
  latency,
  by: ['route'],
  window: '10m',
  quantiles: [0.5, 0.99],
  saturation: { cpu: 'limits', memory: 'limits' },
} as const;
const alert = {
  alert: 'QueueTooLong',
  expression: door.gt(door.max(waiting, { by: ['priority'] }), 100),
  for: '10m',
  keepFiringFor: '5m',
  severity: 'ticket',
  labels: { team: 'shop' },
  annotations: { summary: '{{ $value }} mails wait' },
} as const;
const recording = door.recordingRule('shop:requests:rate11m', byRoute);
const group = door.ruleGroup('queue', [recording, door.alertingRule(alert)], { interval: '1m' });
const slackOptions = { channel: '#shop', webhookUrl: door.secretKey('slack', 'url') };
const routing = {
  receivers: {
    pager: door.pagerDuty({ routingKey: door.secretKey('pagerduty', 'key') }),
    team: [
      door.slack(slackOptions),
      door.email({ to: 'a@example.com', from: 'b@example.com', smarthost: 'm:25' }),
    ],
  },
  routes: [
    { severity: 'page', receiver: 'pager' },
    { receiver: 'team', match: { service: /shop|till/, team: ['shop'] }, groupBy: ['service'] },
  ],
  otherwise: 'team',
  deadMansSwitch: { url: door.secretKey('switch', 'url'), every: '5m' },
} as const;

/** What is right for a stack. */
export const stackOptions: door.KubePrometheusStackProps = {
  release: 'prometheus',
  namespace: 'monitoring',
  createNamespace: true,
  monitorLabels: { team: 'shop' },
  grafana: { admin: { existingSecret: 'grafana-admin' } },
  prometheus: {
    retention: '35d',
    scrapeInterval: '30s',
    resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
    storage: { size: '50Gi' },
  },
  alerting: door.alertRouting(routing),
  values: { prometheus: { prometheusSpec: { externalLabels: { cluster: 'a' } } } },
};

const workload = {
  image: 'registry.example.com/shop:1.4.2',
  requests: { cpu: '250m', memory: '128Mi' },
  limits: { memory: '256Mi' },
  env: { MODE: 'fast' },
  probes: { liveness: '/healthz' },
};
const endpoint = {
  path: '/metrics',
  interval: '30s',
  timeout: '10s',
  basicAuth: { username: { name: 'auth', key: 'user' }, password: { name: 'auth', key: 'password' } },
  tlsConfig: { ca: { secret: { name: 'tls', key: 'ca' } }, serverName: 'shop' },
  metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
  sampleLimit: 1000,
};
const probe = {
  prober: { url: 'blackbox.monitoring:9115', path: '/probe', scheme: 'http' },
  targets: ['https://example.com'],
  module: 'http_2xx',
  interval: '30s',
};
const labels = { app: 'shop' };
const ports = { http: 8000 };

/** What functions of PromQL take; each place gets any of them, so that many calls are nearly right. */
export const operands: readonly unknown[] = [
  requests,
  requests.over('5m'),
  waiting,
  waiting.over('1h'),
  latency.bucket,
  byRoute,
  door.subquery(byRoute, '1h', '1m'),
  door.time(),
  door.promql('sum by (route) (rate(x[5m]))'),
  door.recorded('shop:bad:rate5m', ['namespace', 'service']),
  0.5,
  10,
  'route',
  ['route'],
  { by: ['route'] },
  { on: ['route'], groupLeft: [] },
];

/** What is right for a function, by its name; of those that are not here, any of the operands may be. */
export const rightArguments: Readonly<Record<string, readonly unknown[]>> = {
  httpRoute: [7],
  counter: ['shop_orders_total', 'Orders received', { channel: ['web'], country: { max: 40 } }, { unit: 'x' }],
  gauge: ['shop_seconds', 'How long', { channel: ['web'] }, { unit: 'seconds' }],
  histogram: ['shop_seconds', 'How long', { channel: ['web'] }, { buckets: [1, 2], unit: 'seconds' }],
  'thirdParty.counter': ['pg_commits', 'Commits', { datname: { max: 10 } }, { unit: 'x' }],
  'thirdParty.gauge': ['pg_stat_activity_count', 'Connections', { datname: { max: 10 } }],
  'thirdParty.histogram': ['pg_count', 'How long', { datname: ['a'] }, { buckets: [1, 2] }],
  external: ['node_load1', 'gauge', 'Load', ['namespace', 'node']],
  serviceContract: [promising],
  availabilityObjective: [availability],
  latencyObjective: [inTime],
  gaugeObjective: [reachable],
  goldenSignals: [contract, signals],
  alertingRule: [alert],
  recordingRule: ['shop:requests:rate11m', byRoute],
  ruleGroup: ['queue', [recording, door.alertingRule(alert)], { interval: '1m' }],
  recorded: ['shop:bad:rate5m', ['namespace', 'service'], 'gauge'],
  promql: ['rate(shop_requests_total[5m])', { metrics: [requests, latency], global: ['y'], labels: ['route'], version: '3.5', features: [] }],
  parsePromql: ['sum(rate(x[5m])) / 2', { version: '3.5', features: ['promql-duration-expr'] }],
  checkPromql: ['sum(rate(x[5m])) / 2', { version: '3.5', features: [] }, 'alert'],
  print: [door.parsePromql('sum(rate(x{a="b"}[5m] offset 1m)) by (a) > on (a) group_left (b) 2').node],
  calculated: ['step() * 4'],
  seriesBound: [contract.metrics, 3],
  allIn: [new door.SightlineApp()],
  problemsError: [door.counter('a_total', '', {}).declaration.problems],
  histogramQuantiles: [latency.bucket, 'quantile', [0.5, 0.9]],
  labelReplace: [byRoute, 'x', '$1', 'route', '(.*)'],
  labelJoin: [byRoute, 'x', '-', ['route']],
  alertRouting: [routing],
  pagerDuty: [{ routingKey: door.secretKey('pagerduty', 'key'), severity: 'error' }],
  slack: [slackOptions],
  email: [{ to: ['a@example.com'], from: 'b@example.com', smarthost: 'm:25' }],
  webhook: [{ url: 'https://example.com/hook', maxAlerts: 3 }],
  secretKey: ['slack', 'url'],
  instrument: [{ requests, latency, waiting }, { register: new Registry() }],
  'x.where': [{ verb: 'GET', route: /a.*/, code: { not: ['200'] } }],
  'x.over': ['5m', 'anchored'],
  'x.offset': ['5m'],
  'x.at': ['start'],
  'x.under': [0.5],
}; // prettier-ignore

/** What is right for a construct, by its class; each time anew, as two of one name make a problem. */
export function rightProps(stack: KubePrometheusStack): Readonly<Record<string, unknown>> {
  const target = { namespace: 'shop', service: 'shop' };
  const named = { name: 'shop', namespace: 'shop' };
  return {
    KubePrometheusStack: stackOptions,
    MonitoredService: {
      stack,
      contract: door.serviceContract({
        ...promising,
        objectives: [door.availabilityObjective(availability)],
      }),
      namespace: 'shop',
      createNamespace: true,
      pods: { labels, ports, replicas: 3 },
      scrape: { port: 'http', ...endpoint, moreEndpoints: [{ port: 'http', path: '/more' }] },
      workload,
      rules: [group, door.goldenSignals(contract, signals)],
    },
    ClusterIpService: { ...named, selector: labels, ports, labels },
    PrometheusRule: {
      ...named,
      stack,
      target,
      groups: [group],
      beside: [group],
      contract,
      scrapeInterval: '30s',
    },
    ServiceMonitor: {
      ...named,
      ...endpoint,
      stack,
      serviceLabels: labels,
      serviceNamespace: 'shop',
      port: 'http',
      moreEndpoints: [{ port: 'admin', path: '/admin' }],
    },
    PodMonitor: { ...named, ...endpoint, stack, podLabels: labels, podNamespace: 'shop', port: 'http' },
    Probe: { ...named, ...probe, stack, serviceNamespace: 'shop', service: 'shop' },
    Workload: { ...workload, ...named, labels, ports, probePort: 'http', replicas: 2 },
  };
}

/** What is right for the methods of constructs. */
export const rightOfMethods: Readonly<Record<string, readonly unknown[]>> = {
  bindObjectives: [['route']],
  bindRules: [{ name: 'shop', namespace: 'shop', target: { namespace: 'a', service: 'b' }, interval: 30_000 }],
  bindService: [{ target: { namespace: 'a', service: 'b' }, labels: ['team'] }],
  addRules: [group],
  addGroups: [group],
}; // prettier-ignore
