import type { BoundGroup } from '../../../../src/rules/bind-rules';
import { describeOnPrometheus } from '../../../prometheus/suite';
import { expectValues } from '../rule-test';
import { availability, rulesOf } from './objectives';
import { countersThrough } from './phases';

const minute = 60;
const hour = 3600;
const day = 24 * hour;

/** What the budget needs takes most of the time, and no burn rate reads it. */
function withoutBudget(groups: readonly BoundGroup[]): readonly BoundGroup[] {
  return groups.map((group) => ({
    ...group,
    rules: group.rules.filter(
      (rule) => !rule.expr.includes('[30d') && !('record' in rule && rule.record.includes('budget')),
    ),
  }));
}

/**
 * A tier of 99.9 % over 30 days: its windows, what spends its share of the budget, and an error rate that it is the first to see.
 * The numbers are those of the workbook's table 5-8, written down again.
 */
const tiers = [
  {
    alert: 'ErrorBudgetBurnFast',
    long: hour,
    threshold: 0.0144,
    errors: 0.5,
    derived: false,
    evaluation: 30,
  },
  {
    alert: 'ErrorBudgetBurnFast',
    long: hour,
    threshold: 0.0144,
    errors: 0.02,
    derived: false,
    evaluation: 30,
  },
  {
    alert: 'ErrorBudgetBurnMedium',
    long: 6 * hour,
    threshold: 0.006,
    errors: 0.012,
    derived: true,
    evaluation: 60,
  },
  {
    alert: 'ErrorBudgetBurnSlow',
    long: day,
    threshold: 0.003,
    errors: 0.005,
    derived: true,
    evaluation: 120,
  },
  {
    alert: 'ErrorBudgetBurnLong',
    long: 3 * day,
    threshold: 0.001,
    errors: 0.0025,
    derived: true,
    evaluation: 120,
  },
] as const;

describeOnPrometheus('a burn rate', (prometheus) => {
  const groups = withoutBudget(rulesOf([availability({ window: '30d' })]));

  test.each(tiers)(
    'of $errors is seen by $alert when the long window holds enough of it, within one evaluation',
    async ({ alert, long, threshold, errors, derived, evaluation }) => {
      // a mean of five-minute rates is two and a half minutes late
      const after = (threshold * long) / errors + (derived ? 2.5 * minute : 0);
      const before = Math.floor(after / evaluation) * evaluation - evaluation;
      const latest = Math.ceil(after / evaluation) * evaluation + evaluation;
      const series = countersThrough(
        [
          { seconds: long, good: 50, bad: 0 },
          { seconds: latest, good: 50 * (1 - errors), bad: 50 * errors },
        ],
        evaluation,
      );
      const firing = `count by (alertname) (ALERTS{alertstate="firing",alertname="${alert}"})`;
      await expectValues(prometheus, {
        groups,
        series,
        interval: evaluation,
        expected: [
          { expr: firing, at: long + before, samples: [] },
          { expr: firing, at: long + latest, samples: [[{ alertname: alert }, 1]] },
        ],
      });
    },
    60_000,
  );
});
