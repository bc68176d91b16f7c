import { absentAlertName } from '../../objectives/alert-names';
import {
  badIncrease,
  badRate,
  badSeen,
  budget,
  burnRate,
  errorPercent,
  errorRatio,
  exhaustion,
  remainingRatio,
  steps,
  totalIncrease,
} from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { longRatios } from '../long-ratios';
import { recordedByOthers } from '../others';
import type { Check, Scenario } from '../scenario';
import { burns, type Subject } from '../subject';

const { short, long } = rawWindows;

const minute = 60_000;

/**
 * No series counts a bad event, since there never was any.
 *
 * @param isAlone whether nothing is recorded for others
 */
export function noErrors(subject: Subject, isAlone = false): Scenario {
  const { input, objective, isCounted } = subject;
  const now = 20;
  const ratios = [short, long, ...longRatios(subject), objective.window].map(errorRatio);
  const zeros = [
    ...ratios,
    ...[short, long].map(badRate),
    errorPercent,
    burnRate,
    steps.bad,
    badIncrease(objective.window),
    ...(isCounted && objective.minimumBadEvents > 0 ? [badSeen(long)] : []),
  ];
  return {
    name: `no errors ever${isAlone ? ', and no others' : ''}: no series counts a bad event, and all numbers are 0 all the same`,
    perMinute: subject.perMinute,
    feeds: [
      { series: input.always, phases: [{ minutes: now, bad: 0 }] },
      // errors of one value of what it is kept by are none of another; they are too few to alert, where a gauge has no few
      ...(isAlone || !isCounted
        ? []
        : [{ series: input.otherGroup, phases: [{ minutes: now, bad: subject.budget / 4 }] }]),
    ],
    beside: isAlone ? [] : recordedByOthers(subject, now),
    checks: [
      ...zeros.map((series): Check => ({ minute: now, series, value: 0 })),
      { minute: now, series: remainingRatio, value: 1 },
      { minute: now, series: exhaustion, value: 'absent' },
      { minute: now, alerts: [], among: `${burns}|ErrorBudgetExhausted` },
    ],
  };
}

/** No traffic for so long that none is in any of the shorter windows, and none in the hour from which their first step is taken. */
export function idle(subject: Subject): Scenario {
  const { input, perMinute } = subject;
  const [firstLong = rawWindows.short] = longRatios(subject);
  const used = 30;
  const unused = (rawWindows.long + firstLong) / minute + 6;
  const now = used + unused;
  const silent = [
    errorRatio(short),
    ...longRatios(subject).slice(0, 1).map(errorRatio),
    errorRatio(long),
    errorPercent,
    burnRate,
    exhaustion,
  ];
  return {
    name: 'idle: hours without traffic are neither good nor bad, and nothing is missing',
    perMinute,
    feeds: [
      {
        series: [...input.always, ...input.bad],
        phases: [
          { minutes: used, bad: subject.budget / 2 },
          { minutes: unused, bad: 'idle' },
        ],
      },
    ],
    beside: [],
    checks: [
      ...silent.map((series): Check => ({ minute: now, series, value: 'absent' })),
      { minute: now, series: errorRatio(subject.objective.window), value: subject.budget / 2, within: 0.01 },
      { minute: now, alerts: [], among: `${burns}|${absentAlertName}` },
      { minute: now, alerts: [], among: `${burns}|${absentAlertName}`, state: 'pending' },
    ],
  };
}

/** There never was any traffic. */
export function neverUsed(subject: Subject): Scenario {
  const { input, objective, perMinute } = subject;
  const zeros = [badRate(short), badRate(long), ...(objective.minimumBadEvents > 0 ? [badSeen(long)] : [])];
  const now = 20;
  const silent = [short, long, ...longRatios(subject), objective.window].map(errorRatio);
  return {
    name: 'never used: without any event there is no ratio, and all of the budget is left',
    perMinute,
    feeds: [{ series: input.always, phases: [{ minutes: now, bad: 'idle' }] }],
    beside: [],
    checks: [
      ...silent.map((series): Check => ({ minute: now, series, value: 'absent' })),
      ...zeros.map((series): Check => ({ minute: now, series, value: 0 })),
      { minute: now, series: totalIncrease(objective.window), value: 0 },
      { minute: now, series: budget, value: 0 },
      { minute: now, series: remainingRatio, value: 1 },
    ],
  };
}
