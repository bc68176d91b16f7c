import type { LabelDomain } from '../../contract/domain';
import {
  declareExternalMetric,
  declareOwnMetric,
  type DeclaredMetric,
  type MetricDeclaration,
} from '../../contract/metric';
import type { StatedBound } from '../../contract/stated-bound';
import type { Facts, FactType, MetricFact } from '../../packs/fact';
import type { Pack } from '../../packs/pack';
import { entriesOf, kindOf, partOf } from '../../problem/read';
import { defined } from '../../problem/defined';
import { closed } from '../flow/labels';
import { unitOf, type KnownMetric } from '../flow/known-metrics';
import { histogramOf, type Histogram, type HistogramOptions } from './histogram';
import { ofTarget } from './metric';
import { optionsOf } from './metric-options';
import { metric, type Metric } from './selector';

/** The labels that every scrape adds, whoever is scraped. */
type ScrapeLabel = 'instance' | 'job';

/** A histogram that something else exposes: its series, of which nobody has fixed the buckets. */
export interface ExternalHistogram<D> {
  /** `…_bucket`: how many observations were at most `le`, cumulated. */
  readonly bucket: Metric<D & { readonly le: LabelDomain }, 'buckets', ScrapeLabel>;

  /** `…_count`: how many observations there were. */
  readonly count: Metric<D, 'counter', ScrapeLabel>;

  /** `…_sum`: the sum of all observations. */
  readonly sum: Metric<D, 'counter', ScrapeLabel>;
}

/** The labels of a metric of others with their domains, as far as they are fixed. */
type Labels<N extends string, D> = Readonly<Record<N, LabelDomain>> & D;

/** What a metric of a pack is, that something else exposes. */
export type ExternalPiece<F> =
  F extends MetricFact<infer T, infer N, infer D>
    ? T extends 'counter' | 'gauge'
      ? Metric<Labels<N, D>, T, ScrapeLabel>
      : ExternalHistogram<Labels<N, D>>
    : never;

/** The domains that a user has to state, and may state otherwise. */
type Stated<N extends string, D> = Readonly<Record<N, LabelDomain>> & {
  readonly [L in keyof D]?: LabelDomain;
};

/** What a metric of a pack is, that the service exposes itself: with a label of which nobody knows the bound, a function of the bound. */
export type OwnPiece<F> =
  F extends MetricFact<infer T, infer N, infer D>
    ? T extends 'counter' | 'gauge'
      ? [N] extends [never]
        ? Metric<D, T>
        : <const S extends Stated<N, D>>(
            domains: S,
            bound?: StatedBound<NoInfer<(keyof S | keyof D) & string>>,
          ) => Metric<Omit<D, keyof S> & S, T>
      : T extends 'histogram'
        ? <const S extends Stated<N, D>, const B extends readonly number[]>(
            domains: S,
            options: HistogramOptions<B, NoInfer<(keyof S | keyof D) & string>>,
          ) => Histogram<Omit<D, keyof S> & S, B>
        : never
    : never;

/** The names of those metrics that a contract can hold. */
type Declarable<F extends Facts> = {
  readonly [N in keyof F]: F[N]['type'] extends 'summary' ? never : N;
}[keyof F];

/** The metrics of a pack that something else exposes, by their names. */
export type ExternalPieces<F extends Facts> = { readonly [N in keyof F]: ExternalPiece<F[N]> };

/** The metrics of a pack that the service exposes itself, by their names. */
export type OwnPieces<F extends Facts> = { readonly [N in Declarable<F>]: OwnPiece<F[N]> };

/** The metrics of a pack, each made when it is first asked for. */
export function externalPieces<const F extends Facts>(pack: Pack<F, 'external'>): ExternalPieces<F> {
  return lazily(pack.facts, externalPiece) as ExternalPieces<F>; // by the type of each fact
}

/** The metrics of a pack, each made when it is first asked for. */
export function ownPieces<const F extends Facts>(pack: Pack<F, 'own'>): OwnPieces<F> {
  const facts = Object.entries(pack.facts).filter(([, { type }]) => type !== 'summary');
  return lazily(Object.fromEntries(facts), ownPiece) as OwnPieces<F>; // by the type of each fact
}

function lazily(
  facts: Facts,
  pieceOf: (name: string, fact: MetricFact) => unknown,
): Readonly<Record<string, unknown>> {
  const pieces = {};
  for (const [name, fact] of Object.entries(facts)) {
    let piece: unknown;
    const get = (): unknown => (piece ??= pieceOf(name, fact));
    Object.defineProperty(pieces, name, { enumerable: true, get });
  }
  return Object.freeze(pieces);
}

function externalPiece(name: string, fact: MetricFact): unknown {
  const labels = labelsOf(fact);
  if (isPlain(fact.type)) return external(name, fact.type, fact, labels);
  const { unit: _, ...counting } = fact;
  const histogram: ExternalHistogram<object> = {
    bucket: external(`${name}_bucket`, 'buckets', fact, [...labels, 'le']),
    count: external(`${name}_count`, 'counter', counting, labels),
    sum: external(`${name}_sum`, 'counter', fact, labels),
  };
  return Object.freeze(histogram);
}

function isPlain(type: FactType): type is 'counter' | 'gauge' {
  return type === 'counter' || type === 'gauge';
}

function labelsOf({ anyValue, domains }: MetricFact): readonly string[] {
  return [...anyValue, ...Object.keys(domains)];
}

/** A series that something else exposes. It is bound to the namespace of a rule's target where it has that label. */
function external<D, K extends 'counter' | 'gauge' | 'buckets'>(
  name: string,
  kind: K,
  { help, unit }: Pick<MetricFact, 'help' | 'unit'>,
  labels: readonly string[],
): Metric<D, K, ScrapeLabel> {
  const type = kind === 'gauge' ? 'gauge' : 'counter';
  const declaration = declareExternalMetric({ type, name, help, labels, unit });
  const known: KnownMetric = {
    kind,
    labels: closed([...labels, 'instance', 'job']),
    ...defined({ unit: unitOf({ name, type, ...defined({ unit }) }) }),
  };
  const scope = labels.includes('namespace') ? 'namespace' : 'global';
  const subject = { name, scope, metrics: new Map([[name, known]]) } as const;
  return metric(declaration, subject, { matchers: [], flaws: declaration.problems });
}

function ownPiece(name: string, fact: MetricFact): unknown {
  const { type, help, unit, anyValue, domains } = fact;
  if (!isPlain(type)) {
    return (stated: unknown, options: unknown): DeclaredMetric =>
      histogramOf(
        declareOwnMetric({
          ...optionsOf(options),
          type: 'histogram',
          name,
          help,
          labels: withStated(fact, stated),
          buckets: partOf(options, 'buckets'),
          unit,
          isGivenName: true,
        }),
      );
  }
  const given = (labels: unknown, bound?: unknown): MetricDeclaration =>
    declareOwnMetric({ ...optionsOf(bound), type, name, help, labels, unit, isGivenName: true });
  if (anyValue.length === 0) return ofTarget(given(domains));
  return (stated: unknown, bound: unknown): DeclaredMetric =>
    ofTarget(given(withStated(fact, stated), bound));
}

/** The labels of a metric, of which the user has stated some. */
function withStated({ anyValue, domains }: MetricFact, stated: unknown): unknown {
  const given = kindOf(stated) === 'object' ? (entriesOf(stated) ?? []) : [];
  const unstated = Object.fromEntries(anyValue.map((label) => [label, undefined]));
  return { ...unstated, ...domains, ...Object.fromEntries(given.map(({ key, value }) => [key, value])) };
}
