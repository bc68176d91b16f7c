import { partOf } from '../../problem/read';
import type { FieldPath } from '../../schema/violations';
import type { QueryLanguage, ReadQuery } from './read-query';

/** What asks for the values of a label, of the series that a selector finds. */
const labelValues = /^\s*label_values\s*\((.*),\s*([\w$]+)\s*\)\s*$/s;
const queryResult = /^\s*query_result\s*\((.*)\)\s*$/s;

/** What asks for no series: values of a label of all of them, names. */
const noSeries = /^\s*(?:label_values|label_names|metrics|query_result)\s*\(/;

/**
 * The expressions in the query of a variable.
 *
 * @see https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
 */
export function queriesOfVariable(variable: unknown, path: FieldPath, language: QueryLanguage): ReadQuery[] {
  const written = partOf(variable, 'query');
  const [text, place] =
    typeof written === 'string'
      ? [written, [...path, 'query']]
      : [partOf(written, 'query'), [...path, 'query', 'query']];
  if (typeof text !== 'string' || text.trim() === '') return [];
  const [, inside, label] = labelValues.exec(text) ?? queryResult.exec(text) ?? [];
  if (inside === undefined) return noSeries.test(text) ? [] : [{ at: place, text, language }];
  const start = text.indexOf(inside, text.indexOf('('));
  const query = { at: place, text, part: { start, end: start + inside.length }, language };
  if (label === undefined || label.includes('$')) return [query];
  const at = text.lastIndexOf(label);
  return [{ ...query, label: { start: at, end: at + label.length } }];
}
