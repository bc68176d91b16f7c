import type { LabelDomain } from '../contract/domain';
import { declareOwnMetric, type MetricDeclaration, type MetricInput } from '../contract/metric';
import type { MetricType } from '../contract/metric-type';
import { unitOfName } from '../contract/unit';
import { packData } from '../packs/all-packs';
import type { Pack } from '../packs/pack';
import { servicePackOf } from '../packs/runtime-metrics';
import { seriesPerPod } from '../contract/series-bound';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { checkMetric } from '../verify/verify-exposition';
import { boundFor } from './label-groups';
import type { ObservedMetric } from './observe';

/** How a metric is declared. */
export interface Declared {
  readonly declaration: MetricDeclaration;

  /** `own`: by the rules for good names; `given`: under a name of others (`thirdParty`); `pack`: as a pack has it. */
  readonly form: 'own' | 'given' | 'pack';

  /**
   * The pack that has it.
   *
   * @default - no pack
   */
  readonly pack?: string;

  /**
   * The labels to state, of a metric of a pack: it knows the others.
   *
   * @default - all of them
   */
  readonly stated?: readonly string[];
}

/** A declaration, or why a metric can't have one. */
export type Candidate = Declared | { readonly why: string };

/** What a contract says of a metric whose page says nothing. */
export const unknownHelp = 'The page does not say';

const types: Readonly<Record<string, MetricType>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
};

/** More series than this in one pod are asked about by the library, so that it is better stated how many there are. */
const manySeries = 10_000;

/**
 * The declaration of a metric that every page which has it is verified against. It is made by the library itself, so what the library refuses, or
 * what a page would deviate from, is said in its own words.
 *
 * @param domains the domain of each of its labels
 */
export function candidateOf(
  metric: ObservedMetric,
  domains: Readonly<Record<string, LabelDomain>>,
): Candidate {
  const [named, ...others] = metric.types;
  if (others.length > 0)
    return { why: `pages differ in the type (${metric.types.map((type) => type ?? 'none').join(', ')})` };
  const type = Object.hasOwn(types, named ?? '') ? types[named ?? ''] : undefined;
  if (type === undefined) return { why: untyped(named) };
  if (metric.series === 0) return { why: 'announced without a value, so that nobody sees the labels' };
  const input: MetricInput = {
    // pages of text show no more of a native histogram than a bucket for all
    type: type === 'histogram' && metric.buckets.length === 0 ? 'native histogram' : type,
    name: metric.name,
    help: metric.help ?? unknownHelp,
    labels: domains,
    ...(type === 'histogram' && metric.buckets.length > 0 ? { buckets: metric.buckets } : {}),
    ...(type === 'summary' ? { quantiles: metric.quantiles } : {}),
    ...(metric.unit === undefined || metric.unit === unitOfName(metric.name) ? {} : { unit: metric.unit }),
  };
  const packed = ofPack(metric, input, domains);
  if (packed !== undefined) return packed;
  const own = declareOwnMetric(input);
  if (own.problems.length === 0)
    return verified(metric, { declaration: bounded(metric, input), form: 'own' });
  const givenInput = { ...input, isGivenName: true };
  const given = declareOwnMetric(givenInput);
  const [problem] = given.problems;
  if (problem !== undefined) return { why: refusal(problem) };
  return verified(metric, { declaration: bounded(metric, givenInput), form: 'given' });
}

/** The same with the number of its series, where what follows from its domains is more than anybody wants. */
function bounded({ series }: ObservedMetric, input: MetricInput): MetricDeclaration {
  const declaration = declareOwnMetric(input);
  if (seriesPerPod(declaration) <= manySeries) return declaration;
  return declareOwnMetric({ ...input, maxSeries: boundFor(series) });
}

function untyped(type: string | undefined): string {
  return type === undefined || type === 'untyped' || type === 'unknown'
    ? 'no type on the page says whether these are counters or gauges'
    : `no contract holds metrics of the type '${type}'`;
}

/** The sentence of a problem with its fix, which says what the library would have instead. */
function refusal({ message, fix }: Problem): string {
  return fix === undefined ? message : `${message}; ${fix}`;
}

/** Whether every page is as the declaration says. */
function verified(metric: ObservedMetric, declared: Declared): Candidate {
  for (const { metric: onPage, format } of metric.pages) {
    const problem = checkMetric(declared.declaration, onPage, format).find(
      ({ severity }) => severity === 'error',
    );
    if (problem !== undefined) return { why: problem.message };
  }
  return declared;
}

/** The metric as a pack has it, where it is the same on the page: versions and settings differ. */
function ofPack(
  metric: ObservedMetric,
  input: MetricInput,
  domains: Readonly<Record<string, LabelDomain>>,
): Declared | undefined {
  const { name, labels, pages } = metric;
  const key = servicePackOf(name);
  if (key === undefined) return undefined;
  const pack: Pack = packData[key];
  const fact = pack.facts[name];
  if (fact === undefined || fact.type !== input.type) return undefined;
  if (![...fact.anyValue, ...Object.keys(fact.domains)].every((label) => labels.has(label))) return undefined;
  const needed = [...labels.keys()].filter((label) => !Object.hasOwn(fact.domains, label));
  const isCalled = fact.anyValue.length > 0 || fact.type === 'histogram';
  // first with all that the pack knows, then without
  for (const stated of [needed, [...labels.keys()]]) {
    if (!isCalled && stated.length > 0) return undefined;
    const { type, help, unit, quantiles = [] } = fact;
    const asInPack: MetricInput = {
      ...{ type, name, help, unit, isGivenName: true },
      labels: { ...fact.domains, ...Object.fromEntries(stated.map((label) => [label, domains[label]])) },
      ...(type === 'histogram' ? { buckets: input.buckets } : {}),
      ...(type === 'summary' ? { quantiles } : {}),
    };
    const declaration = isCalled ? bounded(metric, asInPack) : declareOwnMetric(asInPack);
    const fits = (each: (typeof pages)[number]): boolean =>
      !hasErrors(checkMetric(declaration, each.metric, each.format));
    if (declaration.problems.length === 0 && pages.every(fits))
      return { declaration, form: 'pack', pack: key, stated };
  }
  return undefined;
}
