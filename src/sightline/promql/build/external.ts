import type { LabelDomain } from '../../contract/domain';
import { declareExternalMetric } from '../../contract/metric';
import { partOf } from '../../problem/read';
import { histogramOf, type Histogram } from './histogram';
import type { MetricOptions } from './metric-options';
import { nativeHistogramOf, type ClassicForm, type NativeHistogram } from './native-histogram';
import { metric, type Metric } from './selector';
import { externalSource, subjectOf } from './source';
import { summaryOf, type Summary } from './summary';

/** Labels of which only the names are known. */
export type NamedLabels<L extends string> = Readonly<Record<L, LabelDomain>>;

/** What may be known of the histogram of somebody else. */
export interface ExternalHistogramOptions<B extends readonly number[]> extends MetricOptions {
  /**
   * The finite upper bounds of its buckets, ascending.
   *
   * @default - unknown: any bound may be one
   */
  readonly buckets?: B;
}

/** What may be known of the native histogram of somebody else. */
export interface ExternalNativeHistogramOptions<B extends readonly number[]> extends MetricOptions {
  /** The finite upper bounds of the classic buckets that Prometheus reads beside it, ascending. */
  readonly classicBuckets: B;
}

/** What may be known of the summary of somebody else. */
export interface ExternalSummaryOptions<Q extends readonly number[]> extends MetricOptions {
  /**
   * Its quantiles, ascending.
   *
   * @default - unknown: any may be one
   */
  readonly quantiles?: Q;
}

/** The declaration of what something else exposes, by its type. */
export interface DeclaresExternal {
  <const L extends string, const B extends readonly number[] = readonly number[]>(
    name: string,
    type: 'histogram',
    help: string,
    labels: readonly L[],
    options?: ExternalHistogramOptions<B>,
  ): Histogram<NamedLabels<L>, B, never>;
  <const L extends string, const B extends readonly number[]>(
    name: string,
    type: 'native histogram',
    help: string,
    labels: readonly L[],
    options: ExternalNativeHistogramOptions<B>,
  ): NativeHistogram<NamedLabels<L>, never> & ClassicForm<NamedLabels<L>, B, never>;
  <const L extends string>(
    name: string,
    type: 'native histogram',
    help: string,
    labels: readonly L[],
    options?: MetricOptions,
  ): NativeHistogram<NamedLabels<L>, never>;
  <const L extends string, const Q extends readonly number[] = readonly number[]>(
    name: string,
    type: 'summary',
    help: string,
    labels: readonly L[],
    options?: ExternalSummaryOptions<Q>,
  ): Summary<NamedLabels<L>, Q, never>;
  <const L extends string, const T extends 'counter' | 'gauge'>(
    name: string,
    type: T,
    help: string,
    labels: readonly L[],
    options?: MetricOptions,
  ): Metric<NamedLabels<L>, T, never>;
}

/**
 * A metric that something else exposes, such as cAdvisor. Its labels are those named, with any value. One that has the label
 * `namespace` is bound to the namespace of the rule's target; the rest an expression joins itself.
 *
 * @param labels the labels that may be used, those of its own target included
 * @example
 * const latency = external('istio_request_duration_milliseconds', 'histogram', 'Time to answer', [
 *   'namespace',
 *   'destination_service_name',
 *   'response_code',
 * ]);
 */
export const external = declareExternal as DeclaresExternal; // the declaration decides what is made

function declareExternal(
  name: unknown,
  type: 'counter' | 'gauge' | 'histogram' | 'native histogram' | 'summary',
  help: unknown,
  labels: unknown,
  options: unknown = {},
): unknown {
  const unit = partOf(options, 'unit');
  const buckets = partOf(options, type === 'native histogram' ? 'classicBuckets' : 'buckets');
  const quantiles = partOf(options, 'quantiles');
  const declaration = declareExternalMetric({ name, type, help, labels, unit, buckets, quantiles });
  const source = externalSource(declaration, labels);
  switch (declaration.type) {
    case 'histogram':
      return histogramOf(declaration, source);
    case 'native histogram':
      return nativeHistogramOf(declaration, source);
    case 'summary':
      return summaryOf(declaration, source);
    default: {
      // nobody else reports what is wrong with a metric that is in no contract
      const { flaws } = source;
      return metric(declaration, subjectOf(declaration.name, source), { matchers: [], flaws });
    }
  }
}
