import type { LabelDomains } from '../../contract/domain';
import type { MetricDeclaration } from '../../contract/metric';
import { droppableTargetLabel, targetLabels } from '../../contract/target-labels';
import { unitOfName } from '../../contract/unit';
import type { Flow, Kind } from './flow';
import { closed, open, withMore, withPerhaps, withValue, type LabelSet } from './labels';
import { things, unitNamed, type Unit } from './unit';

/** What is known of the series of one name. */
export interface KnownMetric {
  readonly kind: Kind;
  readonly labels: LabelSet;

  /**
   * The domains of those labels that have one.
   *
   * @default - any label can have any value
   */
  readonly domains?: LabelDomains;

  /**
   * The unit of its values; of buckets and native histograms that of the observations.
   *
   * @default - unknown
   */
  readonly unit?: Unit;

  /**
   * The finite upper bounds of its buckets.
   *
   * @default - it has none, or they are unknown
   */
  readonly buckets?: readonly number[];

  /**
   * Whether its series are added up from others.
   *
   * @default - they are not
   */
  readonly totals?: Flow['totals'];

  /**
   * Whether its values are quantiles.
   *
   * @default false
   */
  readonly quantile?: boolean;

  /**
   * Whether the service itself exposes it, so that a rule of the service is about its own target.
   *
   * @default false
   */
  readonly own?: boolean;
}

/** What is known, by the name of the series. What is not there may be anything. */
export type KnownMetrics = ReadonlyMap<string, KnownMetric>;

/** The labels that a scrape adds: `endpoint` is dropped where a metric has a label of that name. */
export const scrapeLabels: LabelSet = withPerhaps(closed(targetLabels), droppableTargetLabel);

/**
 * The series of declared metrics: of a histogram its buckets, sum and count.
 *
 * @param target the labels that the scrape adds to those of the service itself
 */
export function knownMetrics(
  declarations: Iterable<MetricDeclaration>,
  target: LabelSet = scrapeLabels,
): KnownMetrics {
  const known = new Map<string, KnownMetric>();
  for (const declaration of declarations) {
    for (const [name, metric] of seriesOf(declaration, target)) known.set(name, metric);
  }
  return known;
}

function seriesOf(
  declaration: MetricDeclaration,
  target: LabelSet,
): readonly (readonly [string, KnownMetric])[] {
  const { name, type, labels: domains, buckets, origin } = declaration;
  const own = Object.keys(domains);
  const named = declaration.unit ?? unitOfName(name);
  const unit = named === undefined ? {} : { unit: unitNamed(named) };
  const base = {
    // what others expose may have more labels than were declared
    labels: origin === 'external' ? open() : withMore(target, own),
    domains,
    own: origin !== 'external',
  };
  if (type === 'gauge') return [[name, { ...base, ...unit, kind: 'gauge' }]];
  if (type === 'counter') return [[name, { ...base, unit: things, ...unit, kind: 'counter' }]];
  return [
    [
      `${name}_bucket`,
      {
        ...base,
        ...unit,
        kind: 'buckets',
        labels: withMore(base.labels, ['le']),
        ...(buckets === undefined ? {} : { buckets }),
      },
    ],
    [`${name}_sum`, { ...base, ...unit, kind: 'counter' }],
    [`${name}_count`, { ...base, kind: 'counter', unit: things }],
  ];
}

/**
 * The known metrics, and what a recording rule records.
 *
 * @param flow what is known of the rule's expression
 * @param labels those that the rule sets; an empty value takes a label away
 */
export function withRecorded(
  metrics: KnownMetrics,
  record: string,
  { labels: before, shape: _, ...flow }: Flow,
  labels: Readonly<Record<string, string>> = {},
): KnownMetrics {
  const all = Object.entries(labels).reduce((set, [name, value]) => withValue(set, name, value), before);
  return new Map([...metrics, [record, { ...flow, labels: all }]]);
}
