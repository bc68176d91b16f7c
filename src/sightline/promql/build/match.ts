import { types } from 'node:util';
import type { ValueOf } from '../../contract/domain';
import type { TargetLabel } from '../../contract/target-labels';
import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import { describeKind, entriesOf, kindOf, readEntry } from '../../problem/read';
import type { Refuse } from '../../problem/refusals';
import { settled } from '../../problem/settled';
import type { Matcher } from '../syntax/ast';
import { textsOf } from '../flow/labels';
import { patternOf, patternOfValues } from '../syntax/regex';

/**
 * What a label has to match.
 *
 * - `'GET'`: equals (`=`)
 * - `/5../`, or `['GET', 'HEAD']`: one of many (`=~`)
 * - `{ not: … }`: none of these (`!=` and `!~`)
 */
export type Match<V extends string = string> = Positive<V> | { readonly not: Positive<V> };

type Positive<V extends string> = V | RegExp | readonly [V, ...V[]];

/** What every object has under the name of a label such as `constructor`: without it no match of other labels would fit. */
type Inherited<L> = L extends
  | 'constructor'
  | 'hasOwnProperty'
  | 'isPrototypeOf'
  | 'propertyIsEnumerable'
  | 'toLocaleString'
  | 'toString'
  | 'valueOf'
  ? (typeof Object.prototype)[L]
  : never;

/** Conditions on the labels of a metric, each with its domain, and on those of its target. */
export type Matches<D, T extends string = TargetLabel> = {
  readonly [L in keyof D]?: Match<ValueOf<D[L]>> | Inherited<L>;
} & {
  readonly [L in Exclude<T, keyof D>]?: Match;
};

/**
 * What `where` takes: matches, and where no label is named the refusal.
 *
 * @typeParam M the matches that there can be
 * @typeParam G those that are given
 */
export type SomeOf<M, G> = [keyof G] extends [never] ? Refuse<'emptyMatch'> : [G] extends [object] ? M : G; // never so: it is there for the compiler to infer what is given, while that is held against M

/**
 * The matchers for a set of matches, in their order, and what can't be matched. Whether the metric has such labels and values is checked
 * where the expression is.
 *
 * @param name of the metric, for messages
 */
export function matchersOf(
  name: string,
  matches: unknown,
): { readonly matchers: readonly Matcher[]; readonly problems: readonly Problem[] } {
  const wanted = settled(matches);
  const given = kindOf(wanted) === 'object' ? (entriesOf(wanted) ?? []) : [];
  const set = given.filter(({ value, readable }) => value !== undefined || !readable);
  if (set.length === 0) return { matchers: [], problems: [refuse('emptyMatch', `where() of '${name}'`)] };
  const read = set.map(({ key, value }) => readMatch(key, value, `label '${key}' of '${name}'`));
  return {
    matchers: read.flatMap(({ matcher }) => matcher ?? []),
    problems: read.flatMap(({ problems }) => problems),
  };
}

interface ReadMatch {
  readonly matcher?: Matcher;
  readonly problems: readonly Problem[];
}

function readMatch(label: string, match: unknown, thing: string): ReadMatch {
  const not = kindOf(match) === 'object' ? readEntry(match as object, 'not').value : undefined; // of kind 'object'
  const negative = not !== undefined;
  const wanted = negative ? not : match;
  if (typeof wanted === 'string') {
    return { matcher: { label, operator: negative ? '!=' : '=', value: wanted }, problems: [] };
  }
  const operator = negative ? '!~' : '=~';
  if (isRegExp(wanted)) {
    const { source, problems } = patternOf(wanted);
    const empty = source === '' ? [emptyPattern(thing)] : [];
    return { matcher: { label, operator, value: source }, problems: [...problems, ...empty] };
  }
  const values = textsOf(wanted);
  if (values !== undefined) {
    const [only] = values;
    if (only === undefined) return { problems: [emptyPattern(thing)] };
    if (values.length === 1) return readMatch(label, negative ? { not: only } : only, thing);
    return { matcher: { label, operator, value: patternOfValues(values).source }, problems: [] };
  }
  const expected = 'a text, a list of texts or a regular expression';
  return { problems: [error('OPT002', `${thing} must match ${expected}, not ${describeKind(wanted)}`)] };
}

function isRegExp(value: unknown): value is RegExp {
  return kindOf(value) === 'other' && types.isRegExp(value);
}

function emptyPattern(thing: string): Problem {
  return refuse('emptyMatch', `${thing} matches only an empty value`);
}
