import { defined } from '../../problem/defined';
import type { LabelDomain } from '../../contract/domain';
import type { DeclaredMetric, MetricDeclaration } from '../../contract/metric';
import type { TargetLabel } from '../../contract/target-labels';
import { made } from '../../problem/made';
import type { Problem } from '../../problem/problem';
import type { Edges, Length, Matcher, Moment, Node, VectorSelector } from '../syntax/ast';
import type { AnyDuration } from './calculated';
import type { Kind } from '../flow/flow';
import { matchersOf, type Matches, type SomeOf } from './match';
import { readDuration, readEdges, readMoment } from './read-time';
import { range, vector, type Edged, type Parts, type Range, type Vector } from './vector';

/**
 * A selector of series: an instant vector by itself, narrowed by `where`, moved by `offset` and `at`, and a range vector by
 * `over`.
 *
 * @typeParam D their labels with their domains
 * @typeParam K what their samples mean
 * @typeParam T the labels that their target adds
 */
export interface Selector<D, K extends Kind = Kind, T extends string = never> extends Vector<
  (keyof D & string) | T,
  K
> {
  readonly kind: K; // first, so that the compiler says of a gauge in place of a counter that it is one, and nothing else

  /** Only a type: the domains. */
  readonly domains?: D;

  /**
   * Only the series that match. Called twice, both have to match.
   *
   * @example
   * requests.where({ status: /5../, method: { not: 'GET' } })
   */
  where<const G extends Matches<D, T>>(matches: SomeOf<Matches<D, T>, G>): Selector<D, K, T>;

  /** The value so long ago. */
  offset(ago: AnyDuration): Selector<D, K, T>;

  /**
   * The value at one moment, whatever moment is evaluated.
   *
   * @param moment seconds since 1970, or the `start` or `end` of the query's range
   */
  at(moment: number | 'start' | 'end'): Selector<D, K, T>;

  /**
   * The value at the moment that is evaluated, on the line between the samples before and behind it. From 3.16 on; in 3.7 to 3.15 with
   * the feature `promql-extended-range-selectors`.
   */
  smoothed(): Selector<D, K, T>;

  /**
   * The samples of a window up to now, of which the edges are filled in: `anchored` by the sample before, so that the increase of a counter is
   * a whole number; `smoothed` by values between the samples before and behind, of which a rule has none behind. From 3.16 on; in 3.7 to 3.15 with the
   * feature `promql-extended-range-selectors`.
   */
  over<const E extends Edges>(window: AnyDuration, edges: E): Range<(keyof D & string) | T, K> & Edged<E>;

  /** The samples of a window up to now. */
  over(window: AnyDuration): Range<(keyof D & string) | T, K>;
}

/**
 * A metric, and a selector of its series.
 *
 * @typeParam D its labels with their domains
 * @typeParam K counter, gauge or buckets
 * @typeParam T the labels that its target adds
 */
export interface Metric<D, K extends Kind = Kind, T extends string = TargetLabel>
  extends Selector<D, K, T>, DeclaredMetric {
  readonly kind: K; // first, as there
  where<const G extends Matches<D, T>>(matches: SomeOf<Matches<D, T>, G>): Metric<D, K, T>;
  offset(ago: AnyDuration): Metric<D, K, T>;
  smoothed(): Metric<D, K, T>;
  at(moment: number | 'start' | 'end'): Metric<D, K, T>;
}

/** What `where`, `offset`, `at` and `smoothed` have added to a selector. */
export interface Narrowed {
  readonly matchers: readonly Matcher[];
  readonly flaws: readonly Problem[];
  readonly offset?: Length;
  readonly at?: Moment;
  readonly edges?: Edges;
}

/** Which series a selector is about. */
export interface Subject extends Pick<Parts, 'metrics'> {
  readonly name: string;
  readonly scope: VectorSelector['scope'];
}

const notNarrowed: Narrowed = { matchers: [], flaws: [] };

/**
 * A metric as a selector. The labels and the kind of its type are those that `metrics` say.
 *
 * @param more what the whole metric has beside that, and no part of it
 */
export function metric<D, K extends Kind, T extends string, M extends object = object>(
  declaration: MetricDeclaration,
  subject: Subject,
  narrowed: Narrowed = notNarrowed,
  more?: M,
): Metric<D, K, T> & M {
  const again = (less: Narrowed): Metric<D, K, T> => metric(declaration, subject, less);
  const own = { declaration, ...more } as DeclaredMetric & M; // both parts of it
  return made(
    'declared metric',
    parts<D, K, T, Metric<D, K, T>, DeclaredMetric & M>(subject, narrowed, again, own),
  );
}

/** Series that a rule records, as a selector. The labels of its type are those given. */
export function recordedSelector<L extends string, K extends Kind>(
  subject: Subject,
  narrowed: Narrowed = notNarrowed,
): Selector<Readonly<Record<L, LabelDomain>>, K> {
  const again = (more: Narrowed): Selector<Readonly<Record<L, LabelDomain>>, K> =>
    recordedSelector(subject, more);
  return parts(subject, narrowed, again, {});
}

/** What every selector has. `again` makes one of the same kind that is narrower. */
function parts<D, K extends Kind, T extends string, S, M extends object>(
  { name, scope, metrics }: Subject,
  narrowed: Narrowed,
  again: (narrowed: Narrowed) => S,
  more: M,
): M &
  Vector<(keyof D & string) | T, K> & {
    where(matches: unknown): S;
    offset(ago: unknown): S;
    at(moment: unknown): S;
    smoothed(): S;
    over<const E extends Edges>(window: unknown, edges?: E): Range<(keyof D & string) | T, K> & Edged<E>;
  } {
  const { matchers, flaws, offset = 0, at, edges: own } = narrowed;
  const selector: VectorSelector = {
    type: 'selector',
    name,
    matchers,
    offset,
    ...defined({ at }),
    scope,
    ...defined({ edges: own }),
  };
  const methods = {
    where: (matches: unknown) => {
      const added = matchersOf(name, matches);
      return again({
        ...narrowed,
        matchers: [...matchers, ...added.matchers],
        flaws: [...flaws, ...added.problems],
      });
    },
    offset: (ago: unknown) => {
      const read = readDuration(ago, 'offset', name);
      return again({ ...narrowed, offset: read.length, flaws: [...flaws, ...read.problems] });
    },
    at: (moment: unknown) => {
      const read = readMoment(moment, name);
      return again({ ...narrowed, at: read.moment, flaws: [...flaws, ...read.problems] });
    },
    smoothed: () => again({ ...narrowed, edges: 'smoothed' }),
    over: <const E extends Edges>(window: unknown, given?: E) => {
      const read = readDuration(window, 'window', name);
      const { edges = own, problems: wrong } = readEdges(given, name);
      const about: VectorSelector = edges === undefined ? selector : { ...selector, edges };
      const node: Node = { type: 'range', selector: about, window: read.length };
      const samples = range<(keyof D & string) | T, K>(
        { node, metrics, flaws: [...flaws, ...read.problems, ...wrong] },
        edges === undefined ? {} : { edges },
      );
      // without edges the type that the caller sees has none
      return samples as typeof samples & Edged<E>;
    },
  };
  return vector<(keyof D & string) | T, K, typeof methods & M>(
    { node: selector, metrics, flaws },
    { ...methods, ...more },
  );
}
