import type { History, Span } from '../objectives/history';
import { seriesBetween, type Shape, type WrittenSeries } from '../objectives/shape';
import type { Growing } from './counters';

/** What scraped counters need of the past: more than the longest range over them, 6 h at the most before a rule would better read what is recorded. */
const scrapedSeconds = 6 * 3600;

/** More than the greatest distance between two samples, for what is read at one moment. */
const shortestSeconds = 3600;

/** A little more than 30 days that end now. */
export function pastMonth(): Span {
  const end = Math.floor(Date.now() / 1000);
  return { start: end - 30 * 86_400 - shortestSeconds, end };
}

/** What a server holds when its rules have run for 30 days, as far back as any of them reads it. */
export function pastOf(counters: readonly Growing[], shapes: readonly Shape[], span: Span): History[] {
  return [
    ...counters.map((counter) => ({ ...counter, offset: 11.3, since: span.end - scrapedSeconds })),
    ...shapes.flatMap(seriesBetween).map((series, index) => ({
      ...series,
      // each group has its own moment, as the rule manager spreads them
      offset: (index * 7.7) % Math.min(series.every, 30),
      since: span.end - series.back - shortestSeconds,
      valueAt: recordedValue(series),
    })),
  ];
}

/** What a rate comes to: whole numbers of events over seconds, with all digits, which take the room in a chunk that real ones take. */
function recordedValue({ name }: WrittenSeries): () => number {
  const events = /bad|error/.test(name) ? 15 : 30_000;
  return () => Math.round(events * (0.8 + 0.4 * Math.random())) / 291.3;
}
