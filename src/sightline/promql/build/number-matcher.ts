import type { Matcher } from '../syntax/ast';
import { spellingsOfBound } from '../syntax/decimal';
import { patternOfValues } from '../syntax/regex';

/** Matches a number in a label, however clients and versions of Prometheus spell it. */
export function numberMatcher(label: 'le' | 'quantile', value: number): Matcher {
  const spellings = spellingsOfBound(value);
  const [only] = spellings;
  return spellings.length === 1 && only !== undefined
    ? { label, operator: '=', value: only }
    : { label, operator: '=~', value: patternOfValues(spellings).source };
}
