import { plainDecimal } from '../promql/syntax/decimal';
import type { InputSeries } from './input-series';
import { blank, growthOf, type Phase } from './phase';

/** How many good and bad observations a histogram has. */
interface Observed {
  readonly good: number;
  readonly bad: number;
}

const nothing: Observed = { good: 0, bad: 0 };

/**
 * The samples of a native histogram through some phases, one each minute from 0 on, as promtool's unit tests write them from Prometheus 3.0 on.
 *
 * @param bound where good observations end and bad ones begin; they fall into the nearest bucket on either side of it
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function histogramsThrough(
  series: InputSeries,
  bound: number | 'alike',
  phases: readonly Phase[],
  perMinute: number,
): string {
  let last: Observed | undefined;
  let isStart = true;
  const parts = phases.map((phase) => {
    // the first phase has a sample at its start too
    const samples = isStart ? phase.minutes + 1 : phase.minutes;
    isStart = false;
    if (phase.bad === 'absent' || (phase.alone === true && !series.share.isFirst)) {
      const wasThere = last !== undefined;
      last = undefined;
      return wasThere ? ['stale', ...blank(samples - 1)] : blank(samples);
    }
    const grown = observedIn(series, bound, phase, perMinute);
    const before = phase.restarted === true && !series.share.isFirst ? nothing : last;
    const start = before === undefined ? { ...nothing, good: series.startsAt ?? 0 } : plus(before, grown, 1);
    last = plus(start, grown, samples - 1);
    if (phase.missed === true && series.share.isFirst) return blank(samples);
    const first = written(start, bound);
    return [samples === 1 ? first : `${first}+${written(grown, bound)}x${samples - 1}`];
  });
  return parts.flat().join(' ');
}

/** What a minute of a phase adds. */
function observedIn(
  { grows, share }: InputSeries,
  bound: number | 'alike',
  phase: Phase,
  perMinute: number,
): Observed {
  const all = growthOf({ grows, share }, phase, perMinute);
  if (bound === 'alike') return { good: all, bad: 0 };
  const good = growthOf({ grows: 'good', share }, phase, perMinute);
  return { good, bad: all - good };
}

function plus(one: Observed, other: Observed, times: number): Observed {
  return { good: one.good + other.good * times, bad: one.bad + other.bad * times };
}

/**
 * A histogram whose buckets double: bucket `i` holds what is above 2^(i-1) and at most 2^i. Good observations are in the last one that ends at the
 * bound or below it, bad ones in the first that begins there or above.
 */
function written({ good, bad }: Observed, bound: number | 'alike'): string {
  const power = bound === 'alike' ? 0 : Math.log2(bound);
  const below = Math.floor(power);
  const between = Math.ceil(power) - below; // 1 where the bound is in a bucket
  const buckets = bound === 'alike' ? [good] : [good, ...Array<number>(between).fill(0), bad];
  const counts = buckets.map(plainDecimal).join(' ');
  return `{{schema:0 count:${plainDecimal(good + bad)} offset:${below} buckets:[${counts}]}}`;
}
