import type { Matcher } from '../../promql/syntax/ast';
import type { Match } from '../../promql/build/match';
import { isRefusal, refusal, type Refusal } from '../import-problems';
import { isNegative, literalsOf } from '../query/matchers';
import { quoted } from './typescript-text';

/** What a label has to match, as a value of this library and as TypeScript. */
export interface MatchCode {
  readonly value: Match;

  /** Whether it is what must not match. */
  readonly negative: boolean;

  /** The literals of what is matched: texts, or one regular expression. */
  readonly literals: readonly string[];
}

/** A matcher as `where` takes it. */
export function matchCode(matcher: Matcher): MatchCode | Refusal {
  const values = literalsOf(matcher);
  const positive = values === undefined ? patternCode(matcher) : literalCode(values);
  if (isRefusal(positive)) return positive;
  const negative = isNegative(matcher);
  const { value, literals } = positive;
  return { value: negative ? { not: value } : value, negative, literals };
}

interface PositiveCode {
  readonly value: string | RegExp | readonly [string, ...string[]];
  readonly literals: readonly string[];
}

function literalCode([first = '', ...others]: readonly string[]): PositiveCode {
  const value: PositiveCode['value'] = others.length === 0 ? first : [first, ...others];
  return { value, literals: [first, ...others].map(quoted) };
}

/** What both languages write alike: of the escapes those of single characters and classes, of groups the plain ones. */
const common = /^(?:[^\\()\n\r\u2028\u2029]|\\[dDwWsSbBnrtfv\-.\\/^$|?*+()[\]{}]|\((?!\?)|\(\?:|\))*$/;

/** A regular expression of RE2 as a literal of JavaScript that comes to the same text. */
function patternCode({ label, value }: Matcher): PositiveCode | Refusal {
  const [, flags = '', rest = value] = /^\(\?([is]+)\)([^]*)$/.exec(value) ?? [];
  const unique = [...new Set(flags)].sort().join('');
  const compiled = common.test(rest) && !rest.includes('[[') ? compile(rest, unique) : undefined;
  if (compiled === undefined) {
    return refusal(
      'IMP005',
      `the regular expression ${JSON.stringify(value)} of '${label}' can't be written in TypeScript as it is`,
      { fix: 'write it without what only RE2 knows' },
    );
  }
  return { value: compiled, literals: [`/${compiled.source}/${compiled.flags}`] };
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
