import { program } from '../../../src/main';
import { Chart } from 'cdk8s';
import {
  availabilityObjective,
  Dashboard,
  gauge,
  increase,
  MonitoredService,
  packs,
  promql,
  query,
  serviceContract,
  SightlineApp,
  sum,
  type DeclaredPanel,
  type DrawnQuery,
  type KubePrometheusStack,
  type KubePrometheusStackProps,
} from '../../../src/sightline';
import { dashboardsOf, panelsOf } from '../dashboards/dashboards-of';
import { kept, makeShop, makeStack, manifestsOf, orders, problemsIn, wait, type Manifest } from './fixtures';

const promised = serviceContract({
  name: 'shop',
  metrics: [orders, wait],
  notTraffic: { route: ['/up'] },
  objectives: [
    availabilityObjective({
      name: 'availability',
      description: 'Orders are answered.',
      objective: 99,
      window: '7d',
      total: orders,
      bad: orders.where({ code: /5../ }),
    }),
  ],
});

const login = { admin: { existingSecret: 'grafana-admin' } };

/** The ConfigMaps of a shop that promises something, by their names. */
function configMapsWith(
  stack: Partial<KubePrometheusStackProps>,
  dashboards?: boolean,
): Record<string, Manifest> {
  const app = makeShop(
    { contract: promised, ...(dashboards === undefined ? {} : { dashboards }) },
    { ...kept, prometheus: { ...kept.prometheus, retention: '8d' }, ...stack },
  );
  return Object.fromEntries(
    Object.entries(manifestsOf(app)).filter(([name]) => name.startsWith('ConfigMap/')),
  );
}

describe('the dashboards of a program', () => {
  test('are in ConfigMaps that the sidecar of the stack looks for, in a folder, and left alone by Flux', () => {
    const maps = configMapsWith({});
    expect(Object.keys(maps).sort()).toEqual([
      'ConfigMap/monitoring/prometheus-objectives-dashboard',
      'ConfigMap/retail/shop-dashboard',
    ]);
    expect(maps['ConfigMap/retail/shop-dashboard']?.metadata).toEqual({
      name: 'shop-dashboard',
      namespace: 'retail',
      labels: { grafana_dashboard: '1' },
      annotations: {
        grafana_folder: 'Sightline',
        'kustomize.toolkit.fluxcd.io/substitute': 'disabled',
      },
    });
  });

  test('follow the final values of the stack', () => {
    const sidecar = {
      label: 'boards',
      labelValue: 'yes',
      searchNamespace: ['monitoring'],
      folderAnnotation: null,
    };
    const maps = configMapsWith({ values: { grafana: { sidecar: { dashboards: sidecar } } } });
    expect(maps['ConfigMap/monitoring/shop-dashboard']?.metadata).toMatchObject({
      labels: { boards: 'yes' },
    });
    expect(maps['ConfigMap/monitoring/shop-dashboard']?.metadata).not.toHaveProperty([
      'annotations',
      'grafana_folder',
    ]);
  });

  test('are not there without Grafana, without its sidecar, or where they are not wanted', () => {
    expect(configMapsWith({ grafana: false })).toEqual({});
    expect(configMapsWith({ grafana: { ...login, dashboards: false } })).toEqual({});
    expect(configMapsWith({ values: { grafana: { sidecar: { dashboards: { enabled: false } } } } })).toEqual(
      {},
    );
    expect(Object.keys(configMapsWith({}, false))).toEqual([
      'ConfigMap/monitoring/prometheus-objectives-dashboard',
    ]);
  });

  test('have different uids and titles, and keys that are files of their own', () => {
    const dashboards = dashboardsOf(program());
    expect(dashboards.map(({ uid }) => uid).sort()).toEqual([
      'default_task-api',
      'slo_monitoring_prometheus',
    ]);
    expect(new Set(dashboards.map(({ title }) => title)).size).toBe(2);
  });

  test('link from a service to the overview, and to Prometheus where its address is known', () => {
    const links = (values: Record<string, unknown>) => {
      const map = configMapsWith({ values })['ConfigMap/retail/shop-dashboard'] as unknown as {
        data: Record<string, string>;
      };
      const { links } = JSON.parse(map.data['retail_shop.json'] ?? '') as { links: { url: string }[] };
      return links.map(({ url }) => url).filter((url) => url !== '');
    };
    expect(links({})).toEqual(['/d/slo_monitoring_prometheus']);
    const externalUrl = 'https://prometheus.example.com/';
    expect(links({ prometheus: { prometheusSpec: { externalUrl } } })).toEqual([
      '/d/slo_monitoring_prometheus',
      'https://prometheus.example.com/alerts',
    ]);
  });

  test('are refused above what a ConfigMap holds, as the API server would', () => {
    const much = gauge('shop_much', 'Much. '.repeat(200_000), {});
    const contract = serviceContract({ name: 'shop', metrics: [orders, wait, much], notTraffic: {} });
    expect(problemsIn(makeShop({ contract }))).toEqual(['DSH904 shop/monitored/ServiceDashboard/ConfigMap']);
  });
});

