import type { LabelDomains } from '../../contract/domain';
import { declareOwnMetric, type MetricDeclaration } from '../../contract/metric';
import type { GaugeName, LabelNames } from '../../contract/name-types';
import type { TargetLabel } from '../../contract/target-labels';
import { partOf } from '../../problem/read';
import { histogramOf, type Histogram } from './histogram';
import { optionsOf, type MetricOptions } from './metric-options';
import { metric, type Metric } from './selector';
import type { WholeHistogram } from './whole-histogram';
import { subjectOf, targetSource, type Source } from './source';

/**
 * A native histogram: one series whose samples are whole histograms, with buckets that the client chooses as it observes. It is read with
 * `rate`, and then with `histogramQuantile`, `histogramFraction`, `histogramCount`, `histogramSum` and `histogramAvg`.
 *
 * @typeParam D its labels with their domains
 * @typeParam T the labels that its target adds
 * @see https://prometheus.io/docs/specs/native_histograms/
 */
export interface NativeHistogram<D, T extends string = TargetLabel>
  extends Metric<D, 'histogram', T>, WholeHistogram<D, readonly number[], T> {
  readonly form: 'native';

  /** Only a type: the domains. */
  readonly domains?: D;
}

/** The classic form of a native histogram, of a client that exposes both. */
export interface ClassicForm<D, B extends readonly number[], T extends string = TargetLabel> {
  /** Its classic buckets, count and sum: `latency.classic.under(0.25)`. */
  readonly classic: Histogram<D, B, T>;
}

/** What a native histogram may say beside its name, help and labels. */
export interface NativeHistogramOptions<
  B extends readonly number[],
  L extends string = string,
> extends MetricOptions<L> {
  /**
   * The upper bounds of the classic buckets that the client exposes as well, ascending, without `+Inf`. Prometheus then reads both forms.
   *
   * @default - it exposes no classic form
   */
  readonly classicBuckets: B;
}

/** The declaration of a native histogram under a name of others, without and with its classic form. */
export interface DeclaresGivenNativeHistogram {
  <const D extends LabelDomains, const B extends readonly number[]>(
    name: string,
    help: string,
    labels: D & LabelNames<D>,
    options: NativeHistogramOptions<B, NoInfer<keyof D & string>>,
  ): NativeHistogram<D> & ClassicForm<D, B>;
  <const D extends LabelDomains>(
    name: string,
    help: string,
    labels: D & LabelNames<D>,
    options?: MetricOptions<NoInfer<keyof D & string>>,
  ): NativeHistogram<D>;
}

/** The declaration of a native histogram, without and with its classic form. */
export interface DeclaresNativeHistogram {
  <const N extends string, const D extends LabelDomains, const B extends readonly number[]>(
    name: GaugeName<N>,
    help: string,
    labels: D & LabelNames<D>,
    options: NativeHistogramOptions<B, NoInfer<keyof D & string>>,
  ): NativeHistogram<D> & ClassicForm<D, B>;
  <const N extends string, const D extends LabelDomains>(
    name: GaugeName<N>,
    help: string,
    labels: D & LabelNames<D>,
    options?: MetricOptions<NoInfer<keyof D & string>>,
  ): NativeHistogram<D>;
}

/**
 * A native histogram that the service exposes. Needs a Prometheus of 3.0 or newer that reads native histograms; the monitor of a service asks
 * for them where its contract has one.
 *
 * @param name has no suffix
 * @param help what it observes
 * @param labels each with its domain
 * @example
 * const latency = nativeHistogram('shop_request_duration_seconds', 'Time to answer', { route: { max: 20 } });
 * const p95 = histogramQuantile(0.95, sum(rate(latency.over('5m')), { by: ['route'] }));
 */
export const nativeHistogram: DeclaresNativeHistogram = declaring(false);

/** Declares native histograms, whose names may be those of others. */
export function declaring(isGivenName: boolean): DeclaresNativeHistogram & DeclaresGivenNativeHistogram {
  // one function behind all types: the classic form is there exactly where the options have its buckets
  return ((name: unknown, help: unknown, labels: unknown, options: unknown = {}) => {
    const buckets = partOf(options, 'classicBuckets');
    const declared = { ...optionsOf(options), name, help, labels, buckets, isGivenName };
    return nativeHistogramOf(declareOwnMetric({ ...declared, type: 'native histogram' }));
  }) as DeclaresNativeHistogram & DeclaresGivenNativeHistogram;
}

/** The series of a native histogram that is declared, with its classic form if it has one. */
export function nativeHistogramOf<D, T extends string>(
  declaration: MetricDeclaration,
  source: Source = targetSource(declaration),
): NativeHistogram<D, T> {
  const { flaws } = source;
  const more = {
    form: 'native',
    ...(declaration.buckets === undefined
      ? {}
      : { classic: histogramOf<D, readonly number[], T>(declaration, source) }),
  } as const;
  return metric(declaration, subjectOf(declaration.name, source), { matchers: [], flaws }, more);
}
