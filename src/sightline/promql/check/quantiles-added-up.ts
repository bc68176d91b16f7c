import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';

/**
 * Quantiles that are added up, or of which the mean is taken.
 *
 * @param by what adds them up
 */
export function quantilesAddedUp(by: string): Problem {
  return warning('TYP108', `${by} of quantiles is no quantile of anything`, {
    fix: 'aggregate the buckets, then take the quantile',
  });
}
