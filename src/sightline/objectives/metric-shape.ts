import { isDeclaredMetric, type DeclaredMetric } from '../contract/metric';
import { isMade } from '../problem/made';
import { error } from '../problem/problems';
import { make, type Shape } from '../problem/shape';
import type { AnyHistogram, AnyMetric } from '../promql/build/any-metric';
import { isExpression } from '../promql/build/vector';

/** A metric of one kind as an option: made by this library, and no part of a calculation. */
export function metricOf<K extends 'counter' | 'gauge'>(kind: K, expected: string): Shape<AnyMetric<K>> {
  return make(['object'], expected, (value, path) =>
    isMetric(value) && value.flow.kind === kind
      ? []
      : [error('OPT002', `'${path}' must be ${expected}`, { path })],
  );
}

/** Whether something is a metric, and no whole histogram. */
export function isMetric(value: unknown): value is DeclaredMetric & AnyMetric {
  return isDeclaredMetric(value) && isExpression(value);
}

/** Whether something is a whole histogram, and not one of its series. */
export function isHistogram(value: unknown): value is AnyHistogram {
  return isMade('histogram', value);
}
