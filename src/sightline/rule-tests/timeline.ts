import { plainDecimal } from '../promql/syntax/decimal';
import { histogramsThrough } from './histogram-timeline';
import { blank, growthOf, type Phase } from './phase';
import type { InputSeries } from './input-series';

/**
 * The samples of a series through some phases, one each minute from 0 on, as promtool's unit tests write them. All are whole numbers:
 * promtool adds up step by step, and where that is a hair above the start of the next phase it would see a counter that was reset.
 *
 * @param perMinute how many events of the series there usually are in a minute
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function valuesThrough(series: InputSeries, phases: readonly Phase[], perMinute: number): string {
  if (series.observes !== undefined) return histogramsThrough(series, series.observes, phases, perMinute);
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
