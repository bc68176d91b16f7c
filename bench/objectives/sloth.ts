import type { Target } from '../../src/sightline/contract/target-labels';
import type { BoundRule } from '../../src/sightline/rules/rule';
import type { Shape } from './shape';
import { failedOf, requestsOf } from './task-api';

/** As often as the operator's Prometheus evaluates groups that don't say how often: Sloth's don't. */
const interval = '30s';

const rawWindows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
const budget = '0.0009999999999999432';

const ratioName = (window: string) => `slo:sli_error:ratio_rate${window}`;

/**
 * What Sloth writes by default for the period of 30 days: each window of an alert from the service's own series, the period as the mean of
 * the ratios over five minutes.
 *
 * @see https://github.com/slok/sloth/blob/main/examples/_gen/getting-started.yml
 * @see https://github.com/slok/sloth/blob/main/internal/plugin/slo/core/sli_rules_v1/plugin.go
 */
export function sloth(target: Target): Shape {
  const identity = {
    sloth_id: `${target.service}-availability`,
    sloth_service: target.service,
    sloth_slo: 'availability',
  };
  const matchers = Object.entries(identity)
    .map(([label, value]) => `${label}="${value}"`)
    .join(', ');
  const read = (name: string) => `${name}{${matchers}}`;

  const ratios: BoundRule[] = rawWindows.map((window) => ({
    record: ratioName(window),
    expr: `(sum(rate(${failedOf(target)}[${window}])))\n/\n(sum(rate(${requestsOf(target)}[${window}])))`,
    labels: { ...identity, sloth_window: window },
  }));

  const period: BoundRule = {
    record: ratioName('30d'),
    expr: [
      `sum_over_time(${read(ratioName('5m'))}[30d])`,
      '/ ignoring (sloth_window)',
      `count_over_time(${read(ratioName('5m'))}[30d])`,
    ].join('\n'),
    labels: { ...identity, sloth_window: '30d' },
  };

  const meta = (record: string, expr: string): BoundRule => ({ record, expr, labels: identity });
  const perBudget = (window: string) =>
    `${read(ratioName(window))}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\n${read('slo:error_budget:ratio')}`;

  const above = (window: string, factor: number) =>
    `max(${read(ratioName(window))} > (${factor} * ${budget})) without (sloth_window)`;
  const both = (short: string, long: string, factor: number) =>
    `(\n    ${above(short, factor)}\n    and\n    ${above(long, factor)}\n)`;
  const alert = (severity: string, expr: string): BoundRule => ({
    alert: 'TaskApiAvailability',
    expr,
    labels: { sloth_severity: severity },
    annotations: {},
  });

  return {
    name: "Sloth's",
    groups: [
      { name: 'sli-recordings', interval, rules: [...ratios, period] },
      {
        name: 'meta-recordings',
        interval,
        rules: [
          meta('slo:objective:ratio', 'vector(0.9990000000000001)'),
          meta('slo:error_budget:ratio', 'vector(1-0.9990000000000001)'),
          meta('slo:time_period:days', 'vector(30)'),
          meta('slo:current_burn_rate:ratio', perBudget('5m')),
          meta('slo:period_burn_rate:ratio', perBudget('30d')),
          meta('slo:period_error_budget_remaining:ratio', `1 - ${read('slo:period_burn_rate:ratio')}`),
          meta('sloth_slo_info', 'vector(1)'),
        ],
      },
      {
        name: 'alerts',
        interval,
        rules: [
          alert('page', `${both('5m', '1h', 14.4)}\nor\n${both('30m', '6h', 6)}`),
          alert('ticket', `${both('2h', '1d', 3)}\nor\n${both('6h', '3d', 1)}`),
        ],
      },
    ],
  };
}
