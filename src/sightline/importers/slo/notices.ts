import type { Problem } from '../../problem/problem';
import type { FilePlace } from '../yaml/located';
import { noticed, placed } from './import-problems';
import type { Measured } from './slo';

/** What has changed in the queries of an SLO that is carried over. */
export function measureNotices({ target, notices }: Measured, place: FilePlace): readonly Problem[] {
  const matchers = [...target].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const message = `the match of ${matchers.join(', ')} is left out: every selector is bound to the namespace and service that the contract is deployed to`;
  return [
    ...(matchers.length === 0 ? [] : [noticed('IMP010', message, place)]),
    ...notices.map((each) => placed(each, place)),
  ];
}
