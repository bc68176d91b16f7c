import { closeSync, openSync, writeSync } from 'node:fs';
import type { WrittenSeries } from './shape';

/** Fifty-four hours: a length that blocks of a real server have, and few enough samples for one file. */
export const chunkSeconds = 54 * 3600;

/** 31.5 days, so that the longest window is full at each moment that is asked about. */
const chunks = 14;

/** The moment at which the history ends; blocks begin at multiples of their length. */
export const end = 8942 * chunkSeconds;
export const days = (chunks * chunkSeconds) / 86_400;

/** The start of each part of the history. */
export const starts: readonly number[] = Array.from(
  { length: chunks },
  (_, index) => end - (chunks - index) * chunkSeconds,
);

/**
 * Writes a part of the history as OpenMetrics text: counters count, what rules record is above each threshold. How many samples a rule
 * reads depends on how many there are, and not on their values.
 *
 * @param file - the file to write
 * @param counters - what is scraped; each pod at another moment, as servers do
 * @param recorded - what rules record
 * @param start - its first moment
 */
export function writeChunk(
  file: string,
  counters: readonly WrittenSeries[],
  recorded: readonly WrittenSeries[],
  start: number,
): void {
  const open = openSync(file, 'w');
  try {
    for (const series of counters) {
      const offset = (Number(series.labels['pod']?.replace(/\D/g, '')) % 10) * 2.5;
      writeSync(
        open,
        linesOf(series, start, offset, (at) => (at - (starts[0] ?? 0)) / series.every),
      );
    }
    for (const series of recorded)
      writeSync(
        open,
        linesOf(series, start, 1.5, () => 2),
      );
    writeSync(open, '# EOF\n');
  } finally {
    closeSync(open);
  }
}

function linesOf(
  { name, labels, every }: WrittenSeries,
  start: number,
  offset: number,
  valueAt: (seconds: number) => number,
): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const series = `${name}{${pairs.join(',')}}`;
  let text = '';
  // from the first multiple of the interval, so that the parts join without a gap
  for (let at = Math.ceil(start / every) * every; at < start + chunkSeconds; at += every) {
    text += `${series} ${valueAt(at)} ${(at + offset).toFixed(1)}\n`;
  }
  return text;
}
