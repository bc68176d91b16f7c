import { alertPolicy } from '../../../src/sightline/objectives/alert-policy';
import { detections, detectionTime } from '../../../src/sightline/objectives/detection';
import { leftOut, pagingRows, timeText } from '../../../src/sightline/objectives/paging-table';

const day = 86_400_000;
const second = 1000;
const objective = { objective: 99.9, window: 30 * day };
const policy = alertPolicy({ ...objective, tiers: {} });

describe('what will page', () => {
  test('of 99.9 % over 30 days is what the budget says', () => {
    const found = detections(objective, policy);
    // fast: 1.44 % of an hour is 51.84 s of bad events
    expect(found.map(({ first }) => first?.alert.name)).toEqual(['fast', 'fast', 'fast', 'medium']);
    expect(found.map(({ first }) => first?.after)).toEqual([
      expect.closeTo(51.84 * second, 3),
      expect.closeTo(518.4 * second, 3),
      expect.closeTo(2592 * second, 3),
      // 0.6 % of six hours at 1 %
      expect.closeTo(((0.006 * 6 * 3600) / 0.01) * second, 3),
    ]);
    // 2 % of the budget by definition of the tier; the last has 5 %
    expect(found.map(({ first }) => first?.budgetGone)).toEqual([
      expect.closeTo(0.02, 9),
      expect.closeTo(0.02, 9),
      expect.closeTo(0.02, 9),
      expect.closeTo(0.05, 9),
    ]);
  });

  test('of a rate that the budget allows is nothing', () => {
    expect(detections(objective, policy, { errorRates: [0.001, 0.0005] })).toEqual([
      { errorRate: 0.001 },
      { errorRate: 0.0005 },
    ]);
  });

  test('is a ticket where only a slow tier sees it', () => {
    const [found] = detections(objective, policy, { errorRates: [0.004] });
    expect(found?.first).toMatchObject({
      alert: { name: 'slow', severity: 'ticket' },
      // 0.3 % of a day at 0.4 %
      after: 0.75 * day,
    });
  });

  test('comes sooner after a short history: there is less good traffic to hold errors against', () => {
    const [found] = detections(objective, policy, { errorRates: [0.01], history: 3600 * second });
    // 0.1 % of an hour and t seconds are bad when 1 % of t is: t = 0.001 * 3600 / 0.009
    expect(found?.first).toMatchObject({ alert: { name: 'long' }, after: expect.closeTo(400 * second, 3) });
    const [, medium] = policy;
    expect(medium && detectionTime(medium, 0.01, 3600 * second)).toBeCloseTo(
      ((0.006 * 3600) / 0.004) * second,
      3,
    );
    // a window that fills in time is a full one
    expect(medium && detectionTime(medium, 0.01, 5 * 3600 * second)).toBeCloseTo(12_960 * second, 3);
  });

  test('is told in words, and so is what never can', () => {
    const errorRates = [1, 0.01, 0.0001];
    expect(pagingRows(detections(objective, policy, { errorRates }), 3600 * second)).toEqual([
      {
        errorRate: '100 %',
        alert: 'page (fast)',
        after: '52s',
        budgetGone: '2 %',
        // the window of an hour is full after an hour
        afterShortHistory: '52s',
      },
      {
        errorRate: '1 %',
        alert: 'page (medium)',
        after: '3h36m',
        budgetGone: '5 %',
        // 0.6 % of an hour and t, when 1 % of t is bad
        afterShortHistory: '1h30m',
      },
      { errorRate: '0.01 %', alert: 'nothing', after: '', budgetGone: '', afterShortHistory: '' },
    ]);
    expect(leftOut(alertPolicy({ objective: 92, window: 30 * day, tiers: { slow: false } }))).toEqual([
      'fast can never fire: 14.4 times the budget is 115 % of all events',
      'slow is off',
    ]);
  });

  test.each([
    [900, '1s'],
    [59_400, '59s'],
    [59_600, '1m'],
    [518_400, '8m38s'],
    [3_599_600, '1h'],
    [13_110_000, '3h39m'],
    [86_399_000, '1d'],
    [100_000_000, '1d4h'],
  ])('rounds %d ms to %s', (milliseconds, text) => {
    expect(timeText(milliseconds)).toBe(text);
  });
});
