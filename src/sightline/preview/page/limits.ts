import type { PreviewPanel } from '../model';
import { h, svg } from './dom';
import { formatValue } from './format-value';
import { levelWords } from './levels';
import type { Canvas } from './plot';
import type { Scale } from './scale';

/** The lines of thresholds, and a list that names them: those that would be far outside of a graph too. */
export interface LimitList {
  readonly element: HTMLElement;
  readonly draw: (canvas: Canvas, scale: Scale, share: (value: number) => number) => void;
}

/** The thresholds of a panel. */
export function limitList({ title, thresholds, unit }: PreviewPanel): LimitList {
  const element = h('ul', { class: 'limits', 'aria-label': `Thresholds of ${title}` });
  element.hidden = thresholds === undefined;
  return {
    element,
    draw: (canvas, scale, share) => {
      const { wrong = 'above', values = [] } = thresholds ?? {};
      const isInside = (value: number): boolean => value >= scale.low && value <= scale.high;
      for (const { value, level } of values.filter((each) => isInside(each.value))) {
        const y = canvas.y(share(value));
        canvas.element.append(
          svg('line', { class: `limit ${level}`, x1: canvas.left, x2: canvas.right, y1: y, y2: y }),
        );
      }
      element.replaceChildren(
        ...values.map(({ value, level }) =>
          h(
            'li',
            { class: level },
            h('span', { class: 'dash' }),
            `${levelWords[level]} ${wrong} ${formatValue(value, unit)}${isInside(value) ? '' : ' (outside)'}`,
          ),
        ),
      );
    },
  };
}
