import { plainDecimal } from '../promql/syntax/decimal';
import type { InputSeries } from './input-series';

/** What goes on for some minutes. */
export interface Phase {
  /** How long, in minutes: whole ones. */
  readonly minutes: number;

  /** `absent`: the series are gone. `idle`: they are there, and nothing happens. Else the share of bad events. */
  readonly bad: number | 'idle' | 'absent';
}

/**
 * The samples of a series through some phases, one each minute from 0 on, as promtool's unit tests write them. All are whole numbers:
 * promtool adds up step by step, and where that is a hair above the start of the next phase it would see a counter that was reset.
 *
 * @param perMinute how many events there are in a minute
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function valuesThrough(series: InputSeries, phases: readonly Phase[], perMinute: number): string {
  let last = 0;
  const parts = phases.map(({ minutes, bad }, index) => {
    // the first phase has a sample at its start too
    const steps = index === 0 ? minutes : minutes - 1;
    if (bad === 'absent') return `_x${steps + 1}`;
    if (series.values !== undefined) {
      const value = bad === 'idle' || bad === 0 ? series.values.good : series.values.bad;
      return `${plainDecimal(value)}x${steps}`;
    }
    const growth = bad === 'idle' ? 0 : Math.round((series.share?.(bad) ?? 0) * perMinute);
    const first = index === 0 ? 0 : last + growth;
    last = first + growth * steps;
    return `${plainDecimal(first)}+${plainDecimal(growth)}x${steps}`;
  });
  return parts.join(' ');
}
