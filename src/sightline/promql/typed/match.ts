import { types } from 'node:util';
import { valuesOf, type LabelDomain, type LabelDomains, type ValueOf } from '../../contract/domain';
import type { TargetLabel } from '../../contract/target-labels';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import { describeKind, entriesOf, kindOf, readEntry } from '../../problem/read';
import type { Refuse } from '../../problem/refusals';
import type { Matcher } from '../syntax/ast';
import { lacks, listLabels, textsOf, type LabelSet } from '../flow/labels';
import { matchesAll, matchesNone } from '../flow/flow-selector';
import { patternOf, patternOfValues, type Pattern } from '../syntax/regex';

/**
 * What a label has to match.
 *
 * - `'GET'`: equals (`=`)
 * - `/5../`, or `['GET', 'HEAD']`: one of many (`=~`)
 * - `{ not: … }`: none of these (`!=` and `!~`)
 */
export type Match<V extends string = string> = Positive<V> | { readonly not: Positive<V> };

type Positive<V extends string> = V | RegExp | readonly [V, ...V[]];

/** Conditions on the labels of a metric, each with its domain, and on those of its target. */
export type Matches<D, T extends string = TargetLabel> = {
  readonly [L in keyof D]?: Match<ValueOf<D[L]>>;
} & {
  readonly [L in Exclude<T, keyof D>]?: Match;
};

/** `unknown` where there is a label to match, else the refusal. */
export type NotEmpty<P> = [P] extends [never] ? Refuse<'emptyMatch'> : unknown;

/** What a selector of a metric needs to check a match. */
export interface Matchable {
  /** The metric's name, for messages. */
  readonly name: string;

  /** The labels of its series. */
  readonly labels: LabelSet;

  /** The domains of those that are its own. */
  readonly domains: LabelDomains;
}

/** The matchers for a set of matches, in their order, and what is wrong with them. */
export function matchersOf(
  metric: Matchable,
  matches: unknown,
): { readonly matchers: readonly Matcher[]; readonly problems: readonly Problem[] } {
  const given = kindOf(matches) === 'object' ? (entriesOf(matches) ?? []) : [];
  const set = given.filter(({ value, readable }) => value !== undefined || !readable);
  if (set.length === 0)
    return { matchers: [], problems: [refuse('emptyMatch', `where() of '${metric.name}'`)] };
  const matchers: Matcher[] = [];
  const problems: Problem[] = [];
  for (const { key: label, value: match } of set) {
    const read = readMatch(metric, label, match);
    problems.push(...read.problems);
    if (read.matcher !== undefined) matchers.push(read.matcher);
  }
  return { matchers, problems };
}

interface ReadMatch {
  readonly matcher?: Matcher;
  readonly problems: readonly Problem[];
}

function readMatch(metric: Matchable, label: string, match: unknown): ReadMatch {
  if (lacks(metric.labels, label)) return { problems: [unknownLabel(metric, label)] };
  const not = kindOf(match) === 'object' ? readEntry(match as object, 'not').value : undefined; // of kind 'object'
  const negative = not !== undefined;
  const wanted = negative ? not : match;
  const domain = Object.hasOwn(metric.domains, label) ? metric.domains[label] : undefined;
  const thing = `label '${label}' of '${metric.name}'`;
  if (typeof wanted === 'string') {
    const matcher: Matcher = { label, operator: negative ? '!=' : '=', value: wanted };
    return { matcher, problems: outside(thing, [wanted], domain) };
  }
  if (isRegExp(wanted)) {
    const pattern = patternOf(wanted);
    const problems = [
      ...pattern.problems,
      ...(pattern.source === '' ? [emptyPattern(thing)] : reach(thing, pattern, domain, negative)),
    ];
    return { matcher: { label, operator: negative ? '!~' : '=~', value: pattern.source }, problems };
  }
  const values = textsOf(wanted);
  if (values !== undefined) {
    const [only] = values;
    if (only === undefined) return { problems: [emptyPattern(thing)] };
    if (values.length === 1) return readMatch(metric, label, negative ? { not: only } : only);
    const matcher: Matcher = {
      label,
      operator: negative ? '!~' : '=~',
      value: patternOfValues(values).source,
    };
    return { matcher, problems: outside(thing, values, domain) };
  }
  return {
    problems: [
      error(
        'OPT002',
        `${thing} must match a text, a list of texts or a regular expression, not ${describeKind(wanted)}`,
      ),
    ],
  };
}

function isRegExp(value: unknown): value is RegExp {
  return kindOf(value) === 'other' && types.isRegExp(value);
}

function emptyPattern(thing: string): Problem {
  return refuse('emptyMatch', `${thing} matches only an empty value`);
}

/** Values that the label never has. Labels of the target and of external metrics may be empty, own ones never are. */
function outside(thing: string, values: readonly string[], domain: LabelDomain | undefined): Problem[] {
  if (domain === undefined) return [];
  const known = valuesOf(domain);
  return values
    .filter((value) => (known === undefined ? value === '' : !known.includes(value)))
    .map((value) => {
      const meant = known === undefined ? undefined : nearest(value, known);
      return error('LBL202', `value '${value}' is outside the domain of ${thing}, and no series has it`, {
        ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
      });
    });
}

/** A regular expression that leaves nothing of the domain, or that takes nothing away. */
function reach(
  thing: string,
  pattern: Pattern,
  domain: LabelDomain | undefined,
  negative: boolean,
): Problem[] {
  const known = domain === undefined ? undefined : valuesOf(domain);
  const { matches, source } = pattern;
  if (known === undefined || matches === undefined) return [];
  const hits = known.filter(matches).length;
  if (hits === 0) return [matchesNone(source, thing, negative ? 'takes nothing away' : 'selects nothing')];
  return hits === known.length
    ? [matchesAll(source, thing, negative ? 'nothing is left' : 'it takes nothing away')]
    : [];
}

function unknownLabel(metric: Matchable, label: string): Problem {
  const meant = nearest(label, metric.labels.names);
  return error(
    'LBL201',
    `label '${label}' is not on '${metric.name}', which has ${listLabels(metric.labels.names)}`,
    {
      ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
    },
  );
}
