import type { Problem } from '../problem/problem';
import { noticed } from './import-problems';
import type { Place } from './yaml/located';
import type { Measured } from './slo';

/** What was left out of queries since it goes without saying. */
export function targetNotices({ target, notices }: Measured, place: Place): readonly Problem[] {
  const matchers = [...target].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const about =
    matchers.length === 0
      ? []
      : [
          `the match of ${matchers.join(', ')} is left out: every selector is bound to the namespace and service that the contract is deployed to`,
        ];
  return [...about, ...notices].map((each) => noticed('IMP010', each, place));
}
