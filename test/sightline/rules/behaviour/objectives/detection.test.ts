import type { BoundGroup } from '../../../../../src/sightline/rules/bind-rules';
import type { BoundRule } from '../../../../../src/sightline/rules/rule';
import { sampleOf } from '../../../../sampling';
import { describeSampleOnPrometheus, majorOf } from '../../../../tools/prometheus/suite';
import { expectValues } from '../rule-test';
import { availability, rulesOf } from './objectives';
import { countersThrough } from './phases';

const hour = 3600;
const day = 24 * hour;

/** The rule of an alert and those that it stands on: promtool evaluates each rule at every step, and there are many. */
function standingOn(groups: readonly BoundGroup[], alert: string): readonly BoundGroup[] {
  const rules = groups.flatMap((group) => group.rules);
  const needed = new Set<BoundRule>();
  const add = (rule: BoundRule): void => {
    if (needed.has(rule)) return;
    needed.add(rule);
    rules.filter((other) => 'record' in other && rule.expr.includes(`${other.record}{`)).forEach(add);
  };
  rules.filter((rule) => 'alert' in rule && rule.alert === alert).forEach(add);
  return groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }));
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
    evaluation: 30,
  },
  {
    alert: 'ErrorBudgetBurnFast',
    long: hour,
    threshold: 0.0144,
    errors: 0.02,
    evaluation: 30,
  },
  {
    alert: 'ErrorBudgetBurnMedium',
    long: 6 * hour,
    threshold: 0.006,
    errors: 0.012,
    evaluation: 120,
  },
  {
    alert: 'ErrorBudgetBurnSlow',
    long: day,
    threshold: 0.003,
    errors: 0.005,
    evaluation: 120,
  },
  {
    alert: 'ErrorBudgetBurnLong',
    long: 3 * day,
    threshold: 0.001,
    errors: 0.0025,
    evaluation: 120,
  },
] as const;

describeSampleOnPrometheus('a burn rate', 2, (prometheus) => {
  const rules = rulesOf([availability({ window: '30d' })]);

  test.each(sampleOf(tiers, 4, majorOf(prometheus)))(
    'of $errors is seen by $alert when the long window holds enough of it, within one evaluation',
    async ({ alert, long, threshold, errors, evaluation }) => {
      const after = (threshold * long) / errors;
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
        groups: standingOn(rules, alert),
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
