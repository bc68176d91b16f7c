import * as fc from '../../../fast-check';
import { scaleOf } from '../../../../src/sightline/preview/page/scale';
import { thresholds } from '../../../../src/sightline/dashboards/panel';

const page = (value: number) => thresholds('above', [{ value, level: 'page' }]);

describe('the axis of a graph', () => {
  test('begins at 0 for values that are near it', () => {
    expect(scaleOf([1, 7], 0.1)).toEqual({ low: 0, high: 8, ticks: [0, 2, 4, 6, 8] });
  });

  test('is about the values where they are far from 0, and does not make much of little', () => {
    expect(scaleOf([0.993, 1], 0.005)).toMatchObject({ low: 0.992, high: 1 });
    expect(scaleOf([0.9999999, 1], 0.005)).toMatchObject({ low: 0.994, high: 1 });
  });

  test('has a threshold in it that leaves room for the values, and not one that would not', () => {
    expect(scaleOf([0, 5], 0.1, page(10)).high).toBe(10);
    expect(scaleOf([0, 5], 0.1, page(1000)).high).toBe(6);
    // a line at the bottom says nothing without the line of its alert
    expect(scaleOf([0, 0], 0.1, page(0.0144)).high).toBeGreaterThanOrEqual(0.0144);
  });

  test('has something to show where nothing is', () => {
    expect(scaleOf([], 0.1)).toMatchObject({ low: 0, high: 1 });
    expect(scaleOf([3, 3], 0.1)).toMatchObject({ low: 0, high: 3 });
  });

  test('holds all values, between few round marks', () => {
    const values = fc.array(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((each) => each === 0 || Math.abs(each) > 1e-6),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(values, (given) => {
        const { low, high, ticks } = scaleOf(given, 0.1);
        const slack = (high - low) * 1e-6;
        for (const value of given) expect(value >= low - slack && value <= high + slack).toBe(true);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(new Set(ticks).size).toBe(ticks.length);
      }),
    );
  });
});
