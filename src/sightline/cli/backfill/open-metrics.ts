import type { FilledSeries } from './evaluate';
import type { Grid } from './grid';

/** The lines of some series in the text of OpenMetrics, each series from old to new; `# EOF` is to end the text. */
export function openMetricsLines(series: readonly FilledSeries[], { endOf }: Grid): readonly string[] {
  return series.flatMap(({ name, labels, values }) => {
    const braces = Object.entries(labels)
      .filter(([label]) => label !== '__name__')
      .map(([label, value]) => `${label}=${quoted(value)}`);
    const head = `${name}{${braces.join(',')}}`;
    return [...values]
      .sort(([a], [b]) => b - a)
      .map(([step, value]) => `${head} ${numberText(value)} ${endOf(step).toFixed(3)}`);
  });
}

/** OpenMetrics knows three escapes. */
function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')}"`;
}

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
