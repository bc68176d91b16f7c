import type { Objective } from '../../objectives/objective';
import { age, badIncrease, before, start, steps, totalIncrease } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { correctionOf, leaving, runningSum } from '../../objectives/window-sum-series';
import { stepWindow } from '../../objectives/windows';
import { add, and, div, mul, or, sub } from '../../promql/build/operators';
import { lastOverTime } from '../../promql/build/over-time';
import { vectorOf } from '../../promql/build/scalars';
import type { RecordingRule } from '../rule';
import { eventsIn } from './events-in';
import { objectiveSeries, sinceBefore, toEach, windowOf } from './series';

const second = 1000;
const hour = 3600 * second;

/** For how long what is known of the whole window is remembered while Prometheus is down, in milliseconds. */
export const remembered = 6 * hour;

/** A sum of the whole window, the steps it is of, and what there was before steps. */
interface WindowSum {
  readonly sum: SeriesModel;
  readonly step: SeriesModel;
  readonly earlier: SeriesModel;
}

function sumsOf({ window }: Objective): readonly WindowSum[] {
  return [
    { sum: totalIncrease(window), step: steps.total, earlier: before.total },
    { sum: badIncrease(window), step: steps.bad, earlier: before.bad },
  ];
}

/**
 * The events of the whole window. To read a month of steps at each evaluation would cost more than all other rules together, so a running sum is
 * kept: the last one, with the new step, and without the steps that have left the window since. Whatever it has lost or never had, such as
 * steps that were filled later, is in the correction.
 */
export function windowSumRules(objective: Objective): RecordingRule[] {
  const { by, window } = objective;
  const { record, read, readOne } = objectiveSeries(objective);
  const kept = windowOf(remembered);
  const { gap } = steps;
  const ago = windowOf(window);
  const usual = vectorOf(stepWindow / second);
  // of a step that leaves, as much as time has passed: it and this one may be longer or shorter than others
  const passed = or(readOne(gap), usual, { on: [] });
  const share = div(passed, or(readOne(gap).offset(ago), usual, { on: [] }), { on: [] });
  return sumsOf(objective).flatMap(({ sum, step }) => {
    const running = runningSum(sum);
    const last = lastOverTime(read(running).offset(windowOf(sinceBefore)).over(kept));
    const none = mul(0, last);
    const moved = sub(
      add(last, or(read(step), none, { on: by }), { on: by }),
      or(read(leaving(sum)), none, { on: by }),
      {
        on: by,
      },
    );
    const correction = lastOverTime(read(correctionOf(sum)).over(kept));
    const corrected = add(correction, or(read(running), mul(0, correction), { on: by }), { on: by });
    return [
      // in a rule of its own: all that is beside it would be looked for in a month of blocks, too
      record(leaving(sum), mul(read(step).offset(ago), share, toEach)),
      record(running, or(moved, read(step), { on: by }), { remembered: [running] }),
      record(sum, and(or(corrected, read(running), { on: by }), read(age), { on: by })),
    ];
  });
}

/** What the running sums lack: all that was measured in the window, less what they have of it. */
export function correctionRules(objective: Objective): RecordingRule[] {
  const { by, window } = objective;
  const series = objectiveSeries(objective);
  const { record, read } = series;
  return sumsOf(objective).map(({ sum, step, earlier }) => {
    const counted = eventsIn(series, step, window);
    // there as long as steps are, and cheaper to read twice
    const none = mul(0, read(start));
    const running = lastOverTime(read(runningSum(sum)).over(windowOf(remembered)));
    return record(
      correctionOf(sum),
      sub(add(counted, or(read(earlier), none, { on: by }), { on: by }), or(running, none, { on: by }), {
        on: by,
      }),
    );
  });
}
