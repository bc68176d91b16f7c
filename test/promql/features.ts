import type { PrometheusFeature } from '../../src/promql/syntax/dialect';

/** Every feature that decides about expressions. A Prometheus that does not know one warns of it, and goes on. */
export const allFeatures: readonly PrometheusFeature[] = [
  'promql-experimental-functions',
  'promql-duration-expr',
  'promql-extended-range-selectors',
  'promql-binop-fill-modifiers',
];
