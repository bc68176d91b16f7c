import { types } from 'node:util';
import { patternOf, patternOfValues } from '../../promql/syntax/regex';
import type { SeverityLabels } from '../../objectives/alert-severities';
import type { AlertRoute, LabelMatch } from './alert-routing';

/** What a route asks of one label. */
export interface Condition {
  /** The label. */
  readonly label: string;

  /** What its value has to be. */
  readonly match: LabelMatch;
}

/** All that a route asks of an alert, the severity first. */
export function conditionsOf({ severity, match = {} }: AlertRoute, severities: SeverityLabels): Condition[] {
  const all: [string, LabelMatch | undefined][] = Object.entries(match);
  const own = all.flatMap(([label, value]) => (value === undefined ? [] : [{ label, match: value }]));
  return severity === undefined ? own : [{ label: 'severity', match: severities[severity] }, ...own];
}

/** A condition as Alertmanager writes it: `severity = "critical"`. */
export function matcherOf({ label, match }: Condition): string {
  const values = valuesOf(match);
  if (values?.length === 1) return `${label} = ${quoted(values[0] ?? '')}`;
  const pattern = values === undefined ? patternOf(match as RegExp) : patternOfValues(values); // neither text nor list
  return `${label} =~ ${quoted(pattern.source)}`;
}

/**
 * Whether every alert that meets the conditions of one route also meets those of another. False where that can't be told, as of two
 * regular expressions.
 *
 * @param wide the conditions of the route that may take everything
 * @param narrow the conditions of the other
 */
export function covers(wide: readonly Condition[], narrow: readonly Condition[]): boolean {
  return wide.every(({ label, match }) =>
    narrow.some((other) => other.label === label && contains(match, other.match)),
  );
}

/** Whether a regular expression: one of another realm is one, too. */
export function isRegExp(value: unknown): value is RegExp {
  return types.isRegExp(value);
}

/** Whether a text is among those that match. */
function accepts(match: LabelMatch, text: string): boolean {
  return isRegExp(match)
    ? patternOf(match).matches?.(text) === true
    : (valuesOf(match)?.includes(text) ?? false);
}

function contains(wide: LabelMatch, narrow: LabelMatch): boolean {
  const values = valuesOf(narrow);
  if (values !== undefined) return values.every((value) => accepts(wide, value));
  return isRegExp(wide) && isRegExp(narrow) && patternOf(wide).source === patternOf(narrow).source;
}

/** The texts that match; undefined for a regular expression. */
export function valuesOf(match: LabelMatch): readonly string[] | undefined {
  if (isRegExp(match)) return undefined;
  return typeof match === 'string' ? [match] : match;
}

/** The escapes that both parsers of Alertmanager know. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
