import { alertPolicy, canFire } from '../../../src/sightline/objectives/alert-policy';

const day = 86_400_000;
const policy = (objective: number, days: number) => alertPolicy({ objective, window: days * day, tiers: {} });
const of = (objective: number, days: number, what: 'factor' | 'threshold' | 'budgetShare') =>
  policy(objective, days).map((tier) => tier[what]);

describe('the tiers of an objective', () => {
  test('over 30 days are those of the workbook: 14.4, 6 and 1, with 3 between them', () => {
    expect(of(99.9, 30, 'factor')).toEqual([14.4, 6, 3, 1]);
    expect(of(99.9, 30, 'threshold')).toEqual([0.0144, 0.006, 0.003, 0.001]);
    expect(of(99.9, 30, 'budgetShare')).toEqual([2, 5, 10, 10]);
  });

  test('over 90 days spend the same share of a greater budget, so they are three times as fast', () => {
    expect(of(99.5, 90, 'factor')).toEqual([43.2, 18, 9, 3]);
    // of 0.5 %
    expect(of(99.5, 90, 'threshold')).toEqual([0.216, 0.09, 0.045, 0.015]);
  });

  test('over 28 days would ask for less than the budget allows in the last one, which is raised to 1', () => {
    expect(of(99.9, 28, 'factor')).toEqual([13.44, 5.6, 2.8, 1]);
    // 3 of 28 days
    expect(of(99.9, 28, 'budgetShare').at(-1)).toBeCloseTo((3 / 28) * 100, 9);
  });

  test('over 7 days never fall under 1', () => {
    // 2 % of 168 h in 1 h, 5 % in 6 h; 10 % in 24 h would be 0.7
    expect(of(99.9, 7, 'factor')).toEqual([3.36, 1.4, 1, 1]);
  });

  test.each([7, 8, 10, 13, 14, 21, 28, 29, 30, 31, 45, 60, 89, 90])(
    'over %d days have factors of at least 1, the fastest first',
    (days) => {
      const factors = of(99.9, days, 'factor');
      expect(Math.min(...factors)).toBeGreaterThanOrEqual(1);
      expect(factors).toEqual([...factors].sort((a, b) => b - a));
    },
  );

  test('can fire only where not all events would have to be bad', () => {
    // 14.4 times 10 % is 144 %, and 6 times 10 % is 60 %
    expect(policy(90, 30).map(canFire)).toEqual([false, true, true, true]);
    // 14.4, 6 and 3 times 40 %
    expect(policy(60, 30).map(canFire)).toEqual([false, false, false, true]);
    // 5 % of 25 days in 6 hours are 5 times 20 %: all events, and nothing is above that
    expect(of(80, 25, 'threshold')).toEqual([2.4, 1, 0.5, 0.2]);
    expect(policy(80, 25).map(canFire)).toEqual([false, false, true, true]);
  });

  test('ask for what the objective says, and are left out where it says false', () => {
    const tiers = { medium: 'ticket', long: false } as const;
    const found = alertPolicy({ objective: 99.9, window: 30 * day, tiers });
    expect(found.map(({ severity }) => severity)).toEqual(['page', 'ticket', 'ticket', false]);
    expect(found.map(canFire)).toEqual([true, true, true, false]);
  });
});
