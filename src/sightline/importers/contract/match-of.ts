import type { Matcher } from '../../promql/syntax/ast';
import type { Match } from '../../promql/build/match';
import { isNegative, literalsOf } from '../query/matchers';
import { isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';

/** A matcher as `where` takes it. */
export function matchOf(matcher: Matcher): Match | ImportRefusal {
  const values = literalsOf(matcher);
  const positive = values === undefined ? patternOf(matcher) : valueOrList(values);
  if (typeof positive === 'object' && isRefusal(positive)) return positive;
  return isNegative(matcher) ? { not: positive } : positive;
}

function valueOrList([first = '', ...others]: readonly string[]): string | readonly [string, ...string[]] {
  return others.length === 0 ? first : [first, ...others];
}

/** What RE2 and JavaScript write alike: escapes of single characters and of classes, and plain groups. */
const common = /^(?:[^\\()\n\r\u2028\u2029]|\\[dDwWsSbBnrtfv\-.\\/^$|?*+()[\]{}]|\((?!\?)|\(\?:|\))*$/;

/** A regular expression of RE2 as one of JavaScript that comes to the same text. */
function patternOf({ label, value }: Matcher): RegExp | ImportRefusal {
  const [, flags = '', rest = value] = /^\(\?([is]+)\)([^]*)$/.exec(value) ?? [];
  const unique = [...new Set(flags)].sort().join('');
  const compiled = common.test(rest) && !rest.includes('[[') ? compile(rest, unique) : undefined;
  return (
    compiled ??
    refusal(
      'IMP005',
      `the regular expression ${JSON.stringify(value)} of '${label}' can't be written in TypeScript as it is`,
      { fix: 'write it without what only RE2 knows' },
    )
  );
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
