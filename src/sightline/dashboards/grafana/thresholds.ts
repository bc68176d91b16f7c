import type { ThresholdLevel, Thresholds } from '../panel';
import type { GrafanaThresholds } from './model';

const colors: Readonly<Record<ThresholdLevel | 'good', string>> = {
  good: 'green',
  notice: 'yellow',
  ticket: 'orange',
  page: 'red',
};

/** Colours by value. Where something is wrong below a value, the colours stand the other way round, and green is last. */
export function grafanaThresholds(thresholds: Thresholds | undefined): GrafanaThresholds {
  const { wrong, values } = thresholds ?? { wrong: 'above', values: [] };
  const levels = values.map(({ level }) => colors[level]);
  const all = wrong === 'above' ? [colors.good, ...levels] : [...levels, colors.good];
  const limits = [null, ...values.map(({ value }) => value)];
  return {
    mode: 'absolute',
    steps: limits.map((value, index) => ({ color: all[index] ?? colors.good, value })),
  };
}
