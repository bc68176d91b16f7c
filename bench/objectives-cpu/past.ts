import type { History, Span } from '../objectives/history';
import { backOf, seriesBetween, type Shape, type WrittenSeries } from '../objectives/shape';
import type { Growing } from './scraped';

/** More than the greatest distance between two samples, for what is read at one moment. */
const shortestSeconds = 3600;

/** A little more than 30 days that end now. */
export function pastMonth(): Span {
  const end = Math.floor(Date.now() / 1000);
  return { start: end - 30 * 86_400 - shortestSeconds, end };
}

/** What rules record on a bad day only: a gap between evaluations, and what a version before has left. */
const rarely = /^slo:step:gap$|increase_before$/;

/** What a server holds when its rules have run for 30 days, as far back as any of them reads it; all objectives have the same rules. */
export function pastOf(scraped: readonly Growing[], shapes: readonly Shape[], span: Span): History[] {
  const since = (back: number) => Math.max(span.start, span.end - back - shortestSeconds);
  const [shape] = shapes;
  const names = new Set(scraped.map(({ name }) => name));
  const starts = new Map(
    [...names].map((name) => [name, since(shape === undefined ? 0 : backOf(shape, name))]),
  );
  const recorded = shapes.flatMap(seriesBetween).filter(({ name }) => !rarely.test(name));
  return [
    ...scraped.map((series) => ({ ...series, offset: 11.3, since: starts.get(series.name) ?? span.end })),
    ...recorded.map((series, index) => ({
      ...series,
      // each group has its own moment, as the rule manager spreads them
      offset: (index * 7.7) % Math.min(series.every, 30),
      since: since(series.back),
      valueAt: recordedValue(series, span),
    })),
  ];
}

/** About what rules record: a moment, a rate, or the events of a step, with all digits, which take the room in a chunk that real ones take. */
function recordedValue({ name, every }: WrittenSeries, { start }: Span): (time: number) => number {
  if (name === 'slo:step:end') return (time) => time;
  if (/:(since|start)$/.test(name)) return () => start;
  const perSecond = /bad|error/.test(name) ? 0.05 : 100;
  const mean = /increase|seen/.test(name) ? perSecond * every : perSecond;
  return () => mean * (0.8 + 0.4 * Math.random());
}
