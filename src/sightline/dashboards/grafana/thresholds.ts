import { levelsOf, thresholds as ordered, type Level, type Thresholds } from '../panel';
import type { GrafanaThresholds } from './model';

const colors: Readonly<Record<Level, string>> = {
  good: 'green',
  notice: 'yellow',
  ticket: 'orange',
  page: 'red',
};

/** Colours by value. */
export function grafanaThresholds(thresholds: Thresholds = ordered('above', [])): GrafanaThresholds {
  return {
    mode: 'absolute',
    steps: levelsOf(thresholds).map(({ from, level }) => ({ color: colors[level], value: from })),
  };
}
