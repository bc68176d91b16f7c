import { closeSync, openSync, writeSync } from 'node:fs';
import { textOf, type WrittenSeries } from './shape';

/** Fifty-four hours: a length that blocks of a real server have, and few enough samples for one file. Blocks begin at multiples of it. */
export const blockSeconds = 54 * 3600;

/** A series with a sample at each multiple of its interval, or as much later as it is said to be. */
export interface History extends WrittenSeries {
  /** Seconds; times of scrapes are not those of evaluations. */
  readonly offset: number;

  /** The first moment that it may have a sample at. */
  readonly since: number;
  readonly valueAt: (time: number) => number;
}

/** The moments between which something is written: the end is not of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The parts of a span that are a block each. */
export function blocksOf({ start, end }: Span): Span[] {
  const first = Math.floor(start / blockSeconds);
  return Array.from({ length: Math.ceil(end / blockSeconds) - first }, (_, index) => ({
    start: Math.max(start, (first + index) * blockSeconds),
    end: Math.min(end, (first + index + 1) * blockSeconds),
  }));
}

/** Writes a part of a history as OpenMetrics text. */
export function writePart(file: string, history: readonly History[], part: Span): void {
  const open = openSync(file, 'w');
  try {
    for (const series of history) writeSync(open, linesOf(series, part));
    writeSync(open, '# EOF\n');
  } finally {
    closeSync(open);
  }
}

function linesOf(series: History, { start, end }: Span): string {
  const { every, offset, since, valueAt } = series;
  const head = textOf(series);
  let text = '';
  // at multiples of the interval, so that the parts join without a gap
  const first = Math.ceil((Math.max(start, since) - offset) / every) * every;
  for (let at = first; at + offset < end; at += every) {
    text += `${head} ${valueAt(at + offset)} ${(at + offset).toFixed(1)}\n`;
  }
  return text;
}
