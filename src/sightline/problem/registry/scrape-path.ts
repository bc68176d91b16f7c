import type { ProblemFamily } from './entry';
import { forbidden, secured } from './scrape-examples';

const monitor = (
  endpoint: string,
  selector = 'matchLabels: { app: shop }',
): string => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
  namespace: retail
spec:
  selector:
    ${selector}
  endpoints:
    - port: web
${endpoint}`;

/** A ServiceMonitor beside the service of the program, which is about `shop` in `retail`. */
const another = (spec: string): string => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: other
  namespace: retail
spec:
${spec}`;

/** What breaks the path from a monitor to its series, link by link. */
export const scrapePathProblems = {
  SEL004: {
    severities: ['error'],
    title: 'A monitor whose selector matches nothing',
    why: 'Discovery finds no Service, or no pods, with these labels, and the job has no targets.',
    fix: 'Select by labels of the Service itself, or of the pods of a PodMonitor.',
    answerable: true,
    example: {
      objects: another(`  selector:
    matchLabels: { app: shopp }
  endpoints:
    - port: web`),
    },
  },
  SEL005: {
    severities: ['error'],
    title: 'A monitor that looks for its Service in another namespace',
    why: 'Discovery looks only into the namespaces of `namespaceSelector`, or into that of the monitor, and finds nothing.',
    fix: 'Name the namespace of the Service in `namespaceSelector`, or move the monitor there.',
    answerable: true,
    example: {
      objects: `apiVersion: v1
kind: Service
metadata:
  name: other
  namespace: retail
  labels: { app: other }
spec:
  selector: { app: other }
  ports:
    - { name: web, port: 8080 }
---
${another(`  namespaceSelector:
    matchNames: [staging]
  selector:
    matchLabels: { app: other }
  endpoints:
    - port: web`)}`,
    },
  },
  SEL009: {
    severities: ['error'],
    title: 'A Service that selects no pods',
    why: 'The Service has no endpoints, so there is nothing to scrape and nothing to serve.',
    fix: 'Make the selector of the Service equal to labels of its pods.',
    answerable: true,
    example: {
      objects: `apiVersion: v1
kind: Service
metadata:
  name: other
  namespace: retail
  labels: { app: other }
spec:
  selector: { app: other }
  ports:
    - { name: web, port: 8080 }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: other
  namespace: retail
spec:
  selector:
    matchLabels: { app: othre }
  template:
    metadata:
      labels: { app: othre }
    spec:
      containers:
        - name: other
          image: registry.example.com/other:1.0.0
          ports:
            - { name: web, containerPort: 8080 }
---
${another(`  selector:
    matchLabels: { app: other }
  endpoints:
    - port: web`)}`,
    },
  },
  SEL013: {
    severities: ['error'],
    title: 'A monitor whose own rules drop every target',
    why: 'Discovery finds the pods, and relabelling drops all of them: the job has no targets.',
    fix: 'Correct the rule that drops them.',
    answerable: true,
    example: {
      objects: another(`  selector:
    matchLabels: { app: shop }
  endpoints:
    - port: web
      relabelings:
        - { action: drop, sourceLabels: [namespace], regex: retail }`),
    },
  },
  SEL014: {
    severities: ['error'],
    title: 'A monitor without endpoints or targets',
    why: 'The operator writes no scrape job for it, or one that scrapes nothing.',
    fix: 'Add an endpoint, or say what is scraped.',
    answerable: true,
    example: {
      objects: another(`  selector:
    matchLabels: { app: shop }
  endpoints: []`),
    },
  },
  SEL015: {
    severities: ['error'],
    title: 'A monitor whose series are not known as those of its service',
    why: 'Rules and alerts know a service by `namespace` and `service`. Series with other labels are of nobody: all of its alerts are silent.',
    fix: 'Leave these two labels as they are in `relabelings`.',
    answerable: true,
    example: {
      service: `{ scrape: { relabelings: [{ targetLabel: 'service', replacement: 'shop-v2' }] } }`,
    },
  },
  SEL016: {
    severities: ['error', 'warning'],
    title: 'A monitor that takes away what rules read',
    why: 'The target is up, and the rules find nothing: `metricRelabelings` drop series, or labels of them, that they read.',
    fix: 'Leave the rule of relabelling out, or read what it leaves.',
    answerable: true,
    example: {
      service: `{ scrape: { metricRelabelings: [{ action: 'labeldrop', regex: 'route' }] } }`,
      rules: `recordingRule('shop:orders:rate5m', sum(rate(orders.over('5m')), { by: ['route'] }))`,
    },
  },
  SEL017: {
    severities: ['error'],
    title: 'A native histogram that the Prometheus does not read',
    why: 'The target is up, and Prometheus stores the classic form of the histogram or nothing: rules, golden signals and objectives find no series. It reads native histograms where it is told to, from pages in the protobuf format.',
    fix: 'Leave `scrapeNativeHistograms` and `scrapeProtocols` to Sightline; before Prometheus 3.8, start it with the feature `native-histograms`.',
    answerable: true,
    example: {
      contract: `{
  metrics: [orders, failures, wait, queue, nativeHistogram('shop_pay_seconds', 'How long payments take', {})],
}`,
      rules: `recordingRule(
  'shop:pay:rate5m',
  sum(histogramCount(rate(nativeHistogram('shop_pay_seconds', 'How long payments take', {}).over('5m')))),
)`,
      service: `{ scrape: { scrapeProtocols: ['OpenMetricsText1.0.0'] } }`,
    },
  },
  SEL019: {
    severities: ['error', 'warning'],
    title: 'A limit of the scrape that the series pass',
    why: 'Prometheus drops the whole scrape, not what is too much of it: the target is down, and `up` is 0. As a warning: the contract allows more series than the limit.',
    fix: "Raise the limit, take `sampleLimit: { from: 'contract' }`, or drop series by `metricRelabelings`.",
    answerable: true,
    example: { service: `{ scrape: { labelLimit: 5 } }` },
  },
  NET001: {
    severities: ['error'],
    title: 'A NetworkPolicy that shuts Prometheus out',
    why: 'Every scrape ends with "context deadline exceeded", and the target is down.',
    fix: 'Let the namespace of Prometheus in, to the port that is scraped.',
    answerable: true,
    example: {
      objects: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: retail
spec:
  podSelector: {}
  policyTypes: [Ingress]`,
    },
  },
  NET002: {
    severities: ['error'],
    title: 'A Prometheus that may not look for targets in a namespace',
    why: 'The API server answers "forbidden", discovery finds nothing, and the job has no targets.',
    fix: 'Bind a role in that namespace that lets the service account get, list and watch services, endpoints and pods.',
    answerable: true,
    example: {
      file: forbidden,
    },
  },
  NET003: {
    severities: ['warning'],
    title: 'Targets that are scraped in another scheme than they answer in',
    why: 'Each scrape ends with an error of TLS, or with a status of 400, and the target is down.',
    fix: 'Set `scheme` to what the port answers in, and `tlsConfig` where it is https.',
    answerable: true,
    example: {
      file: secured,
    },
  },
  OPR003: {
    severities: ['error'],
    title: 'A reference that names no Secret, or no key in it',
    why: 'The operator rejects the whole monitor.',
    fix: 'Name the Secret and the key in it.',
    answerable: false,
    example: { monitor: monitor('      basicAuth: {}') },
  },
  OPR005: {
    severities: ['error'],
    title: 'A relabelling rule that Prometheus would not take',
    why: 'The operator rejects the whole monitor.',
    fix: 'Write the regular expression as RE2 reads it, and only the fields that the action has.',
    answerable: false,
    example: {
      monitor: monitor(`      relabelings:
        - { action: keep, sourceLabels: [pod], regex: 'shop-(?!canary).*' }`),
    },
  },
  OPR008: {
    severities: ['error'],
    title: 'A field that this version of Prometheus does not know',
    why: 'The operator rejects the whole monitor.',
    fix: 'Leave the field out, or run a newer Prometheus.',
    answerable: false,
    example: {
      monitor: monitor(
        '      path: /metrics',
        'matchLabels: { app: shop }\n  selectorMechanism: RoleSelector',
      ),
      prometheus: "version: '2.16.0'",
    },
  },
  OPR010: {
    severities: ['error'],
    title: 'TLS settings that contradict each other',
    why: 'The operator rejects the whole monitor.',
    fix: 'Give each part one source, and a certificate its key.',
    answerable: false,
    example: {
      monitor: monitor('      tlsConfig:\n        cert:\n          secret: { name: tls, key: cert }'),
    },
  },
  OPR011: {
    severities: ['error'],
    title: 'A proxy or an OAuth 2.0 client that is not complete',
    why: 'The operator rejects the whole monitor.',
    fix: 'Set what is missing, or keep one of two ways.',
    answerable: false,
    example: { monitor: monitor('      noProxy: shop.example.com') },
  },
  OPR012: {
    severities: ['error'],
    title: 'A label selector that Kubernetes can not read',
    why: 'The operator rejects the whole monitor.',
    fix: 'Give the operators `In` and `NotIn` values, the others none, and use keys and values that labels can have.',
    answerable: false,
    example: {
      monitor: monitor('      path: /metrics', 'matchExpressions: [{ key: app, operator: In, values: [] }]'),
    },
  },
  OPR013: {
    severities: ['error'],
    title: 'A scrape job that Prometheus refuses',
    why: 'The operator writes it, Prometheus refuses its whole configuration, and everything new in it stays away until this is mended.',
    fix: 'Correct the field that the message names.',
    answerable: false,
    example: {
      objects: another(`  selector:
    matchLabels: { app: shop }
  endpoints:
    - port: web
      bearerTokenFile: /token
      basicAuth:
        username: { name: access, key: user }
        password: { name: access, key: password }`),
    },
  },
  OPR014: {
    severities: ['error'],
    title: 'Settings with which the operator writes no configuration',
    why: 'Prometheus keeps the configuration that it had, or never starts: no monitor has an effect.',
    fix: 'Correct the setting that the message names.',
    answerable: false,
    example: {
      stack: `{ values: { prometheus: { prometheusSpec: { scrapeClasses: [{ name: 'a', default: true }, { name: 'b', default: true }] } } } }`,
    },
  },
  OPR015: {
    severities: ['error'],
    title: 'Series that get the namespace of the monitor instead of that of the pods',
    why: 'With `enforcedNamespaceLabel` every series of a monitor has its namespace, so rules about the namespace of the pods find nothing.',
    fix: 'Put the monitor into the namespace of the pods.',
    answerable: true,
    example: {
      service: `{ monitorNamespace: 'stack' }`,
      stack: `{ values: { prometheus: { prometheusSpec: { enforcedNamespaceLabel: 'namespace' } } } }`,
    },
  },
  OPR016: {
    severities: ['error'],
    title: 'A Probe or a ScrapeConfig that the operator does not take',
    why: 'The operator rejects the whole object, with a line in its own log only: nothing is probed or scraped.',
    fix: 'Name what is probed, give the prober as a host and a port, and say the port of DNS records that have none.',
    answerable: false,
    example: {
      monitor: `apiVersion: monitoring.coreos.com/v1
kind: Probe
metadata:
  name: site
  namespace: retail
spec:
  prober:
    url: http://blackbox-exporter.monitoring:9115
  targets:
    staticConfig:
      static: [https://shop.example.com/]`,
    },
  },
} satisfies ProblemFamily;
