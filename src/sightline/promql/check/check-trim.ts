import { refuse } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import { isTrim, type Binary } from '../syntax/ast';
import { allPlaced, type FoundProblem } from './found';

/** What is cut and is no native histogram: `h </ 0.5`. */
export function checkTrim(
  { operator, left: cut }: Pick<Binary, 'operator' | 'left'>,
  left: Flow,
  right: Flow,
): readonly FoundProblem[] {
  if (!isTrim(operator)) return [];
  const thing = `'${operator}'`;
  if (left.shape === 'scalar') return allPlaced(cut, [refuse('trimsHistograms', `${thing} of a number`)]);
  if (left.kind === 'counter' || left.kind === 'gauge' || left.kind === 'buckets') {
    const what = left.kind === 'buckets' ? 'classic buckets' : `a ${left.kind}`;
    return [refuse('trimsHistograms', `${thing} of ${what}`)];
  }
  return right.kind === 'histogram' ? [refuse('trimsHistograms', `${thing} at native histograms`)] : [];
}
