import { defined } from '../../problem/defined';
import type { LabelDomains } from '../../contract/domain';
import type { MetricDeclaration } from '../../contract/metric';
import { droppableTargetLabel, targetLabels } from '../../contract/target-labels';
import { unitOfName } from '../../contract/unit';
import type { Node } from '../syntax/ast';
import { spellingsOfBound } from '../syntax/decimal';
import type { Flow } from './flow';
import { closed, either, open, withMore, withPerhaps, withValue, type LabelSet } from './labels';
import { isSameUnit, things, unitNamed, type Unit } from './unit';

/** What is known of the series of one name: what {@link Flow} says of a result, and more. */
export interface KnownMetric extends Omit<Flow, 'shape' | 'value' | 'namedTotals'> {
  /**
   * The domains of those labels that have one.
   *
   * @default - any label can have any value
   */
  readonly domains?: LabelDomains;

  /**
   * The finite upper bounds of its buckets.
   *
   * @default - it has none, or they are unknown
   */
  readonly buckets?: readonly number[];

  /**
   * Whether its values are 0 and 1 alone.
   *
   * @default false
   */
  readonly isBoolean?: boolean;

  /**
   * Whether the service itself exposes it, so that a rule of the service is about its own target.
   *
   * @default false
   */
  readonly own?: boolean;

  /**
   * The expression that a rule records under this name.
   *
   * @default - no rule of the service records it, or several do
   */
  readonly definition?: Node;
}

/** What is known, by the name of the series. What is not there may be anything. */
export interface KnownMetrics {
  /** What is known of the series of that name, if anything. */
  get(name: string): KnownMetric | undefined;
}

/** What is known, as a list. */
export type KnownMetricMap = ReadonlyMap<string, KnownMetric>;

/** Nothing is known of any metric. */
export const nothingKnown: KnownMetricMap = new Map();

/** The labels that a scrape adds: `endpoint` is dropped where a metric has a label of that name. */
export const scrapeLabels: LabelSet = withPerhaps(closed(targetLabels), droppableTargetLabel);

/** Those of them that expressions are to use. */
export const usableLabels: LabelSet = closed(targetLabels);

/**
 * The series of declared metrics: of a histogram its buckets, sum and count; of a native one itself; of a summary its quantiles, sum and count.
 *
 * @param target the labels that the scrape adds to those of the service itself
 */
export function knownMetrics(
  declarations: Iterable<MetricDeclaration>,
  target: LabelSet = scrapeLabels,
): KnownMetricMap {
  const known = new Map<string, KnownMetric>();
  for (const declaration of declarations) {
    for (const [name, metric] of seriesOf(declaration, target)) known.set(name, metric);
  }
  return known;
}

/** The unit of a metric's values, of a histogram that of its observations; undefined where nobody knows. Counters without a unit count things. */
function unitOf({ name, type, unit }: Pick<MetricDeclaration, 'name' | 'type' | 'unit'>): Unit | undefined {
  const named = unit ?? unitOfName(name);
  if (named !== undefined) return unitNamed(named);
  return type === 'counter' ? things : undefined;
}

function seriesOf(
  declaration: MetricDeclaration,
  target: LabelSet,
): readonly (readonly [string, KnownMetric])[] {
  const { name, type, labels: domains, buckets, quantiles, origin } = declaration;
  const own = Object.keys(domains);
  const known = unitOf(declaration);
  const unit = known === undefined ? {} : { unit: known };
  const base = {
    // what others expose may have more labels than were declared
    labels: origin === 'external' ? open() : withMore(target, own),
    domains,
    own: origin !== 'external',
  };
  const itself = (kind: KnownMetric['kind'], more: Partial<KnownMetric> = {}): [string, KnownMetric] => [
    name,
    { ...base, ...unit, kind, ...more },
  ];
  const sumAndCount: readonly [string, KnownMetric][] = [
    [`${name}_sum`, { ...base, ...unit, kind: 'counter' }],
    [`${name}_count`, { ...base, kind: 'counter', unit: things }],
  ];
  const classic: readonly [string, KnownMetric][] = [
    [
      `${name}_bucket`,
      {
        ...base,
        ...unit,
        kind: 'buckets',
        labels: withMore(base.labels, ['le']),
        ...defined({ buckets }),
      },
    ],
    ...sumAndCount,
  ];
  switch (type) {
    case 'gauge':
    case 'counter':
      return [itself(type)];
    case 'histogram':
      return classic;
    case 'native histogram':
      return buckets === undefined ? [itself('histogram')] : [itself('histogram'), ...classic];
    case 'summary':
      return [itself('gauge', quantilesOf(base, quantiles)), ...sumAndCount];
  }
}

/** The series of a summary's quantiles, each with its quantile as a label. */
function quantilesOf(
  { labels, domains }: Pick<KnownMetric, 'labels' | 'domains'>,
  quantiles: readonly number[] | undefined,
): Partial<KnownMetric> {
  const written = quantiles?.flatMap(spellingsOfBound);
  return {
    labels: withMore(labels, ['quantile']),
    quantile: true,
    ...(written === undefined ? {} : { domains: { ...domains, quantile: written } }),
  };
}

/**
 * What is known of the series that a recording rule records.
 *
 * @param flow what is known of the rule's expression
 * @param labels those that the rule sets; an empty value takes a label away
 * @param definition the expression
 */
export function recordedMetric(
  { labels: before, shape: _, value: __, namedTotals: ___, ...flow }: Flow,
  labels: Readonly<Record<string, string>> = {},
  definition?: Node,
): KnownMetric {
  const all = Object.entries(labels).reduce((set, [name, value]) => withValue(set, name, value), before);
  return { ...flow, labels: all, own: true, ...defined({ definition }) };
}

/** What is known of series that are one or the other, such as what two rules record under one name. */
export function eitherMetric(a: KnownMetric, b: KnownMetric): KnownMetric {
  const { unit, totals, presence } = a;
  const sameUnit = unit !== undefined && b.unit !== undefined && isSameUnit(unit, b.unit);
  return {
    kind: a.kind === b.kind ? a.kind : 'unknown',
    labels: either(a.labels, b.labels),
    ...(sameUnit ? { unit } : {}),
    ...(totals !== undefined && totals === b.totals ? { totals } : {}),
    ...(a.quantile === true && b.quantile === true ? { quantile: true } : {}),
    ...(a.percent === true && b.percent === true ? { percent: true } : {}),
    ...(presence !== undefined && presence === b.presence ? { presence } : {}),
    own: a.own === true && b.own === true,
  };
}

/** What two expressions say of the metrics that they read. A metric that both name has the labels that either names. */
export function knownByBoth(a: KnownMetricMap, b: KnownMetricMap): KnownMetricMap {
  if (a === b || b.size === 0) return a;
  if (a.size === 0) return b;
  const added = [...b].flatMap(([name, metric]): [string, KnownMetric][] => {
    const known = a.get(name);
    if (known === metric) return [];
    if (known === undefined) return [[name, metric]];
    return [[name, { ...known, labels: withMore(known.labels, metric.labels.names) }]];
  });
  return added.length === 0 ? a : new Map([...a, ...added]);
}
