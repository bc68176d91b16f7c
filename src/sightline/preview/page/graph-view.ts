import type { GraphData, PreviewMark, PreviewPanel } from '../model';
import { placeOf, type Cursor } from './cursor';
import { h, svg } from './dom';
import { formatMoment } from './format-time';
import { formatTicks, formatValue } from './format-value';
import { limitList } from './limits';
import { newPlot, type Canvas } from './plot';
import { scaleOf } from './scale';
import type { View } from './view';

/** How many colours there are; then they come again. */
const colors = 8;

type Series = GraphData['series'][number];

/** A series as it is drawn: with its colour, and where it stands on those below it. */
interface Drawn extends Series {
  readonly color: number;
  readonly tops: readonly (number | null)[];
  readonly bottoms: readonly number[];
}

/** Lines over time, with the thresholds of the panel and a legend that has the values at the cursor. */
export function graphView(panel: PreviewPanel, cursor: Cursor): View {
  const { title, unit, thresholds, stacked = false } = panel;
  const legend = h('ul', { class: 'legend', 'aria-label': `Series of ${title}` });
  const when = h('p', { class: 'when' });
  const limits = limitList(panel);
  let data: GraphData = { kind: 'graph', times: [], series: [], found: 0 };
  let marks: readonly PreviewMark[] = [];
  let alone: string | undefined;
  let items: readonly {
    readonly series: Drawn;
    readonly button: HTMLButtonElement;
    readonly value: HTMLElement;
  }[] = [];

  const draw = (): void => {
    const all = stackedOn(data.series, stacked && alone === undefined);
    if (!all.some(({ name }) => name === alone)) alone = undefined;
    const shown = alone === undefined ? all : all.filter(({ name }) => name === alone);
    const scale = scaleOf(
      shown.flatMap(({ tops }) => tops.filter((value) => value !== null)),
      // half a percent of a budget is much
      unit === 'ratio' ? 0.005 : 0.1,
      thresholds,
    );
    const share = (value: number): number => (value - scale.low) / (scale.high - scale.low);
    const texts = formatTicks(scale.ticks, unit);
    const ticks = scale.ticks.map((value, index) => ({ at: share(value), text: texts[index] ?? '' }));
    plot.draw({ times: data.times, ticks, marks }, (canvas) => {
      for (const series of shown)
        drawSeries(canvas, data.times, series, share, stacked && alone === undefined);
      limits.draw(canvas, scale, share);
    });
    listSeries(all);
    say();
  };
  const plot = newPlot(title, cursor, draw);

  const listSeries = (all: readonly Drawn[]): void => {
    const isSame =
      all.length === items.length && all.every(({ name }, index) => items[index]?.series.name === name);
    if (isSame) {
      // the same buttons, so that one that has the focus keeps it
      items = all.map((series, index) => ({ ...(items[index] as (typeof items)[number]), series }));
    } else {
      items = all.map((series) => {
        const value = h('span', { class: 'value' });
        const swatch = h('span', { class: `swatch c${series.color}` });
        const button = h(
          'button',
          { type: 'button' },
          swatch,
          h('span', { class: 'name' }, series.name),
          value,
        );
        button.addEventListener('click', () => {
          alone = alone === series.name ? undefined : series.name;
          draw();
        });
        return { series, button, value };
      });
      legend.replaceChildren(...items.map(({ button }) => h('li', {}, button)));
    }
    for (const { series, button } of items)
      button.setAttribute('aria-pressed', String(series.name === alone));
  };

  /** The values at the cursor, in the legend and for whoever listens. */
  const say = (): void => {
    const place = placeOf(data.times, cursor.time());
    const span = (data.times.at(-1) ?? 0) - (data.times[0] ?? 0);
    const moment = formatMoment(data.times[place] ?? 0, span);
    const isPointing = cursor.time() !== undefined;
    const texts = items.map(({ series, value }) => {
      const at = isPointing ? series.values[place] : lastOf(series.values);
      value.textContent = formatValue(at, unit);
      return `${series.name} ${value.textContent}`;
    });
    const rest = data.found > data.series.length ? `, ${data.series.length} of ${data.found} series` : '';
    when.textContent = `${isPointing ? `At ${moment}` : 'Last values'}${rest}`;
    plot.tell(`${when.textContent}: ${texts.join(', ')}`);
  };
  cursor.follow(say);

  return {
    element: h('div', { class: 'graph' }, plot.element, when, legend, limits.element),
    update: (next, nextMarks) => {
      if (next.kind !== 'graph') return false;
      data = next;
      marks = nextMarks;
      draw();
      return next.series.some(({ values }) => values.some((value) => value !== null));
    },
  };
}

function lastOf(values: readonly (number | null)[]): number | null {
  // a series that has ended some time ago has no value now
  return values.slice(-4).findLast((value) => value !== null) ?? null;
}

function stackedOn(series: readonly Series[], stacked: boolean): readonly Drawn[] {
  let below: readonly number[] = [];
  return series.map((each, index) => {
    const bottoms = each.values.map((_, at) => (stacked ? (below[at] ?? 0) : 0));
    const tops = each.values.map((value, at) => (value === null ? null : value + (bottoms[at] ?? 0)));
    below = tops.map((top, at) => top ?? bottoms[at] ?? 0);
    return { ...each, color: index % colors, tops, bottoms };
  });
}

function drawSeries(
  { element, x, y }: Canvas,
  times: readonly number[],
  { tops, bottoms, color }: Drawn,
  share: (value: number) => number,
  isFilled: boolean,
): void {
  for (const run of runsOf(tops)) {
    const points = run.map((at) => `${x(times[at] ?? 0).toFixed(1)} ${y(share(tops[at] ?? 0)).toFixed(1)}`);
    const path = `M${points.join('L')}`;
    if (isFilled) {
      const back = [...run]
        .reverse()
        .map((at) => `${x(times[at] ?? 0).toFixed(1)} ${y(share(bottoms[at] ?? 0)).toFixed(1)}`);
      element.append(svg('path', { class: `area c${color}`, d: `${path}L${back.join('L')}Z` }));
    }
    // a single point is a line of no length, whose round ends are seen
    element.append(svg('path', { class: `line c${color}`, d: run.length === 1 ? `${path}h0` : path }));
  }
}

/** The places of values that follow each other without a gap. */
function runsOf(values: readonly (number | null)[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const last = runs.at(-1);
    if (last?.at(-1) === at - 1) last.push(at);
    else runs.push([at]);
  }
  return runs;
}
