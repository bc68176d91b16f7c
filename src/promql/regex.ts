import { RE2JS } from 're2js';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';

/** What a regular expression is to a matcher: RE2 text, anchored at both ends by Prometheus. */
export interface Pattern {
  /** The text that stands in the rule. */
  readonly source: string;

  /** Whether it matches a whole value; undefined where the text is no regular expression. */
  readonly matches?: (value: string) => boolean;

  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/**
 * The matcher text of a JavaScript regular expression. `i` and `s` become RE2 flags; the others mean nothing for
 * a whole value, but for `m`, which is refused.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function patternOf(expression: RegExp): Pattern {
  // JavaScript escapes the slash in its literals, RE2 has no need to; read in pairs, since \\/ is an escaped backslash and a slash
  const text = expression.source.replace(/\\([^])/g, (pair, escaped) => (escaped === '/' ? '/' : pair));
  const flags = ['i', 's'].filter((flag) => expression.flags.includes(flag)).join('');
  const source = text === '(?:)' ? '' : flags === '' ? text : `(?${flags}:${text})`;
  if (expression.multiline) {
    return {
      source,
      problems: [error('PQL003', `flag 'm' of /${text}/ has no meaning: a matcher sees whole values`)],
    };
  }
  return compile(source);
}

/** The matcher text for a list of values: `a|b`, each escaped. */
export function patternOfValues(values: readonly string[]): Pattern {
  return compile([...values].map(escapeRegex).join('|'));
}

/** What a pattern that stands in a matcher matches; undefined where it is no regular expression. */
export function matchesOf(source: string): ((value: string) => boolean) | undefined {
  return compile(source).matches;
}

/** A value with everything escaped that means something in a regular expression. */
export function escapeRegex(value: string): string {
  return value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** Compiled once: a program has few patterns, and uses each in many places. */
const compiled = new Map<string, Pattern>();

function compile(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = compileNew(source);
  compiled.set(source, pattern);
  return pattern;
}

function compileNew(source: string): Pattern {
  try {
    const expression = RE2JS.compile(source);
    return { source, matches: (value) => expression.matches(value), problems: [] };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return {
      source,
      problems: [
        error('PQL003', `regular expression /${source}/ is none to Prometheus, which reads RE2: ${reason}`, {
          fix: 'RE2 has no lookahead, lookbehind or backreference',
        }),
      ],
    };
  }
}
