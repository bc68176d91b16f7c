import { plainDecimal } from '../promql/syntax/decimal';
import type { InputSeries } from './input-series';

/** What goes on for some minutes. */
export interface Phase {
  /** How long, in minutes: whole ones. */
  readonly minutes: number;

  /** `absent`: the series are gone. `idle`: they are there, and nothing happens. Else the share of bad events. */
  readonly bad: number | 'idle' | 'absent';

  /**
   * How many events there are in a minute, of those that there usually are.
   *
   * @default 1
   */
  readonly traffic?: number;

  /**
   * Whether the pods but the first begin to count from 0 again.
   *
   * @default false
   */
  readonly restarted?: boolean;

  /**
   * Whether the first pod answers no scrape, and counts all the same.
   *
   * @default false
   */
  readonly missed?: boolean;

  /**
   * Whether there is no pod but the first.
   *
   * @default false
   */
  readonly alone?: boolean;
}

/** All events of a minute of a phase, and the bad ones: whole numbers. */
export function eventsOf({ bad, traffic = 1 }: Phase, perMinute: number): { total: number; bad: number } {
  if (typeof bad === 'string') return { total: 0, bad: 0 };
  const total = Math.round(perMinute * traffic);
  return { total, bad: Math.round(total * bad) };
}

/**
 * The samples of a series through some phases, one each minute from 0 on, as promtool's unit tests write them. All are whole numbers:
 * promtool adds up step by step, and where that is a hair above the start of the next phase it would see a counter that was reset.
 *
 * @param perMinute how many events of the series there usually are in a minute
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function valuesThrough(series: InputSeries, phases: readonly Phase[], perMinute: number): string {
  let last: number | undefined;
  let place = 0;
  const parts = phases.map((phase) => {
    const isStart = place === 0;
    // the first phase has a sample at its start too
    const samples = isStart ? phase.minutes + 1 : phase.minutes;
    place += samples;
    if (phase.bad === 'absent' || (phase.alone === true && !series.share.isFirst)) {
      const wasThere = last !== undefined;
      last = undefined;
      return wasThere ? ['stale', ...blank(samples - 1)] : blank(samples);
    }
    const { values } = series;
    if (values !== undefined) {
      last = isBad(phase.bad, series) ? values.bad : values.good;
      return repeated(last, 0, samples);
    }
    const growth = growthOf(series, phase, perMinute);
    const from = phase.restarted === true && !series.share.isFirst ? 0 : last;
    const start = from === undefined ? (series.startsAt ?? 0) : from + growth;
    last = start + growth * (samples - 1);
    return phase.missed === true && series.share.isFirst ? blank(samples) : repeated(start, growth, samples);
  });
  return parts.flat().join(' ');
}

function repeated(start: number, growth: number, samples: number): readonly string[] {
  const more = growth === 0 ? '' : `+${plainDecimal(growth)}`;
  return [samples === 1 ? plainDecimal(start) : `${plainDecimal(start)}${more}x${samples - 1}`];
}

/** Whether the gauge of one pod is out of its bounds: that of the first for any bad share, those of all for the whole. */
function isBad(bad: number | 'idle', { share }: InputSeries): boolean {
  return typeof bad === 'number' && bad > 0 && (bad >= 1 || share.isFirst);
}

function growthOf({ grows, share }: InputSeries, phase: Phase, perMinute: number): number {
  const { total, bad } = eventsOf(phase, perMinute);
  // what is not the first pod's is the other's, so that their sum is whole
  const part = (events: number): number => {
    const first = Math.round(events * share.first);
    return share.isFirst ? first : events - first;
  };
  switch (grows) {
    case 'all':
      return part(total);
    case 'bad':
      return part(bad);
    case 'good':
      return part(total) - part(bad);
  }
}

/** So many minutes without a sample. */
export function blank(minutes: number): readonly string[] {
  return minutes === 0 ? [] : [`_x${minutes}`];
}
