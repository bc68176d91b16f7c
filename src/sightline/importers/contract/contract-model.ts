import type { MetricType } from '../../contract/metric-type';
import type { Matcher } from '../../promql/syntax/ast';
import { isTargetLabel } from '../../contract/target-labels';
import type { Match } from '../../promql/build/match';
import { isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import { assumedBound, boundedDomain, knownDomain, type DomainModel, type LabelUse } from './label-domain';
import { matchOf } from './match-of';
import type { ImportedSlo, Selection, Sli } from '../slo/slo';

/** The types that queries of objectives tell: a native histogram looks like any other series in them, and a summary like a gauge. */
type ImportedType = Exclude<MetricType, 'native histogram' | 'summary'>;

/** A metric that is to be declared. */
export type MetricModel = OwnMetricModel | ExternalMetricModel;

/** A metric of the service, in its contract. */
export interface OwnMetricModel {
  readonly origin: 'own';
  readonly name: string;
  readonly type: ImportedType;
  readonly help: string;
  readonly labels: ReadonlyMap<string, DomainModel>;

  /** The bounds that queries name, ascending; of a histogram only. */
  readonly buckets: readonly number[];

  /** Whether no query names a bucket, and the usual ones are assumed. */
  readonly assumedBuckets: boolean;
}

/** A metric of something else, beside the contract. */
export interface ExternalMetricModel {
  readonly origin: 'external';
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;

  /** The labels that its objectives use. */
  readonly labels: readonly string[];
}

/** An objective whose matchers are as `where` takes them. */
export interface ObjectiveModel {
  readonly slo: ImportedSlo;
  readonly parts: readonly SelectionModel[];
}

/** A selection of an SLI: one `where` for each list of matches, since a label stands once in each. */
export interface SelectionModel {
  readonly kind: Selection['kind'] | 'latency';
  readonly metric: string;
  readonly wheres: readonly ReadonlyMap<string, Match>[];
}

/** The contract of one service. */
export interface ContractModel {
  readonly service: string;
  readonly metrics: readonly MetricModel[];
  readonly objectives: readonly ObjectiveModel[];
}

/** The metric that Prometheus itself writes: the library has it. */
export const scrapedMetric = 'up';

/** The buckets that clients have where nobody lists any. */
const clientBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The selections of an SLI: all events first, then the bad ones. */
export function selectionsOf(
  sli: Sli,
): readonly (Omit<Selection, 'kind'> & { kind: SelectionModel['kind'] })[] {
  switch (sli.type) {
    case 'availability':
      return [sli.total, sli.bad];
    case 'latency':
      return [{ kind: 'latency', metric: sli.histogram, matchers: sli.matchers, origin: 'own' }];
    case 'gauge':
      return [sli.gauge];
  }
}

/** The type of the metric that a selection is of. */
export function typeOf(kind: SelectionModel['kind']): ImportedType {
  return kind === 'counter' || kind === 'gauge' ? kind : 'histogram';
}

/** An objective as it will be declared, or why it can't be. */
export function objectiveModel(slo: ImportedSlo): ObjectiveModel | ImportRefusal {
  const parts: SelectionModel[] = [];
  for (const { kind, metric, matchers } of selectionsOf(slo.measured.sli)) {
    const wheres: Map<string, Match>[] = [];
    for (const matcher of matchers) {
      const match = matchOf(matcher);
      if (typeof match === 'object' && isRefusal(match)) return match;
      const free = wheres.find((where) => !where.has(matcher.label));
      if (free === undefined) wheres.push(new Map([[matcher.label, match]]));
      else free.set(matcher.label, match);
    }
    const [label] = wheres.at(-1)?.keys() ?? [];
    if (wheres.length > (kind === 'latency' ? 1 : 2)) {
      return refusal(
        'IMP005',
        `'${metric}' is matched by '${label}' ${wheres.length} times, which can't be said in one objective`,
        { fix: 'say it in one regular expression' },
      );
    }
    parts.push({ kind, metric, wheres });
  }
  return { slo, parts };
}

/** The contract of some objectives of one service. */
export function contractModel(service: string, objectives: readonly ObjectiveModel[]): ContractModel {
  const uses = new Map<string, MetricUse>();
  for (const { slo } of objectives) addUses(uses, slo);
  const metrics = [...uses.values()].filter(({ name }) => name !== scrapedMetric).map(metricModel);
  return { service, metrics, objectives };
}

/** What the objectives of a service ask of a metric. */
interface MetricUse {
  readonly name: string;
  readonly type: ImportedType;
  readonly help: string;
  readonly origin: Selection['origin'];
  readonly labels: Map<string, { readonly matchers: Matcher[]; grouped: boolean }>;
  readonly buckets: Set<number>;
}

function addUses(uses: Map<string, MetricUse>, { measured, name: slo }: ImportedSlo): void {
  const { sli, by } = measured;
  for (const { kind, metric, matchers, origin } of selectionsOf(sli)) {
    const type = typeOf(kind);
    const verb = {
      counter: 'What is counted for',
      histogram: 'What is measured for',
      gauge: 'What is watched for',
    }[type];
    const use: MetricUse = uses.get(metric) ?? {
      name: metric,
      type,
      help: `${verb} '${slo}'`,
      origin,
      labels: new Map(),
      buckets: new Set(),
    };
    uses.set(metric, use);
    if (sli.type === 'latency') use.buckets.add(sli.under);
    for (const label of [...matchers.map((each) => each.label), ...by]) {
      if ((origin === 'external' || !isTargetLabel(label)) && !use.labels.has(label))
        use.labels.set(label, { matchers: [], grouped: false });
    }
    for (const matcher of matchers) use.labels.get(matcher.label)?.matchers.push(matcher);
    for (const label of by) {
      const known = use.labels.get(label);
      if (known !== undefined) known.grouped = true;
    }
  }
}

function metricModel({ name, type, help, origin, labels, buckets }: MetricUse): MetricModel {
  // a histogram is the service's own
  if (origin === 'external' && type !== 'histogram')
    return { origin, name, type, help, labels: [...labels.keys()] };
  const assumedBuckets = type === 'histogram' && buckets.size === 0;
  const bounds = assumedBuckets ? clientBuckets : [...buckets].sort((a, b) => a - b);
  const uses: LabelUse[] = [...labels].map(([label, use]) => ({ label, ...use }));
  const known = uses.map((use) => [use.label, knownDomain(use)] as const);
  const certain = known.flatMap(([, domain]) => domain ?? []);
  const written = { counter: 2, gauge: 1, histogram: bounds.length + 4 }[type];
  const max = assumedBound(certain, known.length - certain.length, written);
  return {
    origin: 'own',
    name,
    type,
    help,
    labels: new Map(known.map(([label, domain]) => [label, domain ?? boundedDomain(max)])),
    buckets: type === 'histogram' ? bounds : [],
    assumedBuckets,
  };
}
