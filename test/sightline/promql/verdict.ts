import { checkTypes } from '../../../src/sightline/promql/check/check-types';
import { parse } from '../../../src/sightline/promql/parse/parse';
import type { Dialect } from '../../../src/sightline/promql/syntax/dialect';

/** What the parser of that Prometheus has against an expression, as we read it; undefined for nothing. */
export function verdict(text: string, dialect: Dialect): string | undefined {
  const { node, problems } = parse(text, dialect);
  return [...problems, ...(node === undefined || problems.length > 0 ? [] : checkTypes(node, dialect))][0]
    ?.message;
}
