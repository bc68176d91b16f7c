import { describeSampleOnPrometheus } from '../../../../tools/prometheus/suite';
import { expectValues as expectAt, type Expectation, type Scenario } from '../rule-test';
import type { Found } from '../../../../../tools/prometheus/find';
import { availability, baseRules, inlined, rulesOf, slow } from './objectives';
import { pyrraPeriod, pyrraShape, slothPeriod, slothShape } from './others';
import { told, type Story } from './story';

const minute = 60;
const hour = 3600;

/** Evaluates as often as the slow group says, unless the scenario does. */
const expectValues = (prometheus: Found, scenario: Scenario) =>
  expectAt(prometheus, { evaluation: slow, ...scenario });

/** That an expression is so near to a value, as a share of it. */
const near = (expr: string, at: number, value: number, within: number): Expectation => ({
  expr:
    value === 0 ? `abs(max(${expr})) < bool ${within}` : `abs(max(${expr}) / ${value} - 1) < bool ${within}`,
  at,
  samples: [[{}, 1]],
});

/** That an expression has a value that lies so many times above or below the truth. */
const between = (expr: string, at: number, low: number, high: number): Expectation => ({
  expr: `(max(${expr}) > bool ${low}) * (max(${expr}) < bool ${high})`,
  at,
  samples: [[{}, 1]],
});

const nothing = (expr: string, at: number): Expectation => ({ expr, at, samples: [] });

