import { program } from '../../../src/main';
import {
  availabilityObjective,
  gauge,
  serviceContract,
  type KubePrometheusStackProps,
} from '../../../src/sightline';
import { dashboardsOf } from '../dashboards/dashboards-of';
import { kept, makeShop, manifestsOf, orders, problemsIn, wait, type Manifest } from './fixtures';

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
