import { legendOf, worstFirst, type Query } from '../dashboards/panel';
import type { Labels, Sample } from '../prometheus/answers';
import type { GraphData, NumberData, TableData } from './model';

/** The moments of a range query, in seconds since 1970. */
export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Series as the API of Prometheus answers. */
export interface WireSeries {
  readonly metric: Labels;
  readonly values?: readonly (readonly [time: number, value: string])[];
  readonly histograms?: readonly (readonly [time: number, histogram: WireHistogram])[];
}

/** A native histogram as the API answers: each bucket with the rule of its edges, its edges and its count. */
export interface WireHistogram {
  readonly buckets?: readonly (readonly [rule: number, from: string, to: string, count: string])[];
}

/** No graph is read with more series than this; the rest is counted. */
export const mostSeries = 40;

/** The moments for a span, at multiples of the step so that points stay where they are while time goes on. */
export function gridOf(now: number, range: number, step: number): Grid {
  const end = Math.floor(now / step) * step;
  return { start: end - Math.floor(range / step) * step, end, step };
}

/** All moments of a grid. */
export function momentsOf({ start, end, step }: Grid): number[] {
  return Array.from({ length: Math.round((end - start) / step) + 1 }, (_, index) => start + index * step);
}

/** The values of a series at each moment of a grid; null where there is none that can be drawn. */
export function valuesAt(grid: Grid, points: NonNullable<WireSeries['values']>): (number | null)[] {
  const values = momentsOf(grid).map((): number | null => null);
  for (const [time, text] of points)
    values[Math.round((time - grid.start) / grid.step)] = finite(Number(text));
  return values;
}

/** The results of all queries of a graph, each series by its name. */
export function graphData(
  grid: Grid,
  results: readonly {
    readonly query: Pick<Query<string>, 'name' | 'by'>;
    readonly series: readonly WireSeries[];
  }[],
): GraphData {
  const all = results.flatMap(({ query, series }) =>
    series.map(({ metric, values = [] }) => ({
      name: legendOf(query, (label) => metric[label]) || 'value',
      values: valuesAt(grid, values),
    })),
  );
  const most = (values: readonly (number | null)[]): number =>
    values.reduce<number>((greatest, value) => Math.max(greatest, value ?? -Infinity), -Infinity);
  const shown =
    all.length <= mostSeries
      ? all
      : all
          .map((each) => ({ each, most: most(each.values) }))
          .sort((one, other) => other.most - one.most)
          .slice(0, mostSeries)
          .map(({ each }) => each);
  return { kind: 'graph', times: momentsOf(grid), series: shown, found: all.length };
}

/** The first sample of all queries. */
export function numberData(samples: readonly Sample[]): NumberData {
  const [first] = samples;
  return { kind: 'number', value: first === undefined ? null : finite(first.value) };
}

/** One row for all samples of the same labels, with a value of each query: the worst first. */
export function tableData(
  queries: readonly Pick<Query<string>, 'by' | 'thresholds'>[],
  results: readonly (readonly Sample[])[],
): TableData {
  const labels = [...new Set(queries.flatMap(({ by }) => by))];
  const rows = new Map<string, { readonly labels: string[]; readonly values: (number | null)[] }>();
  for (const [column, samples] of results.entries()) {
    for (const sample of samples) {
      const own = labels.map((label) => sample.labels[label] ?? '');
      const key = JSON.stringify(own);
      const row = rows.get(key) ?? { labels: own, values: queries.map(() => null) };
      row.values[column] = finite(sample.value);
      rows.set(key, row);
    }
  }
  const all = [...rows.values()];
  const order = worstFirst(queries);
  if (order !== undefined) {
    const sign = order.isDescending ? -1 : 1;
    // what has no value stands last
    const rank = ({ values }: (typeof all)[number]): number => {
      const value = values[order.query] ?? null;
      return value === null ? Infinity : sign * value;
    };
    all.sort((one, other) => rank(one) - rank(other));
  }
  return { kind: 'table', labels, rows: all };
}

/** What can be drawn: JSON has no other numbers. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
