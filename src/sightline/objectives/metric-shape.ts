import type { DeclaredMetric } from '../contract/metric';
import { error } from '../problem/problems';
import { kindOf } from '../problem/read';
import { make, type Shape } from '../problem/shape';
import type { AnyMetric } from '../promql/build/any-metric';
import { isExpression } from '../promql/build/vector';

/** A metric of one kind as an option: made by this library, and no part of a calculation. */
export function metricOf<K extends 'counter' | 'gauge'>(kind: K, expected: string): Shape<AnyMetric<K>> {
  return make(['object'], expected, (value, path) =>
    isDeclared(value) && isExpression(value) && value.node.type === 'selector' && value.flow.kind === kind
      ? []
      : [error('OPT002', `'${path}' must be ${expected}`, { path })],
  );
}

/** Whether something carries the declaration of a metric. */
export function isDeclared(value: unknown): value is DeclaredMetric {
  return kindOf(value) === 'object' && kindOf((value as DeclaredMetric).declaration) === 'object'; // an object by then
}

/** Whether something is a whole histogram, and not one of its series. */
export function isHistogram(value: unknown): boolean {
  return isDeclared(value) && 'bucket' in value && value.declaration.type === 'histogram';
}
