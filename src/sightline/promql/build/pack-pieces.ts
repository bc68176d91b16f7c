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
import { histogramOf, type Histogram, type HistogramOptions } from './histogram';
import { ofTarget } from './metric';
import { optionsOf } from './metric-options';
import { metric, type Metric } from './selector';
import { externalSource, subjectOf } from './source';
import { summaryOf, type Summary } from './summary';

/** The labels that every scrape adds, whoever is scraped. */
type ScrapeLabel = 'instance' | 'job';

/** The labels of a metric of others with their domains, as far as they are fixed. */
type Labels<N extends string, D> = Readonly<Record<N, LabelDomain>> & D;

/** What a metric of a pack is, that something else exposes. */
export type ExternalPiece<F> =
  F extends MetricFact<infer T, infer N, infer D>
    ? T extends 'counter' | 'gauge'
      ? Metric<Labels<N, D>, T, ScrapeLabel>
      : T extends 'histogram'
        ? Histogram<Labels<N, D>, readonly number[], ScrapeLabel>
        : Summary<Labels<N, D>, readonly number[], ScrapeLabel>
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
        : [N] extends [never]
          ? Summary<D>
          : <const S extends Stated<N, D>>(
              domains: S,
              bound?: StatedBound<NoInfer<(keyof S | keyof D) & string>>,
            ) => Summary<Omit<D, keyof S> & S>
    : never;

/** The metrics of a pack that something else exposes, by their names. */
export type ExternalPieces<F extends Facts> = { readonly [N in keyof F]: ExternalPiece<F[N]> };

/** The metrics of a pack that the service exposes itself, by their names. */
export type OwnPieces<F extends Facts> = { readonly [N in keyof F]: OwnPiece<F[N]> };

/** The metrics of a pack, each made when it is first asked for. */
export function externalPieces<const F extends Facts>(pack: Pack<F, 'external'>): ExternalPieces<F> {
  return lazily(pack.facts, externalPiece) as ExternalPieces<F>; // by the type of each fact
}

/** The metrics of a pack, each made when it is first asked for. */
export function ownPieces<const F extends Facts>(pack: Pack<F, 'own'>): OwnPieces<F> {
  return lazily(pack.facts, ownPiece) as OwnPieces<F>; // by the type of each fact
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

/** What something else exposes. It is bound to the namespace of a rule's target where it has that label. */
function externalPiece(name: string, fact: MetricFact): unknown {
  const { type, help, unit, buckets, quantiles } = fact;
  const labels = [...labelsOf(fact), 'instance', 'job'];
  const declaration = declareExternalMetric({ type, name, help, labels, unit, buckets, quantiles });
  const source = externalSource(declaration, labels);
  switch (type) {
    case 'histogram':
      return histogramOf(declaration, source);
    case 'summary':
      return summaryOf(declaration, source);
    default:
      return metric(declaration, subjectOf(name, source), { matchers: [], flaws: source.flaws });
  }
}

function labelsOf({ anyValue, domains }: MetricFact): readonly string[] {
  return [...anyValue, ...Object.keys(domains)];
}

function ownPiece(name: string, fact: MetricFact): unknown {
  const { type, help, unit, anyValue, domains, quantiles = [] } = fact;
  const given = (labels: unknown, options?: unknown): MetricDeclaration => {
    const buckets = partOf(options, 'buckets');
    const stated = { ...optionsOf(options), ...(type === 'histogram' ? { buckets } : { quantiles }) };
    return declareOwnMetric({ ...stated, type, name, help, labels, unit, isGivenName: true });
  };
  const piece = pieceMaker(type);
  if (anyValue.length === 0 && type !== 'histogram') return piece(given(domains));
  return (stated: unknown, options: unknown): DeclaredMetric =>
    piece(given(withStated(fact, stated), options));
}

function pieceMaker(type: FactType): (declaration: MetricDeclaration) => DeclaredMetric {
  switch (type) {
    case 'histogram':
      return histogramOf;
    case 'summary':
      return (declaration) => summaryOf(declaration);
    default:
      return (declaration) => ofTarget(declaration);
  }
}

/** The labels of a metric, of which the user has stated some. */
function withStated({ anyValue, domains }: MetricFact, stated: unknown): unknown {
  const given = kindOf(stated) === 'object' ? (entriesOf(stated) ?? []) : [];
  const unstated = Object.fromEntries(anyValue.map((label) => [label, undefined]));
  return { ...unstated, ...domains, ...Object.fromEntries(given.map(({ key, value }) => [key, value])) };
}
