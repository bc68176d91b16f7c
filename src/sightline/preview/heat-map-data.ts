import type { HeatMapData } from './model';
import { finite, momentsOf, valuesAt, type Grid, type WireSeries } from './panel-data';
import { readNumber } from '../prometheus/answers';

/** More rows than this are too low to be told apart. */
const mostRows = 32;

/** How observations are spread: by the label `le` of classic histograms, or by the buckets in the samples of native ones. */
export function heatMapData(grid: Grid, series: readonly WireSeries[]): HeatMapData {
  const isNative = series.some(({ histograms = [] }) => histograms.length > 0);
  const buckets = isNative ? nativeBuckets(grid, series) : classicBuckets(grid, series);
  return { kind: 'heatmap', times: momentsOf(grid), buckets };
}

type Bucket = HeatMapData['buckets'][number];

/** Classic buckets count all below their edge, so each is what it has more than the one before. */
function classicBuckets(grid: Grid, series: readonly WireSeries[]): readonly Bucket[] {
  const cumulative = series
    .map(({ metric, values = [] }) => ({ to: readNumber(metric.le ?? ''), values: valuesAt(grid, values) }))
    .sort((one, other) => one.to - other.to);
  return cumulative.map(({ to, values }, index) => {
    const before = cumulative[index - 1];
    return {
      from: before?.to ?? null,
      to: finite(to),
      values: values.map((value, at) =>
        // the estimate of one bucket may be a hair below that of the one before
        value === null ? null : Math.max(0, value - (before?.values[at] ?? 0)),
      ),
    };
  });
}

function nativeBuckets(grid: Grid, series: readonly WireSeries[]): readonly Bucket[] {
  const rows = new Map<string, { from: number; to: number; values: (number | null)[] }>();
  const moments = momentsOf(grid);
  for (const [time, { buckets = [] }] of series.flatMap(({ histograms = [] }) => histograms)) {
    const at = Math.round((time - grid.start) / grid.step);
    for (const [, from, to, count] of buckets) {
      const key = `${from} ${to}`;
      const row = rows.get(key) ?? {
        from: readNumber(from),
        to: readNumber(to),
        values: moments.map(() => null),
      };
      row.values[at] = (row.values[at] ?? 0) + Number(count);
      rows.set(key, row);
    }
  }
  const sorted = [...rows.values()].sort((one, other) => one.to - other.to);
  const together = Math.ceil(sorted.length / mostRows);
  return Array.from({ length: Math.ceil(sorted.length / Math.max(1, together)) }, (_, row) => {
    const group = sorted.slice(row * together, (row + 1) * together);
    return {
      from: finite(group[0]?.from ?? NaN),
      to: finite(group.at(-1)?.to ?? NaN),
      values: moments.map((_, at) =>
        group.reduce<number | null>((total, { values }) => {
          const value = values[at] ?? null;
          return value === null ? total : (total ?? 0) + value;
        }, null),
      ),
    };
  });
}
