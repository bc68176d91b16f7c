import { object, optional } from '../../problem/object-shape';
import type { Problem } from '../../problem/problem';
import { text } from '../../problem/scalar-shapes';
import { settled } from '../../problem/settled';
import { checkShape, list } from '../../problem/shape';
import { anyText } from '../../problem/text-rules';
import type { Dialect, PrometheusFeature, PrometheusVersion } from '../syntax/dialect';

/** A version that nobody knows counts as the newest, and a feature that nobody knows decides nothing. */
const shape = object<Dialect>({
  version: optional(text<PrometheusVersion>(anyText)),
  features: optional(list(text<PrometheusFeature>(anyText))),
});

/** What a caller says of a Prometheus, and what is wrong with that; then nothing of it counts. */
export function readDialect(given: unknown): {
  readonly dialect: Dialect;
  readonly problems: readonly Problem[];
} {
  if (given === undefined) return { dialect: {}, problems: [] };
  const read = settled(given);
  const problems = checkShape(read, shape);
  return problems.length > 0 ? { dialect: {}, problems } : { dialect: read as Dialect, problems }; // it has the shape
}
