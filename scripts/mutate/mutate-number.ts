import { exact } from '../../src/sightline/objectives/exact';
import type { Change } from './change';

/** A number twice as great, half as great, and in another unit; in place of 0 there is 1. */
export function changesOfNumber(value: number): readonly Change<number>[] {
  if (value === 0) return [{ change: '0 → 1', result: 1 }];
  return [2, 0.5, 100].map((factor) => ({
    change: `number × ${factor}`,
    result: exact(value * factor),
  }));
}
