import { workOf } from './work';
import { parseDuration } from '../src/sightline/contract/duration';

const times = (count: number) => workOf(() => Array.from({ length: count }, () => parseDuration('5m')));

describe('the work of something', () => {
  test('is the same each time, and grows as what is done does', () => {
    const [once, again] = [times(1_000), times(1_000)];
    expect(once).toBeGreaterThanOrEqual(1_000);
    expect(again).toBe(once);
    expect(times(3_000)).toBe(3 * once);
  });

  test('is nothing where our code does nothing', () => {
    expect(workOf(() => JSON.stringify(Array(1_000).fill('5m')))).toBe(0);
  });
});
