import type { Exposition, MetricFamily, PageSample } from '../../../src/sightline/exposition/exposition';

/** What a page says, without lines: they are where it says it. */
export type Said = Pick<Exposition, 'format'> & {
  readonly families: readonly (Omit<MetricFamily, 'line' | 'samples'> & {
    readonly samples: readonly Omit<PageSample, 'line'>[];
  })[];
};

/** Writes a metrics page. */
export function printPage({ format, families }: Said): string {
  const lines = families.flatMap(({ name, type, help, unit, samples }) => [
    ...(help === undefined ? [] : [`# HELP ${name} ${escapeHelp(help, format)}`]),
    ...(type === undefined ? [] : [`# TYPE ${name} ${type}`]),
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    ...samples.map((sample) => printSample(sample, format)),
  ]);
  return [...lines, ...(format === 'openmetrics' ? ['# EOF'] : []), ''].join('\n');
}

function printSample({ name, labels, value, timestamp }: Omit<PageSample, 'line'>, format: string): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeValue(text)}"`);
  const time = timestamp === undefined ? '' : ` ${format === 'text' ? timestamp * 1000 : timestamp}`;
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${printNumber(value)}${time}`;
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

function escapeValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

function escapeHelp(text: string, format: string): string {
  return format === 'openmetrics' ? escapeValue(text) : text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