describeSampleOnPrometheus('the error ratio over the window', 3, (prometheus) => {
  const rules = rulesOf([availability()]);
  const groups = [...baseRules(rules), slothShape, pyrraShape];
  const period = inlined(rules, 'slo:sli_error:ratio_rate7d');
  const remaining = inlined(rules, 'slo:error_budget_remaining:ratio');

  test('weighs each request the same: an hour at 10 % errors, then five quiet hours', async () => {
    const story: Story = (at) => (at <= hour ? { good: 18, bad: 2 } : { good: 0.2, bad: 0 });
    const { series, truth } = told(story, { minutes: 6 * 60 });
    const { ratio } = truth(0, 6 * hour);
    expect(ratio).toBeCloseTo(0.0952, 3);
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        near(period, 6 * hour, ratio, 0.01),
        near(pyrraPeriod, 6 * hour, ratio, 0.01),
        // the mean of ratios counts the quiet hours as much as the busy one
        between(slothPeriod, 6 * hour, ratio / 6, ratio / 5),
      ],
    });
  });

  test('has no NaN after ten minutes without traffic, and no other value for them', async () => {
    const quiet = (at: number) => at > hour && at <= hour + 10 * minute;
    const story: Story = (at) => (quiet(at) ? { good: 0, bad: 0 } : { good: 9.995, bad: 0.005 });
    const { series, truth } = told(story, { minutes: 3 * 60 });
    const { ratio } = truth(0, 3 * hour);
    expect(ratio).toBeCloseTo(0.0005, 12);
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        near(period, 3 * hour, ratio, 0.01),
        near(pyrraPeriod, 3 * hour, ratio, 0.01),
        // one NaN in the sum
        { expr: `count(${slothPeriod} != ${slothPeriod})`, at: 3 * hour, samples: [[{}, 1]] },
        nothing(inlined(rules, 'slo:sli_error:ratio_rate5m'), hour + 9 * minute),
      ],
    });
  });

  test('is right while a series of errors exists for half an hour only', async () => {
    const broken = (at: number) => at > 3 * hour && at <= 3.5 * hour;
    const story: Story = (at) => (broken(at) ? { good: 9, bad: 1 } : { good: 10, bad: 0 });
    const counted = told(story, { minutes: 6 * 60 });
    const { ratio } = counted.truth(0, 6 * hour);
    // the pods that failed are gone after it
    const series = counted.series.map((each) =>
      each.labels['status'] !== '500'
        ? each
        : { ...each, values: each.values.map((value, index) => (broken(index * 30) ? value : undefined)) },
    );
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        // the first count of a new series is seen by nobody
        near(period, 6 * hour, ratio, 0.05),
        near(pyrraPeriod, 6 * hour, ratio, 0.05),
        between(slothPeriod, 6 * hour, ratio * 8, ratio * 13),
      ],
    });
  });

  test('is 0 and the budget whole where no series has ever counted an error', async () => {
    const { series } = told(() => ({ good: 3, bad: 0 }), { minutes: 2 * 60, failuresFromStart: false });
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        { expr: `max(${period})`, at: 2 * hour, samples: [[{}, 0]] },
        { expr: `max(${remaining})`, at: 2 * hour, samples: [[{}, 1]] },
        { expr: `max(${inlined(rules, 'slo:sli_error:ratio_rate1h')})`, at: 2 * hour, samples: [[{}, 0]] },
        nothing(slothPeriod, 2 * hour),
        near(pyrraPeriod, 2 * hour, 0, 1e-12),
      ],
    });
  });

  test('survives a storm of restarts', async () => {
    const story: Story = (at) => (at > hour && at <= 2 * hour ? { good: 19, bad: 1 } : { good: 20, bad: 0 });
    const restarts = Array.from({ length: 12 }, (_, index) => 62 + 4 * index);
    const { series, truth } = told(story, { minutes: 3 * 60, restarts });
    const { ratio } = truth(0, 3 * hour);
    // what a pod counts between its last scrape and its end is lost: at most a scrape of twelve restarts
    await expectValues(prometheus, { groups, series, expected: [near(period, 3 * hour, ratio, 0.02)] });
  });

  test('counts what happened while Prometheus was down for half an hour, when it is seen again', async () => {
    const isDown = (at: number) => at > hour && at <= hour + 30 * minute;
    const story: Story = (at) => (isDown(at) ? { good: 15, bad: 5 } : { good: 19.8, bad: 0.2 });
    const counted = told(story, { minutes: 3 * 60 });
    const { ratio } = counted.truth(0, 3 * hour);
    const series = counted.series.map((each) => ({
      ...each,
      values: each.values.map((value, index) => (isDown(index * 30) ? undefined : value)),
    }));
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        near(period, 3 * hour, ratio, 0.02),
        near(inlined(rules, 'slo:window_age:ratio'), 3 * hour, 3 / 168, 0.01),
      ],
    });
  });

  test('goes on when a new version adds a label', async () => {
    const story: Story = (at) =>
      at > hour && at <= 2 * hour ? { good: 9.9, bad: 0.1 } : { good: 10, bad: 0 };
    const relabelled = { minute: 90, labels: { region: 'eu' } };
    const { series, truth } = told(story, { minutes: 3 * 60, relabelled });
    const { ratio } = truth(0, 3 * hour);
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        near(period, 3 * hour, ratio, 0.02),
        {
          expr: `count(${period})`,
          at: 3 * hour,
          samples: [[{}, 1]],
        },
      ],
    });
  });

  test('tells two objectives on one metric apart', async () => {
    const { series } = told(() => ({ good: 19.6, bad: 0.4 }), { minutes: 2 * 60 });
    const both = rulesOf([availability(), availability({ name: 'strict', window: '14d' })]);
    await expectValues(prometheus, {
      groups: baseRules(both),
      series,
      expected: [
        near(inlined(both, 'slo:sli_error:ratio_rate7d', 'availability'), 2 * hour, 0.02, 1e-6),
        near(inlined(both, 'slo:sli_error:ratio_rate14d', 'strict'), 2 * hour, 0.02, 1e-6),
        near(inlined(both, 'slo:burn_rate:ratio_rate1h', 'strict'), 2 * hour, 20, 1e-6),
        // two hours of 7 and of 14 days at 20 times the rate
        near(
          `1 - ${inlined(both, 'slo:error_budget_remaining:ratio', 'availability')}`,
          2 * hour,
          (20 * 2) / 168,
          1e-6,
        ),
        near(
          `1 - ${inlined(both, 'slo:error_budget_remaining:ratio', 'strict')}`,
          2 * hour,
          (20 * 2) / 336,
          1e-6,
        ),
      ],
    });
  });

  test('projects the budget: a hundred failures two hours after installation are not the end of it', async () => {
    const blip = (at: number) => at > hour && at <= hour + 5 * minute;
    const story: Story = (at) => (blip(at) ? { good: 10 - 1 / 3, bad: 1 / 3 } : { good: 10, bad: 0 });
    const { series, truth } = told(story, { minutes: 2 * 60 });
    const { bad } = truth(0, 2 * hour);
    expect(bad).toBeCloseTo(100, 9);
    // a whole window at this traffic has 6,048,000 requests, of which 6,048 may fail
    const allowed = 0.001 * 10 * 7 * 86_400;
    await expectValues(prometheus, {
      groups,
      series,
      expected: [
        near(inlined(rules, 'slo:error_budget:events'), 2 * hour, allowed, 0.01),
        near(`1 - ${remaining}`, 2 * hour, bad / allowed, 0.02),
        near(
          `${inlined(rules, 'slo:error_budget:events')} - ${inlined(rules, 'slo:error_budget_remaining:events')}`,
          2 * hour,
          bad,
          0.02,
        ),
        near(inlined(rules, 'slo:window_age:ratio'), 2 * hour, 2 / 168, 0.01),
      ],
    });
  });

  test.each([30, 60, 120])('has the same meaning when rules are evaluated every %d s', async (evaluation) => {
    const story: Story = (at) => (at <= 4 * hour ? { good: 9.8, bad: 0.2 } : { good: 5, bad: 0 });
    const { series, truth } = told(story, { minutes: 4 * 60 });
    const { ratio } = truth(0, 4 * hour);
    const expected = [near(period, 4 * hour, ratio, 0.01)];
    await expectValues(prometheus, { groups: baseRules(rules), series, evaluation, expected });
  });
});
