import type { ProblemFamily } from './entry';
import { tracked } from './scrape-examples';

const monitor = (endpoint: string, more = ''): string => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
  namespace: retail
spec:
  selector:
    matchLabels: { app: shop }${more}
  endpoints:
    - port: web
${endpoint}`;

/** What is selected, accepted and scraped. */
export const scrapeProblems = {
  SEL001: {
    severities: ['error'],
    title: 'A monitor that the Prometheus of the stack does not select',
    why: 'There is no target, and no message anywhere: the monitor looks fine in the cluster.',
    fix: 'Give the monitor the labels that the selector asks for.',
    answerable: true,
    example: {
      stack: `{ values: { prometheus: { prometheusSpec: { serviceMonitorSelector: { matchLabels: { team: 'shop' } } } } } }`,
    },
  },
  SEL002: {
    severities: ['error'],
    title: 'An object in a namespace where Prometheus does not look',
    why: 'The monitor or the rules are ignored, without a message.',
    fix: 'Label the namespace as the selector asks, or move the object.',
    answerable: true,
    example: {
      stack: `{
  values: {
    prometheus: {
      prometheusSpec: {
        serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
      },
    },
  },
}`,
    },
  },
  SEL003: {
    severities: ['error'],
    title: 'A selector in the values that is not a label selector',
    why: 'The API server drops the fields that it does not know, and what is left selects everything.',
    fix: 'Write `matchLabels` or `matchExpressions`.',
    answerable: true,
    example: {
      stack: `{
  values: {
    prometheus: { prometheusSpec: { probeNamespaceSelector: { matchNames: ['retail'] } } },
  },
}`,
    },
  },
  SEL006: {
    severities: ['error'],
    title: 'A scrape of a port that the pods do not have',
    why: 'The job has no targets, and nothing says so.',
    fix: 'Name the port that serves the metrics page.',
    answerable: false,
    example: {
      service: `{
  pods: { labels: { app: 'shop' }, ports: { web: 8080 } },
  scrape: { port: 'metrics' },
}`,
    },
  },
  SEL007: {
    severities: ['error'],
    title: 'A probe of a port that the pods do not have',
    why: 'The kubelet can not resolve the port, and the pods never get ready.',
    fix: 'Name one of the ports of the pods.',
    answerable: false,
    example: {
      program: `new Workload(chart, 'worker', {
  name: 'worker',
  namespace: 'retail',
  image: 'registry.example.com/worker:1.4.2',
  requests: { cpu: '100m', memory: '128Mi' },
  labels: { app: 'worker' },
  ports: { web: 8080 },
  probePort: 'health',
  replicas: 2,
});`,
    },
  },
  SEL011: {
    severities: ['error'],
    title: 'Pods that two ServiceMonitors of the program select',
    why: 'Each sample is stored twice, under two jobs, and every sum over them is twice as high.',
    fix: 'Give the pods of each service labels of their own.',
    answerable: true,
    example: {
      program: `new MonitoredService(chart, 'cart', {
  stack,
  contract: serviceContract({ name: 'cart', metrics: [orders], notTraffic: {} }),
  pods: { labels: { app: 'shop' }, ports: { web: 8080 } },
});`,
    },
  },
  SEL012: {
    severities: ['error'],
    title: 'A PrometheusRule that the Prometheus of the stack does not select',
    why: 'The rules are never evaluated, and no alert of them can fire.',
    fix: 'Give it the labels that the selector asks for.',
    answerable: true,
    example: {
      stack: `{ values: { prometheus: { prometheusSpec: { ruleSelector: { matchLabels: { team: 'shop' } } } } } }`,
      rules: `recordingRule('shop:orders:rate5m', sum(rate(orders.over('5m'))))`,
    },
  },
  OPR001: {
    severities: ['error'],
    title: 'A scrape that may take longer than its interval',
    why: 'The operator rejects the whole monitor, with a line in its own log only: there is no target.',
    fix: 'Set the timeout to the interval or less.',
    answerable: false,
    example: { service: `{ scrape: { interval: '10s', timeout: '15s' } }` },
  },
  OPR002: {
    severities: ['error'],
    title: 'A file in the Prometheus container where monitors may name none',
    why: 'With `arbitraryFSAccessThroughSMs.deny` the operator rejects the whole monitor.',
    fix: 'Refer to a Secret or a ConfigMap.',
    answerable: false,
    example: {
      monitor: monitor('      bearerTokenFile: /var/run/secrets/token'),
      prometheus: 'arbitraryFSAccessThroughSMs: { deny: true }',
    },
  },
  OPR004: {
    severities: ['error'],
    title: 'Two ways to authenticate at one endpoint',
    why: 'The operator rejects the whole monitor.',
    fix: 'Keep one of them.',
    answerable: false,
    example: {
      monitor: monitor(`      authorization:
        credentials: { name: access, key: token }
      basicAuth:
        username: { name: access, key: user }
        password: { name: access, key: password }`),
    },
  },
  OPR006: {
    severities: ['error'],
    title: 'A scrape class that the Prometheus does not have',
    why: 'The operator rejects the whole monitor.',
    fix: "Add the class to the Prometheus' `scrapeClasses`, or name one of them.",
    answerable: false,
    example: { monitor: monitor('      path: /metrics', '\n  scrapeClass: mesh') },
  },
  SEL018: {
    severities: ['error'],
    title: 'A selector by a label that Argo CD sets to something else',
    why: 'Argo CD sets the label to the name of its Application on all that it applies, so the selector finds nothing of it.',
    fix: 'Select by a label of your own, or let Argo CD track by annotations.',
    answerable: true,
    example: { file: tracked },
  },
} satisfies ProblemFamily;
