import { isDeclaredMetric, type DeclaredMetric } from '../contract/metric';
import { isMade } from '../problem/made';
import { error } from '../problem/problems';
import { make, type Shape } from '../problem/shape';
import type { AnyHistogram, AnyMetric, AnyNativeHistogram } from '../promql/build/any-metric';
import type { Kind } from '../promql/flow/flow';
import { isExpression } from '../promql/build/vector';

/** A metric of one of some kinds as an option: made by this library, and no part of a calculation. */
export function metricOf<K extends 'counter' | 'gauge' | 'histogram'>(
  kinds: readonly K[],
  expected: string,
): Shape<AnyMetric<K>> {
  return make(['object'], expected, (value, path) =>
    isMetric(value) && (kinds as readonly Kind[]).includes(value.flow.kind) // it is asked for any
      ? []
      : [error('OPT002', `'${path}' must be ${expected}`, { path })],
  );
}

/** Whether something is a metric, and no whole histogram. */
function isMetric(value: unknown): value is DeclaredMetric & AnyMetric {
  return isDeclaredMetric(value) && isExpression(value);
}

/** Whether something is a native histogram, and not its classic form. */
export function isNativeHistogram(value: unknown): value is AnyNativeHistogram {
  return isMetric(value) && value.flow.kind === 'histogram';
}

/** Whether something is a whole histogram, and not one of its series. */
export function isHistogram(value: unknown): value is AnyHistogram {
  return isMade('histogram', value);
}
