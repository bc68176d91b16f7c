import { Chart } from 'cdk8s';
import {
  availabilityObjective,
  KubePrometheusStack,
  MonitoredService,
  serviceContract,
  SightlineApp,
  type KubePrometheusStackProps,
} from '../../../../src/sightline';
import { persesFormat } from '../../../../src/sightline/dashboards/perses/formats';
import type { Part, PersesSpec } from '../../../../src/sightline/dashboards/perses/perses-view';
import { kept, manifestsOf, orders, problemsIn, shopSignals, wait } from '../../constructs/fixtures';
import { dashboardsOf, panelsOf } from '../dashboards-of';

/** A shop that promises something, on a stack with Perses. */
function shop(options: Partial<KubePrometheusStackProps> = {}) {
  const app = new SightlineApp();
  const stack = new KubePrometheusStack(app, 'stack', {
    grafana: { admin: { existingSecret: 'grafana-admin' } },
    ...kept,
    prometheus: { ...kept.prometheus, retention: '8d' },
    perses: { instanceSelector: { team: 'shop' } },
    ...options,
  });
  new MonitoredService(new Chart(app, 'shop', { namespace: 'retail' }), 'monitored', {
    stack,
    contract: serviceContract({
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
          runbook: 'https://runbooks.example.com/orders',
        }),
      ],
    }),
    pods: { labels: { app: 'shop' }, ports: { web: 8443 } },
    rules: [shopSignals],
  });
  return app;
}
const specOf = (app: SightlineApp, name: string) =>
  manifestsOf(app)[`PersesDashboard/${name}`]?.spec as unknown as {
    config: PersesSpec;
    instanceSelector: unknown;
  };

describe('A dashboard as an object of the operator of Perses', () => {
  const app = shop();
  const { config, instanceSelector } = specOf(app, 'retail/shop-dashboard');

  test('is there for each dashboard, for the chosen instances, and without a mistake', () => {
    expect(problemsIn(app)).toEqual([]);
    expect(instanceSelector).toEqual({ matchLabels: { team: 'shop' } });
    expect(Object.keys(manifestsOf(app)).filter((name) => name.startsWith('PersesDashboard'))).toEqual([
      'PersesDashboard/retail/shop-dashboard',
      'PersesDashboard/monitoring/prometheus-objectives-dashboard',
    ]);
  });

  test('asks what the dashboard of Grafana asks, under the same titles', () => {
    const grafana = dashboardsOf(app)
      .filter(({ uid }) => uid === 'retail_shop')
      .flatMap(panelsOf)
      .map(({ title, targets }) => [title, ...targets.map(({ expr }) => expr)]);
    const perses = Object.values(config.panels).map(({ spec }) => {
      const { display, queries } = spec as {
        display: { name: string };
        queries: { spec: { plugin: { spec: { query: string } } } }[];
      };
      return [display.name, ...queries.map((each) => each.spec.plugin.spec.query)];
    });
    expect(perses).toEqual(grafana);
  });

  test('shows each panel once, where its rows say', () => {
    const shown = config.layouts.flatMap(({ spec }) =>
      (spec.items as { content: { $ref: string } }[]).map(({ content }) => content.$ref),
    );
    expect(shown).toEqual(Object.keys(config.panels).map((key) => `#/spec/panels/${key}`));
  });

  test('leads to the runbook of its objective, and to the overview in the project of its namespace', () => {
    const links = [
      { name: 'All objectives', url: '/projects/monitoring/dashboards/prometheus-objectives-dashboard' },
      {
        name: 'Runbook of availability',
        url: 'https://runbooks.example.com/orders',
        targetBlank: true,
      },
    ];
    expect(config.links).toEqual(links);
    expect(specOf(shop({ grafana: false }), 'retail/shop-dashboard').config.links).toEqual(links);
    expect(specOf(app, 'monitoring/prometheus-objectives-dashboard').config.links).toBeUndefined();
  });

  test('draws the buckets of a classic histogram as lines, says how to read them, and what follows a choice', () => {
    const spread = Object.values(config.panels)
      .map(({ spec }) => spec as { display: { name: string; description: string }; plugin: Part })
      .find(({ display }) => display.name.endsWith(': spread'));
    expect(spread?.plugin.kind).toBe('TimeSeriesChart');
    expect(spread?.display.description).toContain(
      'It follows the choice of job and instance. Each line counts what is at most its value (le)',
    );
  });

  test('stands alone where Grafana has none', () => {
    const kinds = Object.keys(manifestsOf(shop({ grafana: false }))).map((name) => name.split('/')[0]);
    expect(kinds.filter((kind) => kind === 'PersesDashboard')).toHaveLength(2);
    expect(kinds).not.toContain('ConfigMap');
  });
});

test('Units have the names of Perses, and others are plain numbers', () => {
  expect(persesFormat('seconds')).toEqual({ unit: 'seconds' });
  expect(persesFormat('ratio')).toEqual({ unit: 'percent-decimal' });
  expect(persesFormat('tasks')).toEqual({ unit: 'decimal', shortValues: true });
});
