import type { HeatMapData, PreviewMark, PreviewPanel } from '../model';
import { placeOf, type Cursor } from './cursor';
import { h, svg } from './dom';
import { formatMoment } from './format-time';
import { formatValue } from './format-value';
import { newPlot } from './plot';
import type { View } from './view';

/** How many shades there are. */
const shades = 7;

/** How many of the buckets at most have their edge written beside them. */
const mostTicks = 8;

/** How observations are spread over buckets: the darker, the more. */
export function heatMapView({ title, unit }: PreviewPanel, cursor: Cursor): View {
  const when = h('p', { class: 'when' });
  let data: HeatMapData = { kind: 'heatmap', times: [], buckets: [] };
  let marks: readonly PreviewMark[] = [];

  const draw = (): void => {
    const { times, buckets } = data;
    const every = Math.max(1, Math.ceil(buckets.length / mostTicks));
    const ticks = buckets.flatMap(({ to }, row) =>
      (row + 1) % every === 0 ? [{ at: (row + 1) / buckets.length, text: edgeText(to, unit) }] : [],
    );
    const most = Math.max(...buckets.flatMap(({ values }) => values.map((value) => value ?? 0)));
    plot.draw({ times, ticks, marks }, ({ element, x, y }) => {
      const width = x(times[1] ?? 0) - x(times[0] ?? 0);
      const height = y(0) - y(1 / buckets.length);
      const cells = new Map<number, string>();
      for (const [row, { values }] of buckets.entries()) {
        for (const [at, value] of values.entries()) {
          if (value === null || value <= 0 || at === 0) continue;
          // the root, so that the few slow ones are seen beside the many fast ones
          const shade = Math.max(1, Math.ceil(Math.sqrt(value / most) * shades));
          const left = (x(times[at] ?? 0) - width).toFixed(1);
          const top = (y((row + 1) / buckets.length) + 0.5).toFixed(1);
          const path = `M${left} ${top}h${(width - 0.6).toFixed(1)}v${(height - 1).toFixed(1)}h-${(width - 0.6).toFixed(1)}z`;
          cells.set(shade, (cells.get(shade) ?? '') + path);
        }
      }
      for (const [shade, d] of cells) element.append(svg('path', { class: `cell s${shade}`, d }));
    });
    say();
  };
  const plot = newPlot(title, cursor, draw);

  /** The buckets at the cursor that have anything in them, from the slowest. */
  const say = (): void => {
    const { times, buckets } = data;
    const place = placeOf(times, cursor.time());
    const moment = formatMoment(times[place] ?? 0, (times.at(-1) ?? 0) - (times[0] ?? 0));
    const texts = buckets.flatMap(({ from, to, values }) => {
      const value = values[place] ?? 0;
      const range =
        from === null ? `up to ${edgeText(to, unit)}` : `${edgeText(from, unit)} to ${edgeText(to, unit)}`;
      return value > 0 ? [`${range}: ${formatValue(value, 'events per second')}`] : [];
    });
    when.textContent = `${cursor.time() === undefined ? 'Last values' : `At ${moment}`}: ${texts.join(', ') || 'none'}`;
    plot.tell(when.textContent);
  };
  cursor.follow(say);

  return {
    element: h('div', { class: 'graph' }, plot.element, when),
    update: (next, nextMarks) => {
      if (next.kind !== 'heatmap') return false;
      data = next;
      marks = nextMarks;
      draw();
      return next.buckets.some(({ values }) => values.some((value) => value !== null));
    },
  };
}

/** The edge of a bucket; the last one has none. */
function edgeText(edge: number | null, unit: string): string {
  return edge === null ? '∞' : formatValue(edge, unit);
}
