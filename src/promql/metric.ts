import { formatDuration, parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import type { Bounded, LabelDomain, LabelDomains } from '../contract/domain';
import {
  checkExternal,
  declareOwnMetric,
  type DeclaredMetric,
  type MetricDeclaration,
  type MetricType,
} from '../contract/metric';
import type { CounterName, GaugeName, LabelNames } from '../contract/name-types';
import { targetLabels, type TargetLabel } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describe, kindOf, readEntry } from '../problem/read';
import type { Matcher, VectorSelector } from './ast';
import { spellingsOfBound } from './decimal';
import type { Flow, Kind } from './flow';
import { closed, textsOf, type LabelSet } from './labels';
import { matchersOf, type Matchable, type Matches, type NotEmpty } from './match';
import { patternOfValues } from './regex';
import { range, vector, type Range, type Vector } from './vector';

/**
 * A metric, and a selector of its series: an instant vector by itself, narrowed by `where`, moved by `offset`, and a
 * range vector by `over`.
 *
 * @typeParam D its labels with their domains
 * @typeParam K counter, gauge or buckets
 * @typeParam T the labels that its target adds
 */
export interface Metric<D, K extends Kind = Kind, T extends string = TargetLabel>
  extends Vector<(keyof D & string) | T, K>, DeclaredMetric {
  /** Only a type: the domains. */
  readonly domains?: D;

  /**
   * Only the series that match. Called twice, both have to match.
   *
   * @example
   * requests.where({ status: /5../, method: { not: 'GET' } })
   */
  where<P extends keyof Matches<D, T>>(matches: Pick<Matches<D, T>, P> & NotEmpty<P>): Metric<D, K, T>;

  /** The value so long ago. */
  offset(ago: Duration): Metric<D, K, T>;

  /** The samples of a window up to now. */
  over(window: Duration): Range<(keyof D & string) | T, K>;
}

/** A histogram: its buckets, count and sum are metrics of their own. */
export interface Histogram<D, B extends readonly number[] = readonly number[]> extends DeclaredMetric {
  /** Only a type: the domains. */
  readonly domains?: D;

  /** `…_bucket`: how many observations were at most `le`, cumulated. */
  readonly bucket: Metric<D & { readonly le: Bounded }, 'buckets'>;

  /** `…_count`: how many observations there were. */
  readonly count: Metric<D, 'counter'>;

  /** `…_sum`: the sum of all observations. */
  readonly sum: Metric<D, 'counter'>;

  /**
   * How many observations were at most `bound`: the bucket of that bound, in every spelling that clients and Prometheus
   * versions give it.
   */
  under(bound: B[number]): Metric<D & { readonly le: Bounded }, 'counter'>;
}

/** What a counter or gauge may say beside its name, help and labels. */
export interface MetricOptions {
  /**
   * The unit of its values, a word in the plural: `seconds`, `bytes`. The name must end with it.
   *
   * @default - the unit that the name ends with, if it is a common one
   */
  readonly unit?: string;
}

/** What a histogram must say beside its name, help and labels. */
export interface HistogramOptions<B extends readonly number[]> extends MetricOptions {
  /** The upper bounds of its buckets, ascending, without `+Inf`. */
  readonly buckets: B;
}

/**
 * A counter that the service exposes.
 *
 * @param name ends in `_total`
 * @param help what it counts
 * @param labels each with its domain: a label without a bound cannot be declared
 * @example
 * const requests = counter('shop_orders_total', 'Orders received', { channel: ['web', 'app'], country: { max: 40 } });
 */
export function counter<const N extends string, const D extends LabelDomains>(
  name: CounterName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: MetricOptions = {},
): Metric<D, 'counter'> {
  const declaration = declareOwnMetric({ type: 'counter', name, help, labels, ...unitOf(options) });
  return metric(declaration, declaration.name, 'counter', ownLabels(declaration), declaration.labels);
}

/**
 * A gauge that the service exposes.
 *
 * @param name has no suffix of a counter or histogram
 * @param help what it measures
 * @param labels each with its domain
 */
export function gauge<const N extends string, const D extends LabelDomains>(
  name: GaugeName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: MetricOptions = {},
): Metric<D, 'gauge'> {
  const declaration = declareOwnMetric({ type: 'gauge', name, help, labels, ...unitOf(options) });
  return metric(declaration, declaration.name, 'gauge', ownLabels(declaration), declaration.labels);
}

/**
 * A histogram with classic buckets that the service exposes.
 *
 * @param name has no suffix: `_bucket`, `_sum` and `_count` are added by the client
 * @param help what it observes
 * @param labels each with its domain
 */
export function histogram<
  const N extends string,
  const D extends LabelDomains,
  const B extends readonly number[],
>(
  name: GaugeName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: HistogramOptions<B>,
): Histogram<D, B> {
  const declaration = declareOwnMetric({
    type: 'histogram',
    name,
    help,
    labels,
    buckets: optionOf(options, 'buckets'),
    ...unitOf(options),
  });
  const own = ownLabels(declaration);
  const buckets = declaration.buckets ?? [];
  const withLe = { ...declaration.labels, le: { max: buckets.length + 1 } };
  const bucketLabels = closed([...own.names, 'le']);
  const bucketName = `${declaration.name}_bucket`;
  return {
    declaration,
    bucket: metric(declaration, bucketName, 'buckets', bucketLabels, withLe),
    count: metric(declaration, `${declaration.name}_count`, 'counter', own, declaration.labels),
    sum: metric(declaration, `${declaration.name}_sum`, 'counter', own, declaration.labels),
    under: (bound) => {
      const problems = buckets.includes(bound) ? [] : [noBucket(declaration.name, bound, buckets)];
      return metric(declaration, bucketName, 'counter', bucketLabels, withLe, {
        matchers: Number.isFinite(bound) ? [boundMatcher(bound)] : [],
        problems,
      });
    },
  };
}

