import { valuesOf, type LabelDomain } from '../../contract/domain';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { isPositive, type Matcher } from '../syntax/ast';
import { letsThrough, literalsOf } from '../syntax/regex';

/**
 * A matcher of a label whose values are known, that lets nothing through or takes nothing away.
 *
 * @param thing the label, for messages
 * @param left what the matchers before have left of the values of each label; this one takes away what it does not let through
 */
export function checkValues(
  thing: string,
  domain: LabelDomain,
  left: Map<string, readonly string[]>,
  matcher: Matcher,
): readonly Problem[] {
  const values = valuesOf(domain);
  const listed = listedValues(matcher);
  const before = left.get(matcher.label) ?? values ?? [];
  left.set(matcher.label, letThrough(matcher, before));
  const alone =
    listed === undefined
      ? checkReach(thing, values ?? [], matcher)
      : checkListed(thing, values, listed, matcher);
  if (alone.length > 0) return alone;
  const isLast = before.length > 0 && left.get(matcher.label)?.length === 0;
  return isLast ? [contradiction(thing, matcher)] : [];
}

/** Of values that can't change, such as all statuses, what a matcher leaves is found once: most services ask for the same. */
const found = new WeakMap<readonly string[], Map<string, readonly string[]>>();

function letThrough(matcher: Matcher, values: readonly string[]): readonly string[] {
  const through = () => values.filter((value) => letsThrough(matcher, value));
  if (!Object.isFrozen(values)) return through();
  const known = found.get(values) ?? new Map<string, readonly string[]>();
  const key = matcher.operator + matcher.value;
  const left = known.get(key) ?? through();
  found.set(values, known.set(key, left));
  return left;
}

/** The values that a matcher lists; undefined for a regular expression that is more, or less, than a list. */
function listedValues({ operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=' || operator === '!=') return [value];
  const listed = literalsOf(value);
  return listed?.length === 1 ? undefined : listed;
}

/** Values that the label never has. Own labels are never empty, and to leave out an empty value is to say so. */
function checkListed(
  thing: string,
  values: readonly string[] | undefined,
  listed: readonly string[],
  matcher: Matcher,
): readonly Problem[] {
  const outside = listed.filter((value) =>
    value === '' ? isPositive(matcher) && listed.length === 1 : values?.includes(value) === false,
  );
  return outside.map((value) => {
    const meant = values === undefined ? undefined : nearest(value, values);
    const message = `value '${value}' is outside the domain of ${thing}, and no series has it`;
    return error('LBL202', message, meant === undefined ? {} : { fix: `did you mean '${meant}'?` });
  });
}

/** A regular expression that leaves nothing of the values, or that takes nothing away. That a label is not empty is often said. */
function checkReach(thing: string, values: readonly string[], matcher: Matcher): readonly Problem[] {
  const { operator, value: source } = matcher;
  const isNegative = operator === '!~';
  if (values.length === 0 || (!isNegative && /^\.[*+]$/.test(source))) return [];
  const through = letThrough(matcher, values).length;
  const hits = isNegative ? values.length - through : through;
  if (hits === 0) {
    const effect = isNegative ? 'takes nothing away' : 'selects nothing';
    return [
      error('LBL202', `/${source}/ matches no value in the domain of ${thing}, so it ${effect}`, {
        fix: 'a matcher sees the whole value, as if it stood between ^ and $: 5.. is any value of three characters that starts with 5',
      }),
    ];
  }
  if (hits < values.length) return [];
  const effect = isNegative ? 'nothing is left' : 'it takes nothing away';
  return [error('LBL202', `/${source}/ matches every value of ${thing}, so ${effect}`)];
}

/** The matcher that takes the last of what the others have left. */
function contradiction(thing: string, { label, operator, value }: Matcher): Problem {
  return error(
    'LBL202',
    `${operator} "${value}" leaves no value in the domain of ${thing}, so it selects nothing`,
    operator === '=' || operator === '!='
      ? { fix: `the matchers of '${label}' contradict each other` }
      : { fix: 'a regular expression sees the whole value, as if it stood between ^ and $' },
  );
}
