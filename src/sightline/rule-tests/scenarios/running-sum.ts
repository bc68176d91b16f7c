import { age, badIncrease, steps, totalIncrease } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { correctionOf, leaving, runningSum } from '../../objectives/window-sum-series';
import { objectiveLabel } from '../../rules/objectives/series';
import { pastValues, recordedBefore, type PastSample } from '../history';
import { recordedByOthers } from '../others';
import type { Check, FedSeries, Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

const minute = 60_000;

/** A step that ended so long ago is still in sight, in minutes. */
const lately = 2;

/** What was recorded so long ago is still read, in minutes. */
const old = 240;

/** What was recorded so long ago is not, in minutes. */
const tooOld = 400;

/** For how long nothing was evaluated, and how long the step was that leaves, in minutes. */
const pause = 30;
const longStep = 4;

/** What the sum was, what has come since, what leaves, and what was found to lack. */
const events = { sum: 900_000, come: 80_000, left: 30_000, lack: 5000 } as const;

/** One of the two sums, the steps it is of, and how many of the events it has. */
interface Kept {
  readonly sum: SeriesModel;
  readonly step: SeriesModel;
  readonly share: number;
}

/** What is fed for one of the sums, and what must be recorded of it. */
interface Tried {
  readonly beside: readonly FedSeries[];
  readonly values: readonly (readonly [SeriesModel, number])[];
}

/** The sum of the window is kept up: the last one, with what has come, and without what leaves. */
export function runningSums(subject: Subject, interval: number): readonly Scenario[] {
  const window = subject.objective.window / minute;
  // what leaves was there a window ago; all else takes no history
  const whole = clearNow(subject, (Math.ceil(window / interval) + 1) * interval, interval);
  const soon = clearNow(subject, 2 * interval, interval);
  const sums = [totalIncrease, badIncrease].map((sum) => sum(subject.objective.window));
  const running = sums.map((sum) => runningSum(sum).name);
  const corrections = sums.map((sum) => correctionOf(sum).name);
  const paused = onlyOne(subject, steps.end, whole, { ago: pause, value: (whole - pause) * 60 });
  const slow = onlyOne(subject, steps.gap, whole, { ago: window + 1, value: longStep * 60 });
  return [
    scenario(
      subject,
      whole,
      'what comes is added, and what leaves is taken away',
      moves(subject, whole, 1),
      // others had steps when those were made that leave
      recordedByOthers(
        subject,
        whole - window,
        [steps.total, steps.bad, steps.gap].map(({ name }) => name),
      ),
    ),
    scenario(
      subject,
      whole,
      'after a pause as much leaves as time has passed, of a step as long as it was',
      moves(subject, whole, pause / longStep),
      [paused, slow, ...recordedByOthers(subject, whole, [steps.gap.name])],
    ),
    scenario(
      subject,
      soon,
      'it begins with the first step',
      ({ sum, step, share }) => ({
        beside: [recordedBefore(subject, step, soon, [{ ago: lately, value: events.come * share }])],
        values: [
          [runningSum(sum), events.come],
          [correctionOf(sum), events.come],
        ],
      }),
      recordedByOthers(subject, soon),
    ),
    scenario(
      subject,
      soon,
      'without a step it stays, with what was found to lack',
      ({ sum, share }) => ({
        beside: [
          recordedBefore(subject, runningSum(sum), soon, [{ ago: old, value: events.sum * share }]),
          recordedBefore(subject, correctionOf(sum), soon, [
            { ago: old + 30, value: 2 * events.lack * share },
            { ago: old, value: events.lack * share },
          ]),
        ],
        values: [
          [runningSum(sum), events.sum],
          [sum, events.sum + events.lack],
        ],
      }),
      recordedByOthers(
        subject,
        soon,
        subject.recorded.filter((name) => ![...running, ...corrections].includes(name)),
      ),
    ),
    scenario(
      subject,
      soon,
      'one of no events stays',
      ({ sum }) => ({
        beside: [recordedBefore(subject, runningSum(sum), soon, [{ ago: old, value: 0 }])],
        values: [
          [runningSum(sum), 0],
          [sum, 0],
        ],
      }),
      recordedByOthers(subject, soon, running),
    ),
    scenario(
      subject,
      soon,
      'what was found to lack, if anything, is there without it',
      ({ sum, share }) => {
        const lack = share === 1 ? events.lack : 0;
        return {
          beside: [recordedBefore(subject, correctionOf(sum), soon, [{ ago: old, value: lack }])],
          values: [[sum, lack]],
        };
      },
      recordedByOthers(subject, soon, corrections),
    ),
    ...ended(subject, soon, sums),
  ];
}

/** What was recorded of a service that is gone for longer than its window, and what is too old. */
function ended(subject: Subject, now: number, sums: readonly SeriesModel[]): readonly Scenario[] {
  const scenario = (
    name: string,
    recorded: readonly SeriesModel[],
    ago: number,
    beside: readonly FedSeries[],
    more: readonly Check[] = [],
  ): Scenario => ({
    name: `the sum of the window: ${name}`,
    perMinute: 1,
    feeds: [],
    beside: [
      ...recorded.map((each) => recordedBefore(subject, each, now, [{ ago, value: events.sum }])),
      ...beside,
    ],
    checks: [...sums.map((series): Check => ({ minute: now, series, value: 'absent' })), ...more],
  });
  const corrections = sums.map(correctionOf);
  const older = now - (2 * subject.objective.window) / minute;
  return [
    scenario(
      'where nothing is in it there is none',
      [...corrections, ...sums.map(runningSum)],
      old,
      recordedByOthers(subject, now, [age.name]),
    ),
    scenario(
      'of what was found to lack long ago there is none, and a service is never older than its window',
      corrections,
      tooOld,
      [recordedBefore(subject, steps.since, now, [{ ago: 10, value: older * 60 }])],
      [{ minute: now, series: age, value: 1 }],
    ),
  ];
}

function moves(subject: Subject, now: number, passed: number): (each: Kept) => Tried {
  const window = subject.objective.window / minute;
  const left = events.left * passed;
  return ({ sum, step, share }) => ({
    beside: [
      recordedBefore(subject, runningSum(sum), now, [
        { ago: 180, value: 2 * events.sum * share },
        { ago: 60, value: events.sum * share },
      ]),
      recordedBefore(subject, step, now, [
        { ago: window + 1, value: events.left * share },
        { ago: lately, value: events.come * share },
      ]),
    ],
    values: [
      [leaving(sum), left],
      [runningSum(sum), events.sum + events.come - left],
      [correctionOf(sum), events.come - events.sum],
    ],
  });
}

function scenario(
  subject: Subject,
  now: number,
  name: string,
  of: (each: Kept) => Tried,
  beside: readonly FedSeries[] = [],
): Scenario {
  const { window } = subject.objective;
  const both: readonly Kept[] = [
    { sum: totalIncrease(window), step: steps.total, share: 1 },
    { sum: badIncrease(window), step: steps.bad, share: 0.1 },
  ];
  return {
    name: `the sum of the window: ${name}`,
    perMinute: 1,
    feeds: [],
    beside: [
      ...both.flatMap((each) => of(each).beside),
      recordedBefore(subject, steps.since, now, [{ ago: 10, value: (now - 60) * 60 }]),
      ...beside,
    ],
    checks: both.flatMap((each) =>
      of(each).values.map(([series, value]): Check => ({ minute: now, series, value: value * each.share })),
    ),
  };
}

/** A series that there is one of for the whole objective. */
function onlyOne(
  { target, objective }: Subject,
  { name }: SeriesModel,
  now: number,
  sample: PastSample,
): FedSeries {
  return {
    name,
    labels: { ...target, [objectiveLabel]: objective.name },
    values: pastValues(now, [sample]),
  };
}
