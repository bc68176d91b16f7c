import { thresholds } from '../../../../src/sightline/dashboards/panel';
import { levelOf } from '../../../../src/sightline/preview/page/levels';

describe('what a value means', () => {
  test('is the worst threshold that it is past, from the value of the threshold on', () => {
    const burn = thresholds('above', [
      { value: 1, level: 'notice' },
      { value: 14.4, level: 'page' },
    ]);
    expect([0.5, 1, 14.3, 14.4].map((value) => levelOf(value, burn))).toEqual([
      'good',
      'notice',
      'notice',
      'page',
    ]);
  });

  test('is that of the lowest threshold that it is below, where less is worse', () => {
    const budget = thresholds('below', [
      { value: 0, level: 'page' },
      { value: 0.25, level: 'notice' },
    ]);
    expect([-0.1, 0, 0.25].map((value) => levelOf(value, budget))).toEqual(['page', 'notice', 'good']);
  });
});
