import { extent } from '../../../../sampling';
import { describeSampleOnPrometheus } from '../../../../tools/prometheus/suite';
import { expectValues, type Expectation } from '../rule-test';
import { availability, baseRules, inlined, rulesOf } from './objectives';
import { countersThrough, type Phase } from './phases';

const hour = 3600;

/** The window, in days: a week in a sample. */
const window = extent(7, 30);
const days = window + extent(2, 5);
const outage = extent(4, 12);
const slowFrom = extent(5, 20);

/** Requests per second in an hour of the day: 2 at night, 20 at noon; at weekends half. */
function trafficIn(index: number): number {
  const ofDay = index % 24;
  const weekday = Math.floor(index / 24) % 7;
  return (11 - 9 * Math.cos((ofDay / 24) * 2 * Math.PI)) * (weekday >= 5 ? 0.5 : 1);
}

/** The share of errors in an hour: a trickle, an outage at noon of a day, three days of slow ones, and a bad night before the window. */
function errorsIn(index: number): number {
  const day = Math.floor(index / 24);
  const ofDay = index % 24;
  if (day === 1 && ofDay < 6) return 0.5;
  if (day === outage && ofDay === 12) return 0.25;
  if (day >= slowFrom && day < slowFrom + 3) return 0.002;
  return 0.0002;
}

const phases: readonly Phase[] = Array.from({ length: days * 24 }, (_, index) => {
  const traffic = trafficIn(index);
  return { seconds: hour, good: traffic * (1 - errorsIn(index)), bad: traffic * errorsIn(index) };
});

describeSampleOnPrometheus(`${days} days at a resolution of five minutes`, 3, (prometheus) => {
  const rules = rulesOf([availability({ window: window === 7 ? '7d' : '30d' })]);

  test(`give the ratio and the budget of the last ${window} of them within 1 %`, async () => {
    const counted = phases.slice(-window * 24);
    const sum = (of: (phase: Phase) => number) =>
      counted.reduce((total, phase) => total + of(phase) * phase.seconds, 0);
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
        near(`slo:sli_error:ratio_rate${window}d`, bad / total),
        near('slo:error_budget:events', 0.001 * total),
        near('slo:error_budget_remaining:events', 0.001 * total - bad),
        near('slo:error_budget_remaining:ratio', 1 - bad / (0.001 * total)),
        near('slo:window_age:ratio', 1),
      ],
    });
  }, 300_000);
});
