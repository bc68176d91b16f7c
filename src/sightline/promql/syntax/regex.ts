import { RE2JS } from 're2js';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import type { Matcher } from './ast';
import { syntaxOf, type Syntax } from './dialect';

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

/**
 * What is wrong with a regular expression. Before 2.52 Prometheus reads it between `^(?:` and `)$` too, which a `\Q` without an end swallows.
 *
 * @param syntax of the Prometheus. Default: that of today
 */
export function patternProblems(
  source: string,
  { barePatterns, namedGroups }: Pick<Syntax, 'barePatterns' | 'namedGroups'> = syntaxOf({}),
): readonly Problem[] {
  const own = compile(source).problems;
  const found = own.length > 0 || barePatterns ? own : compile(source, `^(?:${source})$`).problems;
  if (found.length > 0 || namedGroups || !hasNamedGroup(source)) return found;
  return [
    error('PQL003', '(?<name>…) is read by Prometheus 2.53 and later alone', { fix: 'write (?P<name>…)' }),
  ];
}

/** What stands in a regular expression for itself, then what begins a group. */
const pieces = /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]|\(\?<?/g;

function hasNamedGroup(source: string): boolean {
  return source.includes('(?<') && [...source.matchAll(pieces)].some(([piece]) => piece === '(?<');
}

/** The matcher text for a list of values: `a|b`, each escaped. */
export function patternOfValues(values: readonly string[]): Pattern {
  return compile([...values].map(escapeRegex).join('|'));
}

/** The texts that a regular expression matches where it is nothing but a list of them, such as `GET|HEAD`; undefined for any other. */
export function literalsOf(source: string): readonly string[] | undefined {
  const texts = [''];
  for (const [piece] of source.matchAll(/\\[^]|[^]/gu)) {
    if (piece === '|') texts.push('');
    else if (/^(?:[\\^$.?*+()[\]{}]|\\[A-Za-z0-9])$/.test(piece)) return undefined;
    else
      texts.push(
        `${texts.pop() ?? ''}${piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece}`,
      );
  }
  return texts;
}

/**
 * The value that a matcher compares with, or the numbers that its regular expression lists, such as `0.5|1`, in their spellings: a dot that is not
 * escaped means a dot there. Undefined for any other regular expression.
 */
export function numbersOf({ operator, value }: Matcher): readonly string[] | undefined {
  if (operator === '=' || operator === '!=') return [value];
  const listed = value.split('|').map((text) => text.replace(/\\([.+])/g, '$1'));
  const areNumbers = listed.every((text) =>
    /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?Inf)$/i.test(text),
  );
  return areNumbers ? listed : undefined;
}

/** A value with everything escaped that means something in a regular expression. */
export function escapeRegex(value: string): string {
  return value.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** Whether a matcher lets a value through. A regular expression that is none lets everything through: that has been said elsewhere. */
export function letsThrough({ operator, value: wanted }: Matcher, value: string): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '=~':
      return compile(wanted).matches?.(value) ?? true;
    case '!~':
      return !(compile(wanted).matches?.(value) ?? false);
  }
}

/** Whether a matcher lets an empty value through, which is what a series without the label has. */
export function matchesEmpty(matcher: Matcher): boolean {
  return letsThrough(matcher, '');
}

/** The groups of a regular expression that a replacement can name: their numbers, and names where they have one. */
export function groupsOf(source: string): ReadonlySet<string> | undefined {
  if (compile(source).matches === undefined) return undefined;
  const expression = RE2JS.compile(withoutTwins(source));
  const numbers = Array.from({ length: expression.groupCount() + 1 }, (_, index) => String(index));
  return new Set([...numbers, ...Object.keys(expression.namedGroups())]);
}

/** What could be said more simply by a matcher, or means something else than it seems to, if anything. */
export function adviceOn({
  label,
  operator,
  value,
}: Matcher): { readonly message: string; readonly fix: string } | undefined {
  if (operator === '=' || operator === '!=') return undefined;
  if (value === '.*' && label !== '__name__') {
    return operator === '=~'
      ? { message: `the matcher of '${label}' with ".*" takes nothing away`, fix: 'leave it out' }
      : {
          message: `the matcher of '${label}' with ".*" leaves nothing`,
          fix: `say which values are meant; series without the label are ${label}=""`,
        };
  }
  if (/^\^|(?<!\\)\$$/.test(value)) {
    return {
      message: `the regular expression ${JSON.stringify(value)} of '${label}' has ^ or $, which every matcher has by itself`,
      fix: 'leave them out',
    };
  }
  const [, repeated] = (/^[\w./:-]*?([\w/:-])\*$/.exec(value) ?? []) as readonly (string | undefined)[];
  if (repeated !== undefined) {
    return {
      message: `the regular expression ${JSON.stringify(value)} of '${label}' repeats '${repeated}': a star alone stands for no other text`,
      fix: `say ${JSON.stringify(`${value.slice(0, -1)}.*`)} for any text after it`,
    };
  }
  if (value !== '' && escapeRegex(value) === value) {
    const plain = operator === '=~' ? '=' : '!=';
    return {
      message: `the regular expression ${JSON.stringify(value)} of '${label}' is a plain text`,
      fix: `say ${plain} in place of ${operator}`,
    };
  }
  return undefined;
}

/** Compiled once: a program has few patterns, and uses each in many places. */
const mostCompiled = 10_000;
const compiled = new Map<string, Pattern>();

function compile(source: string, text = source): Pattern {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const pattern = compileNew(source, text);
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(text, pattern);
  return pattern;
}

function compileNew(source: string, text: string): Pattern {
  try {
    const expression = RE2JS.compile(withoutTwins(text));
    return { source, matches: (value) => expression.matches(value), problems: [] };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return {
      source,
      problems: [
        error(
          'PQL003',
          `regular expression /${source}/ is none to Prometheus, which reads RE2: ${reason}`,
          fixFor(source),
        ),
      ],
    };
  }
}

/** What is left out of RE2, where that is what was meant. */
function fixFor(source: string): { readonly fix?: string } {
  if (/\(\?(?:=|!|<[=!])|\\[1-9k]/.test(source))
    return { fix: 'RE2 has no lookahead, lookbehind or backreference' };
  return source.includes('\\u') ? { fix: 'RE2 writes a character by its number as \\x{61}' } : {};
}

/** Go lets two groups have one name, which is refused here: a second one gets a name of its own. */
function withoutTwins(text: string): string {
  if (!text.includes('<')) return text;
  const names = new Set<string>();
  return text.replace(/\(\?(P?)<(\w+)>/g, (group, kind: string, name: string, at: number) => {
    if (!names.has(name)) {
      names.add(name);
      return group;
    }
    return `(?${kind}<${name}_${at}>`;
  });
}
