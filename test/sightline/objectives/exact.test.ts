import * as fc from '../../fast-check';
import { budgetOf } from '../../../src/sightline/objectives/exact';

describe('the budget of an objective', () => {
  test.each([
    [99.9, 0.001],
    [99, 0.01],
    [99.95, 0.0005],
    [99.99, 0.0001],
    [99.999, 0.00001],
    [99.9995, 0.000005],
    [99.99999, 0.0000001],
    [95, 0.05],
    [90.5, 0.095],
    [50, 0.5],
    [0.1, 0.999],
  ])('of %d %% is %d, to the last digit', (objective, budget) => {
    expect(budgetOf(objective)).toBe(budget);
  });

  test('is what is written after the point, whatever the digits are', () => {
    // 100 - d.ddd on whole numbers, where nothing is rounded
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (thousandths) => {
        const objective = Number(
          `${Math.floor(thousandths / 1_000_000)}.${String(thousandths % 1_000_000).padStart(6, '0')}`,
        );
        const rest = 100_000_000 - thousandths;
        expect(budgetOf(objective)).toBe(Number(`${rest}e-8`));
      }),
    );
  });
});
