import type { LabelDomain, LabelDomains } from '../contract/domain';

/** The types of metrics on a page of somebody else. */
export type FactType = 'counter' | 'gauge' | 'histogram' | 'summary';

/**
 * What is known of a metric that others have named: its type and its labels.
 *
 * @typeParam T its type
 * @typeParam N its labels that can have any value
 * @typeParam D its labels whose values are fixed, with their domains
 */
export interface MetricFact<
  T extends FactType = FactType,
  N extends string = string,
  D extends LabelDomains = LabelDomains,
> {
  /** What its values mean. */
  readonly type: T;

  /** What it counts or measures. */
  readonly help: string;

  /** The labels that can have any value. */
  readonly anyValue: readonly N[];

  /** The labels whose values or number its source fixes. */
  readonly domains: D;

  /**
   * The unit of its values, where its name does not say it.
   *
   * @default - as the name says
   */
  readonly unit?: string;

  /**
   * Whether it is 0 or 1 at each moment.
   *
   * @default false
   */
  readonly isBoolean?: boolean;

  /**
   * The bounds of its buckets, where nobody can set others.
   *
   * @default - they are a setting of the process, or it has none
   */
  readonly buckets?: readonly number[];

  /**
   * The quantiles of a summary, ascending.
   *
   * @default - it has none, only a count and a sum
   */
  readonly quantiles?: readonly number[];

  /**
   * What the page calls its type where that is another than what its values mean.
   *
   * @default - its type
   */
  readonly exposedAs?: 'untyped' | 'gauge' | 'counter';

  /**
   * What its source promises: a stable metric keeps its name, its type and its labels.
   *
   * @default - the source promises nothing for single metrics
   */
  readonly stability?: 'stable' | 'experimental';
}

/** Metrics by their names, without the suffixes of histograms and summaries. */
export type Facts = Readonly<Record<string, MetricFact>>;

/** What may be said of a metric beside its type, help and labels. */
export type FactDetails = Pick<MetricFact, 'unit' | 'exposedAs' | 'stability'>;

type Details = Pick<MetricFact, Exclude<keyof MetricFact, 'type' | 'help' | 'anyValue' | 'domains'>>;

/** No label has a fixed domain. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- an index would make every label one of the metric
type NoDomains = Readonly<Record<never, LabelDomain>>;

const none: NoDomains = {};

/** Something that only grows. */
export function counter<const L extends readonly string[] = [], const D extends LabelDomains = NoDomains>(
  help: string,
  anyValue?: L,
  domains?: D,
  details: FactDetails = {},
): MetricFact<'counter', L[number], D> {
  return fact('counter', help, anyValue, domains, details);
}

/** Something that goes up and down. */
export function gauge<const L extends readonly string[] = [], const D extends LabelDomains = NoDomains>(
  help: string,
  anyValue?: L,
  domains?: D,
  details: FactDetails = {},
): MetricFact<'gauge', L[number], D> {
  return fact('gauge', help, anyValue, domains, details);
}

/** A gauge that is 0 or 1 at each moment. */
export function boolean<const L extends readonly string[] = [], const D extends LabelDomains = NoDomains>(
  help: string,
  anyValue?: L,
  domains?: D,
  details: FactDetails = {},
): MetricFact<'gauge', L[number], D> {
  return { ...fact('gauge', help, anyValue, domains, details), isBoolean: true };
}

/** A histogram with classic buckets. */
export function histogram<const L extends readonly string[] = [], const D extends LabelDomains = NoDomains>(
  help: string,
  anyValue?: L,
  domains?: D,
  details: FactDetails & Pick<MetricFact, 'buckets'> = {},
): MetricFact<'histogram', L[number], D> {
  return fact('histogram', help, anyValue, domains, details);
}

/** A summary: a count, a sum, and perhaps quantiles. */
export function summary<const L extends readonly string[] = [], const D extends LabelDomains = NoDomains>(
  help: string,
  anyValue?: L,
  domains?: D,
  details: FactDetails & Pick<MetricFact, 'quantiles'> = {},
): MetricFact<'summary', L[number], D> {
  return fact('summary', help, anyValue, domains, details);
}

function fact<T extends FactType, L extends readonly string[], D extends LabelDomains>(
  type: T,
  help: string,
  anyValue: L | undefined,
  domains: D | undefined,
  details: Details,
): MetricFact<T, L[number], D> {
  return {
    type,
    help,
    anyValue: anyValue ?? [],
    domains: domains ?? (none as D), // the default of the callers' type parameter
    ...details,
  };
}

/** Facts of which the source promises that they stay as they are. */
export function stable<F extends Facts>(facts: F): F {
  const marked = Object.entries(facts).map(([name, each]) => [name, { ...each, stability: 'stable' }]);
  return Object.fromEntries(marked) as F; // the same keys, the same types
}

/** Facts that their source may change with the next version. */
export function experimental<F extends Facts>(facts: F): F {
  const marked = Object.entries(facts).map(([name, each]) => [name, { ...each, stability: 'experimental' }]);
  return Object.fromEntries(marked) as F; // the same keys, the same types
}
