import type { ThresholdLevel, Thresholds } from '../../dashboards/panel';
import type { PreviewPanel } from '../model';
import { h, svg } from './dom';
import { formatValue } from './format-value';
import type { Canvas } from './plot';
import type { Scale } from './scale';

/** What it means to be past a threshold, in a word or two. */
export const levelWords: Readonly<Record<ThresholdLevel | 'good', string>> = {
  good: 'good',
  notice: 'worth a look',
  ticket: 'ticket',
  page: 'page',
};

/** What a value that is past a threshold asks for now. */
export const levelAdvice: typeof levelWords = {
  good: 'good',
  notice: 'worth a look',
  ticket: 'act soon',
  page: 'act now',
};

/** What a value means by the thresholds of its panel. */
export function levelOf(value: number, thresholds: Thresholds): ThresholdLevel | 'good' {
  const { wrong, values } = thresholds;
  const past =
    wrong === 'above'
      ? values.findLast((each) => value >= each.value)
      : values.find((each) => value < each.value);
  return past?.level ?? 'good';
}

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