/**
 * Whether a target could be scraped: 1 or 0 for each. Prometheus writes it itself.
 *
 * @see https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 */
export const up: Metric<object, 'gauge'> = metric(
  {
    name: 'up',
    type: 'gauge',
    help: 'Whether the target could be scraped',
    labels: {},
    origin: 'scrape',
    problems: [],
  },
  'up',
  'gauge',
  closed(targetLabels),
  {},
);

/**
 * A metric that something else exposes, such as cAdvisor. Its labels are those named, with any value. One that has the label
 * `namespace` is bound to the namespace of the rule's target; the rest an expression joins itself.
 *
 * @param labels the labels that may be used, those of its own target included
 */
export function external<const L extends string, const T extends 'counter' | 'gauge'>(
  name: string,
  type: T,
  help: string,
  labels: readonly L[],
): Metric<Readonly<Record<L, LabelDomain>>, T, never> {
  const problems = checkExternal(name, labels);
  const known = typeof name === 'string' ? name : '';
  const declaration: MetricDeclaration = {
    name: known,
    type: type satisfies MetricType,
    help,
    labels: {},
    origin: 'external',
    problems,
  };
  // nobody else reports what is wrong with a metric that is in no contract
  return metric(declaration, known, type, closed(textsOf(labels) ?? []), {}, { matchers: [], problems });
}

function ownLabels(declaration: MetricDeclaration): LabelSet {
  return closed([...Object.keys(declaration.labels), ...targetLabels]);
}

function unitOf(options: MetricOptions): { readonly unit?: unknown } {
  return { unit: optionOf(options, 'unit') };
}

/** An option, where there are options: what a caller gives may be anything. */
function optionOf(options: unknown, key: string): unknown {
  return kindOf(options) === 'object' ? readEntry(options as object, key).value : undefined; // of kind 'object'
}

function noBucket(name: string, bound: unknown, buckets: readonly number[]): Problem {
  return error(
    'TYP107',
    `${describe(bound)} is no bucket of '${name}', whose buckets are ${buckets.join(', ')}`,
  );
}

/** One bucket, however its bound is spelt. */
function boundMatcher(bound: number): Matcher {
  const spellings = spellingsOfBound(bound);
  const [only] = spellings;
  return spellings.length === 1 && only !== undefined
    ? { label: 'le', operator: '=', value: only }
    : { label: 'le', operator: '=~', value: patternOfValues(spellings).source };
}

/** What `where` and `offset` have added to a selector. */
interface Narrowed {
  readonly matchers: readonly Matcher[];
  readonly problems: readonly Problem[];
  readonly offset?: number;
}

/** A metric as a selector. The labels and the kind of its type are those given as values. */
function metric<D, K extends Kind, T extends string>(
  declaration: MetricDeclaration,
  name: string,
  kind: K,
  labels: LabelSet,
  domains: LabelDomains,
  narrowed: Narrowed = { matchers: [], problems: [] },
): Metric<D, K, T> {
  const { matchers, problems, offset = 0 } = narrowed;
  const scope =
    declaration.origin !== 'external' ? 'target' : labels.names.has('namespace') ? 'namespace' : 'global';
  const selector: VectorSelector = { type: 'selector', name, matchers, offset, scope };
  const flow: Flow = { shape: 'instant vector', kind, labels };
  const narrow = (more: Partial<Narrowed>): Metric<D, K, T> =>
    metric(declaration, name, kind, labels, domains, { ...narrowed, ...more });
  const matchable: Matchable = { name, labels, domains };
  return {
    ...vector<(keyof D & string) | T, K>(selector, flow, problems),
    declaration,
    where: (matches) => {
      const added = matchersOf(matchable, matches);
      return narrow({
        matchers: [...matchers, ...added.matchers],
        problems: [...problems, ...added.problems],
      });
    },
    offset: (ago) => {
      const read = readDuration(ago, 'offset', name);
      return narrow({ offset: read.milliseconds, problems: [...problems, ...read.problems] });
    },
    over: (window) => {
      const read = readDuration(window, 'window', name);
      return range(
        { type: 'range', selector, window: read.milliseconds },
        { ...flow, shape: 'range vector' },
        [...problems, ...read.problems],
      );
    },
  };
}

function readDuration(
  text: unknown,
  what: string,
  metricName: string,
): { readonly milliseconds: number; readonly problems: readonly Problem[] } {
  const milliseconds = typeof text === 'string' ? parseDuration(text) : undefined;
  if (milliseconds !== undefined && milliseconds > 0) return { milliseconds, problems: [] };
  return {
    milliseconds: 1,
    problems: [
      error('PQL002', `${what} (${describe(text)}) of '${metricName}' must be a duration longer than 0`, {
        fix: `write a number and a unit, such as '${formatDuration(300_000)}'`,
      }),
    ],
  };
}
