import {
  badIncrease,
  correctionOf,
  leaving,
  runningSum,
  steps,
  totalIncrease,
  type SeriesModel,
} from '../../objectives/recorded-series';
import { objectiveLabel } from '../../rules/objectives/series';
import { recordedBefore, type PastSample } from '../history';
import type { Check, FedSeries, Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

const minute = 60_000;

/** A step that ended so long ago is still in sight, in minutes. */
const lately = 2;

/** For how long nothing was evaluated, and how long the step was that leaves, in minutes. */
const pause = 30;
const longStep = 4;
const usualStep = 2;

/** What the sum was, what has come since, what leaves, and what was found to lack. */
const events = { sum: 900_000, come: 70_000, left: 30_000, lack: 5000 } as const;

/** The sum of the window is kept up: the last one, with what has come, and without what leaves. */
export function runningSums(subject: Subject, interval: number): readonly Scenario[] {
  const window = subject.objective.window / minute;
  const now = clearNow(subject, (Math.ceil(window / interval) + 1) * interval, interval);
  const both = [
    { sum: totalIncrease(subject.objective.window), step: steps.total, share: 1 },
    { sum: badIncrease(subject.objective.window), step: steps.bad, share: 0.1 },
  ] as const;
  const fed = (series: SeriesModel, samples: readonly PastSample[]) =>
    recordedBefore(subject, series, now, samples);
  const scenario = (
    name: string,
    of: (each: (typeof both)[number]) => {
      readonly beside: readonly FedSeries[];
      readonly values: readonly (readonly [SeriesModel, number])[];
    },
    beside: readonly FedSeries[] = [],
  ): Scenario => ({
    name: `the sum of the window: ${name}`,
    perMinute: 1,
    feeds: [],
    beside: [
      ...both.flatMap((each) => of(each).beside),
      fed(steps.since, [{ ago: 10, value: (now - 60) * 60 }]),
      ...beside,
    ],
    checks: both.flatMap((each) =>
      of(each).values.map(([series, value]): Check => ({ minute: now, series, value: value * each.share })),
    ),
  });
  const moves = (passed: number) => (each: (typeof both)[number]) => {
    const { sum, step, share } = each;
    const left = events.left * passed;
    return {
      beside: [
        fed(runningSum(sum), [
          { ago: 180, value: 2 * events.sum * share },
          { ago: 60, value: events.sum * share },
        ]),
        fed(step, [
          { ago: window + 1, value: events.left * share },
          { ago: lately, value: events.come * share },
        ]),
      ],
      values: [
        [leaving(sum), left],
        [runningSum(sum), events.sum + events.come - left],
        [correctionOf(sum), events.come - events.sum],
      ] as const,
    };
  };
  return [
    scenario('what comes is added, and what leaves is taken away', moves(1)),
    scenario('after a pause as much leaves as time has passed', moves(pause / longStep), [
      onlyOne(subject, steps.end, now, { ago: pause, value: (now - pause) * 60 }),
      onlyOne(subject, steps.gap, now, { ago: window + 1, value: longStep * 60 }),
    ]),
    scenario(
      'what leaves after a pause counts as usual where it was a usual step',
      moves(pause / usualStep),
      [onlyOne(subject, steps.end, now, { ago: pause, value: (now - pause) * 60 })],
    ),
    scenario('it begins with the first step', ({ sum, step, share }) => ({
      beside: [fed(step, [{ ago: lately, value: events.come * share }])],
      values: [
        [runningSum(sum), events.come],
        [correctionOf(sum), events.come],
      ] as const,
    })),
    scenario('without a step it stays, with what was found to lack', ({ sum, share }) => ({
      beside: [
        fed(runningSum(sum), [{ ago: 60, value: events.sum * share }]),
        fed(correctionOf(sum), [
          { ago: 90, value: 2 * events.lack * share },
          { ago: 60, value: events.lack * share },
        ]),
      ],
      values: [
        [runningSum(sum), events.sum],
        [sum, events.sum + events.lack],
      ] as const,
    })),
  ];
}

/** A series that there is one of for the whole objective. */
function onlyOne(
  { target, objective }: Subject,
  { name }: SeriesModel,
  now: number,
  { ago, value }: PastSample,
): FedSeries {
  return {
    name,
    labels: { ...target, [objectiveLabel]: objective.name },
    values: `_x${now - ago} ${value}`,
  };
}
