import type { MetricDeclaration } from '../contract/metric';
import { readNumber } from '../exposition/read-number';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { samplesWith, seriesKey, type PageMetric } from './page-metric';

/**
 * The buckets of a histogram that are missing and those that are too many, and its sum and count. Bounds are compared as numbers, as
 * each client spells them in its own way.
 */
export function checkBuckets({ name, buckets = [] }: MetricDeclaration, metric: PageMetric): Problem[] {
  if (metric.samples.length === 0) return [];
  const series = new Map<string, { readonly line: number; readonly bounds: Set<number> }>();
  for (const sample of samplesWith(metric, '_bucket')) {
    const key = seriesKey(sample.own);
    const known = series.get(key) ?? { line: sample.line, bounds: new Set<number>() };
    known.bounds.add(readNumber(sample.labels.le ?? '') ?? NaN);
    series.set(key, known);
  }
  const expected = new Set([...buckets, Infinity]);
  const missing = compare(series.values(), (bounds) => [...expected].filter((bound) => !bounds.has(bound)));
  const extra = compare(series.values(), (bounds) => [...bounds].filter((bound) => !expected.has(bound)));
  const path = 'buckets';
  return [
    ...(missing === undefined
      ? []
      : [
          error('EXP007', `'${name}' lacks ${words(missing.bounds)}: a threshold there matches nothing`, {
            path,
            line: missing.line,
            fix: `use the buckets of the contract: ${buckets.join(', ')}`,
          }),
        ]),
    ...(extra === undefined
      ? []
      : [
          error(
            'EXP007',
            `'${name}' has ${words(extra.bounds)}, which the contract does not: quantiles of pods with other buckets can't be added`,
            { path, line: extra.line, fix: `use the buckets of the contract: ${buckets.join(', ')}` },
          ),
        ]),
    ...['_sum', '_count'].flatMap((suffix) =>
      samplesWith(metric, suffix).length > 0
        ? []
        : [
            error('EXP002', `'${name}${suffix}' is missing, which belongs to the histogram '${name}'`, {
              line: metric.line,
            }),
          ],
    ),
  ];
}

/** The first series that differs, and all bounds in which any does. */
function compare(
  series: Iterable<{ readonly line: number; readonly bounds: ReadonlySet<number> }>,
  difference: (bounds: ReadonlySet<number>) => number[],
): { readonly line: number; readonly bounds: readonly number[] } | undefined {
  const different = [...series]
    .map(({ line, bounds }) => ({ line, bounds: difference(bounds) }))
    .filter(({ bounds }) => bounds.length > 0);
  const [first] = different;
  if (first === undefined) return undefined;
  const bounds = [...new Set(different.flatMap((each) => each.bounds))].sort((a, b) => a - b);
  return { line: first.line, bounds };
}

function words(bounds: readonly number[]): string {
  const texts = bounds.map((bound) => (bound === Infinity ? '+Inf' : String(bound)));
  return `${texts.length === 1 ? 'the bucket' : 'the buckets'} ${texts.join(', ')}`;
}
