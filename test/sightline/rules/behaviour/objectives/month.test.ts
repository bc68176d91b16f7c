import { describeOnPrometheus } from '../../../../tools/prometheus/suite';
import { expectValues, type Expectation } from '../rule-test';
import { availability, baseRules, inlined, rulesOf } from './objectives';
import { countersThrough, type Phase } from './phases';

const hour = 3600;
const days = 35;

/** Requests per second in an hour of the day: 2 at night, 20 at noon; at weekends half. */
function trafficIn(index: number): number {
  const ofDay = index % 24;
  const weekday = Math.floor(index / 24) % 7;
  return (11 - 9 * Math.cos((ofDay / 24) * 2 * Math.PI)) * (weekday >= 5 ? 0.5 : 1);
}

/** The share of errors in an hour: a trickle, an outage at noon of day 12, a long slow one from day 20 on, and a bad night before the window. */
function errorsIn(index: number): number {
  const day = Math.floor(index / 24);
  const ofDay = index % 24;
  if (day === 2 && ofDay < 6) return 0.5;
  if (day === 12 && ofDay === 12) return 0.25;
  if (day >= 20 && day < 23) return 0.002;
  return 0.0002;
}

const phases: readonly Phase[] = Array.from({ length: days * 24 }, (_, index) => {
  const traffic = trafficIn(index);
  return { seconds: hour, good: traffic * (1 - errorsIn(index)), bad: traffic * errorsIn(index) };
});

describeOnPrometheus('thirty-five days at a resolution of five minutes', (prometheus) => {
  const rules = rulesOf([availability({ window: '30d' })]);

  test('give the ratio and the budget of the last thirty of them within 1 %', async () => {
    const window = phases.slice(-30 * 24);
    const sum = (of: (phase: Phase) => number) =>
      window.reduce((total, phase) => total + of(phase) * phase.seconds, 0);
    const bad = sum((phase) => phase.bad);
    const total = sum((phase) => phase.good + phase.bad);
    const at = days * 24 * hour;
    const near = (record: string, value: number): Expectation => ({
      expr: `abs(max(${inlined(rules, record)}) / ${value} - 1) < bool 0.01`,
      at,
      samples: [[{}, 1]],
    });
    await expectValues(prometheus, {
      groups: baseRules(rules),
      series: countersThrough(phases, 60),
      interval: 60,
      evaluation: 300,
      expected: [
        near('slo:sli_error:ratio_rate30d', bad / total),
        near('slo:error_budget:events', 0.001 * total),
        near('slo:error_budget_remaining:events', 0.001 * total - bad),
        near('slo:error_budget_remaining:ratio', 1 - bad / (0.001 * total)),
        near('slo:window_age:ratio', 1),
      ],
    });
  }, 120_000);
});
