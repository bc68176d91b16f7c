import type { ProblemFamily } from './entry';

/** A ConfigMap with a dashboard, in YAML. */
const configMap = (
  dashboard: object,
  {
    name = 'shop',
    key = 'shop.json',
    metadata = '',
  }: { readonly [K in 'name' | 'key' | 'metadata']?: string } = {},
): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: retail
  labels: { grafana_dashboard: '1' }
${metadata}data:
  ${key}: |
    ${JSON.stringify({ uid: name, title: name, schemaVersion: 41, ...dashboard })}
`;

const datasource = { type: 'prometheus', uid: '${datasource}' };
const variable = { name: 'datasource', type: 'datasource', query: 'prometheus' };
const templating = { list: [variable] };
const panel = { id: 1, type: 'timeseries', title: 'Orders', datasource };
const showing = (expr: string): object => ({
  templating,
  panels: [{ ...panel, targets: [{ refId: 'A', expr }] }],
});
const orders = showing('sum(rate(shop_orders_total[$__rate_interval]))');

/** The values of a release, in YAML. */
const release = (values: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: kube-prometheus-stack, namespace: monitoring }
spec:
  chart: { spec: { chart: kube-prometheus-stack } }
  values:
    ${values}
---
`;

/** Dashboards of Grafana: whether it loads them, and whether they show something. */
export const dashboardProblems = {
  DSH901: {
    severities: ['warning'],
    title: 'A dashboard that the sidecar of Grafana does not find',
    why: 'Grafana never sees it.',
    fix: 'Give the ConfigMap the label, the value and the namespace that `grafana.sidecar.dashboards` names.',
    answerable: true,
    example: {
      file: release("grafana: { sidecar: { dashboards: { labelValue: 'shop' } } }") + configMap(orders),
    },
  },
  DSH902: {
    severities: ['warning'],
    title: 'A key of a ConfigMap that Grafana reads no dashboard from',
    why: 'The sidecar writes each key as a file: of two with one name one is lost, and Grafana reads none but those that end in .json.',
    fix: 'Name the key after the uid of the dashboard, with .json at its end.',
    answerable: true,
    example: { file: configMap(orders, { key: 'shop' }) },
  },
  DSH903: {
    severities: ['warning'],
    title: 'A data source that only an import by hand fills in',
    why: 'Grafana asks for the data source of `${DS_PROMETHEUS}` where somebody imports the dashboard by hand. Loaded from a file, its panels say that there is none.',
    fix: 'Declare a variable of the type `datasource`, and name it in the panels.',
    answerable: true,
    example: {
      file: configMap({
        panels: [
          {
            ...panel,
            datasource: { type: 'prometheus', uid: '${DS_PROMETHEUS}' },
            targets: [{ refId: 'A', expr: 'up' }],
          },
        ],
      }),
    },
  },
  DSH904: {
    severities: ['error'],
    title: 'A dashboard that is larger than a ConfigMap can be',
    why: 'The API server refuses a ConfigMap above 1 MiB, so that Grafana never sees the dashboard.',
    fix: 'Say `dashboards: false` for the service, or split what it exposes among several services; put dashboards of others into a ConfigMap each.',
    answerable: false,
    example: {
      contract: `{ metrics: [orders, failures, wait, gauge('shop_waiting', 'Jobs. '.repeat(200_000), {})] }`,
    },
  },
  DSH905: {
    severities: ['warning'],
    title: 'A folder of a dashboard that nobody reads',
    why: 'Grafana follows the annotation only where the values name it in `folderAnnotation` and set `provider.foldersFromFilesStructure`: the dashboard stands in the folder of all others.',
    fix: 'Set both in `grafana.sidecar.dashboards`.',
    answerable: true,
    example: {
      file:
        release('grafana: { sidecar: { dashboards: { folderAnnotation: grafana_folder } } }') +
        configMap(orders, { metadata: '  annotations: { grafana_folder: Shop }\n' }),
    },
  },
  DSH906: {
    severities: ['warning'],
    title: 'A variable in a query that the dashboard does not declare',
    why: 'Grafana sends the name of the variable as it is, and no series has it as the value of a label.',
    fix: 'Declare the variable, or write its value.',
    answerable: true,
    example: {
      file: configMap(showing('sum(rate(shop_orders_total{namespace="$namespace"}[$__rate_interval]))')),
    },
  },
  DSH907: {
    severities: ['warning'],
    title: 'Two dashboards with one uid, or two panels with one id',
    why: 'Grafana keeps one of the dashboards and refuses changes to both; of two panels it opens one where the other is meant.',
    fix: 'Give each a uid, or an id, of its own.',
    answerable: true,
    example: {
      file: `${configMap({ ...orders, uid: 'orders' })}---\n${configMap({ ...orders, uid: 'orders' }, { name: 'orders', key: 'orders.json' })}`,
    },
  },
  DSH908: {
    severities: ['error'],
    title: 'Variables of Grafana that Flux takes for its own',
    why: 'Flux fills in `${NAME}` in all that a Kustomization with `postBuild` applies. It knows nothing of the variables of dashboards, so it puts nothing in their place, or refuses the object.',
    fix: 'Annotate the ConfigMap with `kustomize.toolkit.fluxcd.io/substitute: disabled`.',
    answerable: true,
    example: {
      file: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec: { path: ./, postBuild: { substitute: { CLUSTER: main } } }
---
${configMap(orders)}`,
    },
  },
  DSH909: {
    severities: ['warning'],
    title: 'A rate over `$__interval`',
    why: '`$__interval` is the time between two points of the graph. Where somebody looks at an hour, it is shorter than the time between two scrapes, and a rate needs two samples: the graph is empty.',
    fix: 'Write `$__rate_interval`, or set the shortest interval of the panel.',
    answerable: true,
    example: { file: configMap(showing('sum(rate(shop_orders_total[$__interval]))')) },
  },
  DSH910: {
    severities: ['error'],
    title: 'A dashboard that Grafana does not load',
    why: 'Grafana writes a line to its log and goes on without it.',
    fix: 'Mend what the problem names.',
    answerable: true,
    example: { file: configMap({ ...orders, uid: 'the-orders-of-all-shops-in-all-countries-of-the-world' }) },
  },
  DSH911: {
    severities: ['warning'],
    title: 'A panel without a query',
    why: 'It stays empty.',
    fix: 'Give it a query, or remove it.',
    answerable: true,
    example: { file: configMap({ templating, panels: [panel] }) },
  },
} satisfies ProblemFamily;
