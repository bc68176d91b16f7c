import {
  absentAlertName,
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

/** No series counts a bad event, since there never was any. */
export function noErrors(subject: Subject): Scenario {
  const { input, objective, isCounted } = subject;
  const minute = 20;
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
    name: 'no errors ever: no series counts a bad event, and all numbers are 0 all the same',
    perMinute: subject.perMinute,
    feeds: [{ series: input.always, phases: [{ minutes: minute, bad: 0 }] }],
    beside: recordedByOthers(subject, minute),
    checks: [
      ...zeros.map((series): Check => ({ minute, series, value: 0 })),
      { minute, series: remainingRatio, value: 1 },
      { minute, series: exhaustion, value: 'absent' },
      { minute, alerts: [], among: `${burns}|ErrorBudgetExhausted` },
    ],
  };
}

/** No traffic since an hour, after some. */
export function idle(subject: Subject): Scenario {
  const { input, perMinute } = subject;
  const minute = 96;
  const silent = [
    errorRatio(short),
    ...longRatios(subject).slice(0, 1).map(errorRatio),
    errorRatio(long),
    errorPercent,
    burnRate,
    exhaustion,
  ];
  return {
    name: 'idle: an hour without traffic is neither good nor bad, and nothing is missing',
    perMinute,
    feeds: [
      {
        series: [...input.always, ...input.bad],
        phases: [
          { minutes: 30, bad: subject.budget / 2 },
          { minutes: 66, bad: 'idle' },
        ],
      },
    ],
    beside: [],
    checks: [
      ...silent.map((series): Check => ({ minute, series, value: 'absent' })),
      { minute, series: errorRatio(subject.objective.window), value: subject.budget / 2, within: 0.01 },
      { minute, alerts: [], among: `${burns}|${absentAlertName}` },
      { minute, alerts: [], among: `${burns}|${absentAlertName}`, state: 'pending' },
    ],
  };
}

/** There never was any traffic. */
export function neverUsed(subject: Subject): Scenario {
  const { input, objective, perMinute } = subject;
  const minute = 20;
  const silent = [short, long, ...longRatios(subject), objective.window].map(errorRatio);
  return {
    name: 'never used: without any event there is no ratio, and all of the budget is left',
    perMinute,
    feeds: [{ series: [...input.always, ...input.bad], phases: [{ minutes: minute, bad: 'idle' }] }],
    beside: [],
    checks: [
      ...silent.map((series): Check => ({ minute, series, value: 'absent' })),
      { minute, series: totalIncrease(objective.window), value: 0 },
      { minute, series: budget, value: 0 },
      { minute, series: remainingRatio, value: 1 },
    ],
  };
}
