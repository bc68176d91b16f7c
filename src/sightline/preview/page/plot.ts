import type { PreviewMark } from '../model';
import type { Cursor } from './cursor';
import { placeOf } from './cursor';
import { h, svg } from './dom';
import { formatMoment, timeTicks } from './format-time';

/** How high a plot is, in pixels. */
const height = 190;
const margin = { top: 8, right: 10, bottom: 22 };

/** How wide a character of an axis is, in pixels: a little more than it is. */
const character = 6.6;

/** What is around the values of a plot. */
export interface PlotInput {
  readonly times: readonly number[];

  /** The marks of the axis of values: their place, from 0 at the bottom to 1, and their text. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly marks: readonly PreviewMark[];
}

/** A place to draw in. */
export interface Canvas {
  readonly element: SVGSVGElement;

  /** Where it begins and ends, in pixels. */
  readonly left: number;
  readonly right: number;
  readonly x: (time: number) => number;

  /** From 0 at the bottom to 1. */
  readonly y: (share: number) => number;
}

/** A plot that somebody can point at, and walk along with the keys. */
export interface Plot {
  readonly element: HTMLElement;

  /** Draws it anew. */
  readonly draw: (input: PlotInput, inside: (canvas: Canvas) => void) => void;

  /** Says what it shows to whoever does not see it. */
  readonly tell: (text: string) => void;
}

/** A plot without anything in it. */
export function newPlot(title: string, cursor: Cursor, redraw: () => void): Plot {
  const spoken = h('p', { class: 'unseen', 'aria-live': 'polite' });
  const element = h('div', { class: 'plot', tabindex: 0, role: 'group', 'aria-label': title });
  let times: readonly number[] = [];
  let canvas: Canvas | undefined;
  let line: SVGLineElement | undefined;
  let text = '';
  let width = 0;

  new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    redraw();
  }).observe(element);

  const point = (clientX: number): void => {
    if (canvas === undefined || times.length < 2) return;
    const box = canvas.element.getBoundingClientRect();
    const [first = 0, last = 0] = [times[0], times.at(-1)];
    const share = (clientX - box.left - canvas.x(first)) / (canvas.x(last) - canvas.x(first));
    cursor.set(times[placeOf(times, first + share * (last - first))]);
  };
  element.addEventListener('pointermove', ({ clientX }) => point(clientX));
  element.addEventListener('pointerdown', ({ clientX }) => point(clientX));
  element.addEventListener('pointerleave', () => cursor.set(undefined));
  element.addEventListener('blur', () => cursor.set(undefined));
  element.addEventListener('keydown', (event) => {
    const far = event.shiftKey ? 10 : 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -far,
      ArrowRight: far,
      Home: -times.length,
      End: times.length,
    };
    const step = steps[event.key];
    if (event.key === 'Escape') cursor.set(undefined);
    if (step === undefined || times.length === 0) return;
    event.preventDefault();
    cursor.set(times[Math.max(0, Math.min(times.length - 1, placeOf(times, cursor.time()) + step))]);
    spoken.textContent = text;
  });
  cursor.follow(() => {
    const time = cursor.time();
    const x = time === undefined || canvas === undefined ? undefined : canvas.x(time);
    line?.setAttribute('x1', String(x ?? -10));
    line?.setAttribute('x2', String(x ?? -10));
  });

  return {
    element,
    tell: (next) => {
      text = next;
      element.setAttribute('aria-label', `${title}. ${next}`);
    },
    draw: (input, inside) => {
      times = input.times;
      width = element.clientWidth;
      if (width === 0 || times.length < 2) return;
      canvas = axes(width, input);
      inside(canvas);
      line = svg('line', { class: 'cursor', x1: -10, x2: -10, y1: margin.top, y2: height - margin.bottom });
      canvas.element.append(line);
      element.replaceChildren(canvas.element, spoken);
    },
  };
}

function axes(width: number, { times, ticks, marks }: PlotInput): Canvas {
  const left = 10 + character * Math.max(3, ...ticks.map(({ text }) => text.length));
  const [from = 0, to = 1] = [times[0], times.at(-1)];
  const inner = { width: width - left - margin.right, height: height - margin.top - margin.bottom };
  const x = (time: number): number => left + ((time - from) / (to - from)) * inner.width;
  const y = (share: number): number => margin.top + (1 - share) * inner.height;
  const element = svg('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'aria-hidden': 'true',
    focusable: 'false',
  });
  for (const mark of marks) {
    const start = x(Math.max(mark.from, from));
    const length = Math.max(2, x(Math.min(mark.to, to)) - start);
    element.append(
      svg('rect', { class: `mark ${mark.color}`, x: start, y: y(1), width: length, height: inner.height }),
    );
  }
  for (const { at, text } of ticks) {
    element.append(
      svg('line', { class: 'grid', x1: left, x2: width - margin.right, y1: y(at), y2: y(at) }),
      svg('text', { class: 'tick', x: left - 6, y: y(at) + 4, 'text-anchor': 'end' }, text),
    );
  }
  for (const time of timeTicks(from, to, Math.max(2, Math.floor(inner.width / 90)))) {
    if (x(time) > width - 26 || x(time) < left + 14) continue;
    element.append(
      svg('line', { class: 'grid', x1: x(time), x2: x(time), y1: y(0), y2: y(0) + 4 }),
      svg(
        'text',
        { class: 'tick', x: x(time), y: height - 5, 'text-anchor': 'middle' },
        formatMoment(time, to - from),
      ),
    );
  }
  return { element, left, right: width - margin.right, x, y };
}