describe('panels that a person adds', () => {
  const open = gauge('shop_open_orders', 'Orders not yet delivered', { channel: ['web', 'app'] });
  const contract = serviceContract({ name: 'shop', metrics: [orders, wait, open], notTraffic: {} });
  const panel = (title: string, ...queries: readonly DrawnQuery[]): DeclaredPanel => ({
    title,
    description: 'A panel.',
    unit: 'orders',
    queries,
  });
  const perChannel = query(sum(open, { by: ['channel'] }), { by: ['channel'], name: 'open' });

  /** The shop, and what is added to it. */
  function shopWith(add: (shop: MonitoredService, stack: KubePrometheusStack) => void) {
    const app = new SightlineApp();
    const stack = makeStack(app, kept);
    const pods = { labels: { app: 'shop' }, ports: { web: 8443 } };
    const chart = new Chart(app, 'shop', { namespace: 'retail' });
    add(new MonitoredService(chart, 'monitored', { stack, contract, pods }), stack);
    return app;
  }
  const rowsOf = (app: SightlineApp, uid: string) =>
    dashboardsOf(app)
      .find((each) => each.uid === uid)
      ?.panels.filter(({ type }) => type === 'row')
      .map(({ title }) => title);
  const panelOf = (app: SightlineApp, title: string) =>
    dashboardsOf(app)
      .flatMap(panelsOf)
      .find((each) => each.title === title);

  test('stand in a row of their own before those that are shut, about the service and by job and instance', () => {
    const app = shopWith((shop) => shop.addPanels('Queue', [panel('Open orders', perChannel)]));
    expect(problemsIn(app)).toEqual([]);
    expect(rowsOf(app, 'retail_shop')).toEqual([
      'Now',
      'Metrics, by job and instance',
      'Queue',
      'Scrapes, by job and instance',
    ]);
    expect(panelOf(app, 'Open orders')).toMatchObject({
      type: 'timeseries',
      fieldConfig: { defaults: { unit: 'suffix: orders' } },
      targets: [
        {
          expr: 'sum by (channel) (\n  shop_open_orders{namespace="retail",service="shop",job=~"$job",instance=~"$instance"}\n)',
          legendFormat: 'open {{channel}}',
        },
      ],
    });
  });

  test('stand in a row that is there, and leave what others expose as it is', () => {
    const restarts = packs.kubeStateMetrics.kube_pod_container_status_restarts_total;
    const restarting = query(sum(increase(restarts.over('1h'))), { name: 'restarts' });
    const app = shopWith((shop) => shop.addPanels('Now', [panel('Restarts', restarting)]));
    expect(rowsOf(app, 'retail_shop')).not.toContain('Restarts');
    expect(panelOf(app, 'Restarts')?.targets[0]?.expr).toBe(
      'sum(increase(kube_pod_container_status_restarts_total{namespace="retail"}[1h]))',
    );
  });

  test('make a dashboard, each row about its service', () => {
    const app = shopWith((about, stack) => {
      new Dashboard(new Chart(appOf(about), 'boards', { namespace: 'monitoring' }), 'queues', {
        stack,
        name: 'queues',
        title: 'Queues',
        description: 'What waits.',
        rows: [
          { title: 'Shop', about, panels: [panel('Open orders', perChannel)] },
          { title: 'All', panels: [panel('Targets', query(promql('count(up)'), { name: 'targets' }))] },
        ],
      });
    });
    expect(problemsIn(app)).toEqual([]);
    expect(rowsOf(app, 'own_monitoring_queues')).toEqual(['Shop', 'All']);
    expect(panelOf(app, 'Open orders')?.targets[0]?.expr).toBe(
      'sum by (channel) (shop_open_orders{namespace="retail",service="shop"})',
    );
    expect(panelOf(app, 'Targets')?.targets[0]?.expr).toBe('count(up)');
  });

  test.each<[string, string, DeclaredPanel]>([
    ['a metric that nothing exposes', 'TYP101', panel('A', query(promql('sum(shop_closed)'), { name: 'a' }))],
    [
      'a label that is not there',
      'LBL201',
      panel('A', query(promql('sum(shop_open_orders)'), { by: ['channel'] })),
    ],
    ['a counter in a text', 'TYP104', panel('A', query(promql('shop_orders_total'), { by: ['route'] }))],
    ['no legend', 'OPT003', panel('A', query(sum(open), {} as never))],
    ['a heat map of no buckets', 'TYP106', { ...panel('A', perChannel), kind: 'heatmap' }],
    ['the title of another panel', 'OPT002', panel('Firing alerts', perChannel)],
    ['no query', 'OPT002', panel('A')],
  ])('are refused with %s', (_, id, wrong) => {
    const app = shopWith((shop) => shop.addPanels('Queue', [wrong]));
    expect(problemsIn(app).map((each) => each.split(' ')[0])).toEqual([id]);
  });
});

function appOf(construct: MonitoredService): SightlineApp {
  return construct.node.root as SightlineApp; // where the fixture has put it
}
