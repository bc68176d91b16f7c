import { excluded } from '../../objectives/recorded-series';
import { clearFrom, firstTime, isClear } from '../excluded-times';
import type { Scenario } from '../scenario';
import type { Subject } from '../subject';
import { tellingOf } from '../telling';
import { excludedSteps } from './excluded-steps';

/** Rules are evaluated so often where schedules are tried, in minutes, or more seldom where their edges allow it: a week by the minute takes minutes. */
const finest = 5;
const coarsest = 10;

/** How often rules are evaluated where schedules are tried, in minutes. */
export function scheduleInterval({ objective }: Subject): number {
  const edges = timesOf(objective).flatMap(({ from, to }) => [from, to]);
  return Math.max(finest, edges.reduce(greatestDivisor, coarsest));
}

/** For so long a series tells of an exclusion there, in minutes. */
const told = 90;

/** What excludes a time where steps are made of it: schedules, and series that tell of it. */
export function excludedByTime(subject: Subject): readonly Scenario[] {
  const { excludes } = subject.objective;
  const every = scheduleInterval(subject);
  const from = clearFrom(excludes, { first: 3 * told, every, length: told + every });
  return [
    ...schedules(subject),
    ...excludes.flatMap((each) => {
      const scheduled = firstTime(each);
      if (scheduled !== undefined) {
        return excludedSteps(subject, every, { time: scheduled, by: each.why, telling: [] });
      }
      if (from === undefined) return [];
      const time = { from, to: from + told };
      const telling = tellingOf(subject, each, time, time.to + every);
      return telling === undefined ? [] : excludedSteps(subject, every, { time, by: each.why, telling });
    }),
  ];
}

/** What schedules exclude: at the first evaluation in each time, the last one, and those before and after it. */
function schedules(subject: Subject): readonly Scenario[] {
  const { objective, perMinute } = subject;
  const times = timesOf(objective);
  if (times.length === 0) return [];
  const every = scheduleInterval(subject);
  const moments = times.flatMap(({ from, to }) => {
    const first = Math.ceil(from / every) * every;
    const over = Math.ceil(to / every) * every;
    return [first - every, first, over - every, over];
  });
  return [
    {
      name: 'excluded by a schedule: from its first minute on, and not from its last one on',
      perMinute,
      feeds: [],
      beside: [],
      checks: [...new Set(moments)]
        .sort((a, b) => a - b)
        .map((minute) => ({
          minute,
          series: excluded,
          value: isClear(objective.excludes, { from: minute, to: minute + 1 }) ? 'absent' : 1,
        })),
    },
  ];
}

function timesOf({ excludes }: Subject['objective']) {
  return excludes.map(firstTime).filter((each) => each !== undefined);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
