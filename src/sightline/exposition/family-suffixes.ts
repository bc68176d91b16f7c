import type { ExpositionFormat } from './exposition';

/** Which suffixes the samples of a family have, by its type. What is not here has none. */
const suffixes: Readonly<Record<ExpositionFormat, Readonly<Record<string, readonly string[]>>>> = {
  text: {
    histogram: ['_bucket', '_sum', '_count'],
    summary: ['', '_sum', '_count'],
  },
  openmetrics: {
    counter: ['_total', '_created'],
    histogram: ['_bucket', '_sum', '_count', '_created'],
    gaugehistogram: ['_bucket', '_gsum', '_gcount'],
    summary: ['', '_sum', '_count', '_created'],
    info: ['_info'],
  },
};

const longest = [...new Set(Object.values(suffixes).flatMap((types) => Object.values(types).flat()))];

/**
 * The names that the family of a sample may have: the sample's own first, then without each suffix that a family could have added.
 */
export function possibleFamilies(
  sample: string,
): readonly { readonly name: string; readonly suffix: string }[] {
  return ['', ...longest.filter((suffix) => suffix !== '')]
    .filter((suffix) => sample.endsWith(suffix) && sample.length > suffix.length)
    .map((suffix) => ({ name: sample.slice(0, sample.length - suffix.length), suffix }));
}

/**
 * Whether samples of a family of this type have this suffix.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#suffixes
 */
export function hasSuffix(format: ExpositionFormat, type: string | undefined, suffix: string): boolean {
  return (suffixes[format][type ?? ''] ?? ['']).includes(suffix);
}
