import { sizeOf } from './domain';
import { elementsOf } from '../problem/read';
import { isDeclaration, type MetricDeclaration } from './metric';

/**
 * Series that a client library adds on its own (process, runtime and garbage collector metrics), as an allowance per pod.
 * What each library exposes at most is in its pack; a limit on samples is made of that.
 */
export const clientSeriesAllowance = 100;

/** At most this many series. */
export interface SeriesBound {
  /** Per metric name, in one pod, client metrics not included. */
  readonly perMetric: ReadonlyMap<string, number>;

  /** In one pod: all metrics, and the client's own. */
  readonly perPod: number;

  /** How many pods there are taken to be. */
  readonly pods: number;

  /** In all pods. */
  readonly total: number;
}

/**
 * How many series one pod exposes of a metric at most: the product of its label domains, times what each combination writes. Labels that are
 * stated to go together count with their combinations, and where a maximum is stated there are no more.
 *
 * A counter writes itself and `_created`; a histogram each bucket, `+Inf`, `_sum`, `_count` and `_created`; a gauge itself; a native histogram
 * itself, and its classic form where it has one; a summary each quantile, `_sum`, `_count` and `_created`.
 * Not every client writes `_created`; a bound counts it.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#counter-1
 */
export function seriesPerPod(metric: MetricDeclaration): number {
  return Math.min(combinationsOf(metric) * writtenBy(metric), metric.maxSeries ?? Infinity);
}

/** How many combinations of the values of its labels occur at most, `maxSeries` apart. */
function combinationsOf({ labels, together = [] }: MetricDeclaration): number {
  const product = (names: readonly string[]): number =>
    names.reduce((size, name) => size * (labels[name] === undefined ? 1 : sizeOf(labels[name])), 1);
  const grouped = new Set(together.flatMap((group) => group.labels));
  const alone = Object.keys(labels).filter((label) => !grouped.has(label));
  return together.reduce((all, group) => all * Math.min(product(group.labels), group.max), product(alone));
}

/** A label, and the bound of its metric without it. */
export interface LabelCost {
  readonly label: string;

  /** How many series one pod would write of the metric at most if it had no such label. */
  readonly without: number;
}

/** The label that costs most: the one without which the bound falls furthest; the first of several. `undefined` where there is none. */
export function costliestLabel(metric: MetricDeclaration): LabelCost | undefined {
  const costs = Object.keys(metric.labels).map((label): LabelCost => {
    const labels = Object.fromEntries(Object.entries(metric.labels).filter(([name]) => name !== label));
    // what was stated of all series was stated with the label
    const { maxSeries: _, ...rest } = metric;
    return { label, without: seriesPerPod({ ...rest, labels }) };
  });
  return costs.reduce<LabelCost | undefined>(
    (least, each) => (least === undefined || each.without < least.without ? each : least),
    undefined,
  );
}

/** How many series one combination of labels writes. */
function writtenBy({ type, buckets, quantiles = [] }: MetricDeclaration): number {
  const classic = (buckets?.length ?? 0) + 4;
  switch (type) {
    case 'counter':
      return 2;
    case 'gauge':
      return 1;
    case 'histogram':
      return classic;
    case 'native histogram':
      return buckets === undefined ? 1 : 1 + classic;
    case 'summary':
      return quantiles.length + 3;
  }
}

/**
 * The bound on the series of a service.
 *
 * @param metrics what each pod exposes; where one of them was declared by no function of this library, nobody knows, and the bound is NaN
 * @param pods how many pods there are
 */
export function seriesBound(metrics: readonly MetricDeclaration[], pods: number): SeriesBound {
  const given = elementsOf(metrics);
  const declared = (given ?? []).filter(isDeclaration);
  const perMetric = new Map(declared.map((metric) => [metric.name, seriesPerPod(metric)]));
  const known = [...perMetric.values()].reduce((sum, each) => sum + each, clientSeriesAllowance);
  const perPod = given?.length === declared.length ? known : NaN;
  const count = typeof pods === 'number' ? pods : NaN;
  return { perMetric, perPod, pods: count, total: perPod * count };
}
