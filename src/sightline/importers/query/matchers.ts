import { httpStatus } from '../../contract/common-domains';
import type { Matcher, MatchOperator } from '../../promql/syntax/ast';
import { escapeRegex, letsThrough } from '../../promql/syntax/regex';

const opposites: Readonly<Record<MatchOperator, MatchOperator>> = {
  '=': '!=',
  '!=': '=',
  '=~': '!~',
  '!~': '=~',
};

/** The matcher of all that a matcher does not let through. */
export function complementOf({ label, operator, value }: Matcher): Matcher {
  return { label, operator: opposites[operator], value };
}

/** Whether a matcher leaves out what it names. */
export function isNegative({ operator }: Matcher): boolean {
  return operator === '!=' || operator === '!~';
}

/** The values that a matcher names: one, or those of `a|b`; undefined where it has a pattern that says more. */
export function literalsOf({ operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=' || operator === '!=') return [value];
  const inner = /^\(([^()]*)\)$/.exec(value)?.[1] ?? value;
  const values = inner.split('|');
  const plain = values.every((each) => each !== '' && escapeRegex(each) === each);
  return plain ? [...new Set(values)] : undefined;
}

/** The labels that hold a status of HTTP in most services. */
const statusLabel = /^(http_?)?(response_?)?(status|code)(_?code)?$/i;

/** Whether some matchers of a label are about the status of HTTP: by its name, and by what each of them lets through. */
export function isAboutHttpStatus(label: string, matchers: readonly Matcher[]): boolean {
  if (!statusLabel.test(label) || matchers.length === 0) return false;
  return matchers.every((matcher) => {
    const literals = literalsOf(matcher);
    const known: readonly string[] = httpStatus.values;
    if (literals !== undefined) return literals.every((each) => known.includes(each));
    const through = known.filter((status) => letsThrough(matcher, status)).length;
    return through > 0 && through < known.length;
  });
}

/**
 * Whether what some matchers let through gets through another of the same label as well. Only said where their values are known: they name them,
 * or the label is the status of HTTP.
 */
export function implies(matchers: readonly Matcher[], other: Matcher): boolean {
  const own = matchers.filter(({ label }) => label === other.label);
  const named = own.find((matcher) => !isNegative(matcher) && literalsOf(matcher) !== undefined);
  const values =
    named !== undefined
      ? literalsOf(named)
      : own.length > 0 && isAboutHttpStatus(other.label, [...own, other])
        ? httpStatus.values
        : undefined;
  if (values === undefined) return false;
  return values
    .filter((value) => own.every((matcher) => letsThrough(matcher, value)))
    .every((value) => letsThrough(other, value));
}
