import { bindDashboard } from '../../../src/sightline/dashboards/bind-dashboard';
import { grafanaDashboard } from '../../../src/sightline/dashboards/grafana/dashboard-view';
import { overviewDashboard } from '../../../src/sightline/dashboards/overview-dashboard';
import { onOneLine } from '../promql/on-one-line';

describe('the overview of all objectives', () => {
  const stack = { release: 'prometheus', namespace: 'monitoring' };

  test('has nothing that a check finds wrong, with clusters and without', () => {
    for (const hasClusters of [false, true]) {
      expect(bindDashboard(overviewDashboard({ ...stack, hasClusters }), { dialect: {} }).problems).toEqual(
        [],
      );
    }
  });

  test('reads what rules record of all services that are chosen, and the alerts on objectives', () => {
    const { dashboard } = bindDashboard(overviewDashboard(stack), { dialect: {} });
    const asked = dashboard.rows.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries));
    const chosen = 'namespace=~"$namespace",service=~"$service"';
    const each = 'by (namespace, service, slo)';
    expect(asked.map(({ expression }) => onOneLine(expression))).toEqual([
      `count(slo:objective:ratio{${chosen}})`,
      `count(min ${each} (slo:error_budget_remaining:ratio{${chosen}}) < 0) or vector(0)`,
      `count(ALERTS{alertstate="firing",slo!="",${chosen}}) or vector(0)`,
      `max ${each} (slo:objective:ratio{${chosen}})`,
      `max ${each} (slo:sli_error:percent_rate5m{${chosen}})`,
      `max ${each} (slo:burn_rate:ratio_rate1h{${chosen}})`,
      `min ${each} (slo:error_budget_remaining:ratio{${chosen}})`,
      `bottomk(10, min ${each} (slo:error_budget_remaining:ratio{${chosen}}))`,
      `topk(10, max ${each} (slo:burn_rate:ratio_rate1h{${chosen}}))`,
    ]);
  });

  test('has a row for each objective, the fastest burn first: a column of each query, in its own unit', () => {
    const { dashboard } = bindDashboard(overviewDashboard(stack), { dialect: {} });
    const table = grafanaDashboard(dashboard).panels.find(({ type }) => type === 'table');
    expect(table).toMatchObject({
      options: { sortBy: [{ displayName: 'burn rate', desc: true }] },
      fieldConfig: {
        overrides: [
          { matcher: { options: 'promised' }, properties: [{ id: 'unit', value: 'percentunit' }] },
          { matcher: { options: 'bad now' }, properties: [{ id: 'unit', value: 'percent' }] },
          { matcher: { options: 'burn rate' } },
          { matcher: { options: 'budget left' } },
        ],
      },
      transformations: [
        { id: 'merge' },
        {
          id: 'organize',
          options: {
            renameByName: {
              'Value #A': 'promised',
              'Value #B': 'bad now',
              'Value #C': 'burn rate',
              'Value #D': 'budget left',
            },
          },
        },
      ],
    });
  });
});
