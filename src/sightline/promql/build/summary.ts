import type { Bounded, LabelDomains } from '../../contract/domain';
import { declareOwnMetric, type DeclaredMetric, type MetricDeclaration } from '../../contract/metric';
import type { GaugeName, LabelNames } from '../../contract/name-types';
import type { TargetLabel } from '../../contract/target-labels';
import { made } from '../../problem/made';
import { error } from '../../problem/problems';
import { describe, partOf } from '../../problem/read';
import type { Matcher } from '../syntax/ast';
import { optionsOf, type MetricOptions } from './metric-options';
import { numberMatcher } from './number-matcher';
import { metric, type Metric } from './selector';
import { subjectOf, targetSource, type Source } from './source';

/**
 * A summary: the quantiles that each pod has calculated itself, and the count and the sum of its observations. Quantiles of several pods do not
 * add up to anything: show each, or the greatest.
 *
 * @typeParam D its labels with their domains
 * @typeParam Q its quantiles
 * @typeParam T the labels that its target adds
 */
export interface Summary<
  D,
  Q extends readonly number[] = readonly number[],
  T extends string = TargetLabel,
> extends DeclaredMetric {
  /** Only a type: the domains. */
  readonly domains?: D;

  /** All quantiles, told apart by the label `quantile`. */
  readonly quantiles: Metric<D & { readonly quantile: Bounded }, 'gauge', T>;

  /** `…_count`: how many observations there were. */
  readonly count: Metric<D, 'counter', T>;

  /** `…_sum`: the sum of all observations. */
  readonly sum: Metric<D, 'counter', T>;

  /** One of its quantiles, as each pod has calculated it over a window of its own. */
  quantile(quantile: Q[number]): Metric<D & { readonly quantile: Bounded }, 'gauge', T>;
}

/** What a summary must say beside its name, help and labels. */
export interface SummaryOptions<
  Q extends readonly number[],
  L extends string = string,
> extends MetricOptions<L> {
  /** Its quantiles, ascending, each from 0 to 1; `[]` for a summary that only counts and sums up, as that of the Python client. */
  readonly quantiles: Q;
}

/**
 * A summary that the service exposes.
 *
 * @param name has no suffix: `_sum` and `_count` are added by the client
 * @param help what it observes
 * @param labels each with its domain
 */
export function summary<
  const N extends string,
  const D extends LabelDomains,
  const Q extends readonly number[],
>(
  name: GaugeName<N>,
  help: string,
  labels: D & LabelNames<D>,
  options: SummaryOptions<Q, NoInfer<keyof D & string>>,
): Summary<D, Q> {
  const quantiles = partOf(options, 'quantiles');
  return summaryOf(
    declareOwnMetric({ ...optionsOf(options), type: 'summary', name, help, labels, quantiles }),
  );
}

/** The series of a summary that is declared. */
export function summaryOf<D, Q extends readonly number[], T extends string = TargetLabel>(
  declaration: MetricDeclaration,
  source: Source = targetSource(declaration),
): Summary<D, Q, T> {
  const { name, quantiles } = declaration;
  const { flaws } = source;
  const ofQuantiles = (matchers: readonly Matcher[], wrong = flaws) =>
    metric<D & { readonly quantile: Bounded }, 'gauge', T>(declaration, subjectOf(name, source), {
      matchers,
      flaws: wrong,
    });
  const part = (suffix: string) =>
    metric<D, 'counter', T>(declaration, subjectOf(`${name}_${suffix}`, source), { matchers: [], flaws });
  const whole: Summary<D, Q, T> = {
    declaration,
    quantiles: ofQuantiles([]),
    count: part('count'),
    sum: part('sum'),
    quantile: (quantile) => {
      if (Number.isFinite(quantile) && (quantiles?.includes(quantile) ?? true))
        return ofQuantiles([numberMatcher('quantile', quantile)]);
      const has = quantiles === undefined || quantiles.length === 0 ? 'none' : quantiles.join(', ');
      const message = `${describe(quantile)} is no quantile of summary '${name}', whose quantiles are ${has}`;
      return ofQuantiles([], [...flaws, error('TYP107', message)]);
    },
  };
  return Object.freeze(made('summary', made('declared metric', whole)));
}
