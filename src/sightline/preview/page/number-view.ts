import type { PreviewPanel } from '../model';
import { h } from './dom';
import { formatValue, noValue } from './format-value';
import { levelOf, levelAdvice } from './levels';
import type { View } from './view';

/** A value of this moment, with what it means; on a scale from 0 to 1 with a bar. */
export function numberView({ kind, unit, thresholds }: PreviewPanel): View {
  const value = h('p', { class: 'number' }, noValue);
  const level = h('p', { class: 'level' });
  const bar = h('div', { class: 'bar', 'aria-hidden': 'true' });
  const element = h('div', { class: 'stat' }, value, ...(kind === 'gauge' ? [bar] : []), level);
  return {
    element,
    update: (data) => {
      if (data.kind !== 'number') return false;
      value.textContent = formatValue(data.value, unit);
      const meant =
        data.value === null || thresholds === undefined ? undefined : levelOf(data.value, thresholds);
      element.dataset.level = meant ?? 'none';
      level.textContent = meant === undefined ? '' : levelAdvice[meant];
      bar.style.setProperty('--share', String(Math.max(0, Math.min(1, data.value ?? 0))));
      return data.value !== null;
    },
  };
}
