import { defined } from '../../problem/defined';
import { exact } from '../../objectives/exact';
import {
  age,
  badIncrease,
  badRate,
  badSeen,
  budget,
  burnRate,
  errorPercent,
  errorRatio,
  exhaustion,
  info,
  promised,
  remaining,
  remainingRatio,
  steps,
  totalIncrease,
  totalRate,
} from '../../objectives/recorded-series';
import { rawWindows, windowName } from '../../objectives/windows';
import { plainDecimal } from '../../promql/syntax/decimal';
import { happened } from '../happened';
import { longRatios } from '../long-ratios';
import { recordedByOthers } from '../others';
import type { Check, Scenario } from '../scenario';
import type { Subject } from '../subject';
import type { Phase } from '../phase';

const minute = 60_000;

/** How far back the first sample is looked for, in minutes. */
const since = 5;

/** When the numbers are looked at: the end of a step, in minutes. */
const at = 150;

/**
 * Traffic that changes, so that no window has the mean of another. Beside it are series of others, which no rule may count, and those that are
 * recorded for others.
 */
export function changingTraffic(subject: Subject): Scenario {
  const { input, isCounted } = subject;
  const phases = isCounted ? countedPhases(subject) : gaugePhases(input.pods);
  return {
    name: 'traffic that changes: every series counts the events of its own window, and none of another service, of probes or of what another objective records',
    perMinute: subject.perMinute,
    feeds: [
      { series: [...input.always, ...input.bad], phases },
      { series: input.others, phases: [{ minutes: at + 3, bad: 0, traffic: 3 }] },
      { series: input.otherGroup, phases: [{ minutes: at + 3, bad: 0.5, traffic: 5 }] },
    ],
    beside: recordedByOthers(subject, at + 3),
    checks: [...raw(subject, phases), ...stepped(subject, phases), ...derived(subject, phases)],
  };
}

/** Phases of which the last hour, half hour and five minutes differ from each other, and from half and twice as much. */
function countedPhases({ budget: share }: Subject): readonly Phase[] {
  const unit = Math.min(share, 0.2);
  return [
    { minutes: 90, bad: unit / 2 },
    { minutes: 15, bad: 2 * unit, traffic: 2 },
    { minutes: 5, bad: 4 * unit, traffic: 3 },
    { minutes: 8, bad: 4 * unit, traffic: 3, restarted: true },
    // on the edge of half an hour, where versions differ, a step is like the half hour after it
    { minutes: 2, bad: 2 * unit, traffic: 2 },
    { minutes: 3, bad: unit, traffic: 2 },
    { minutes: 3, bad: unit, traffic: 2, missed: true },
    { minutes: 9, bad: unit, traffic: 2 },
    { minutes: 10, bad: 3 * unit },
    { minutes: 2, bad: 3 * unit, traffic: 2 },
    { minutes: 6, bad: 3 * unit, traffic: 4 },
  ];
}

/**
 * A gauge has no traffic: it is in and out of its bounds. Its steps look at what was counted an evaluation ago, and versions differ in whether a step on
 * the edge of a window is in it: around each edge nothing changes. A single pod has nothing between in and out.
 */
function gaugePhases(pods: number): readonly Phase[] {
  const some = 0.5;
  const [peak, dip] = pods > 1 ? [1, 0] : [0, 1];
  const alone = pods > 1;
  return [
    { minutes: 36, bad: some },
    { minutes: 48, bad: 0 },
    { minutes: 12, bad: some },
    { minutes: 18, bad: 0, alone },
    { minutes: 12, bad: some },
    { minutes: 8, bad: peak },
    { minutes: 6, bad: some },
    { minutes: 5, bad: dip, alone },
    { minutes: 2, bad: peak },
    { minutes: 6, bad: some },
  ];
}

function raw(subject: Subject, phases: readonly Phase[]): readonly Check[] {
  const { isCounted } = subject;
  const short = isCounted ? 0.1 : 0.3;
  const windows = [
    [rawWindows.long, 0.05],
    [rawWindows.short, short],
  ] as const;
  const inLast = (window: number) => happened(phases, subject, at - window / minute, at);
  return [
    ...windows.flatMap(([window, within]): Check[] => {
      const { total, bad } = inLast(window);
      const seconds = window / 1000;
      return [
        { minute: at, series: totalRate(window), value: total / seconds, within },
        { minute: at, series: badRate(window), value: bad / seconds, within },
        { minute: at, series: errorRatio(window), value: bad / total, within },
      ];
    }),
    ...longRatios(subject).map((window): Check => {
      const { total, bad } = inLast(window);
      return { minute: at, series: errorRatio(window), value: bad / total, within: isCounted ? 0.03 : 0.2 };
    }),
    {
      minute: at,
      series: errorPercent,
      value: (100 * inLast(rawWindows.short).bad) / inLast(rawWindows.short).total,
      within: short,
    },
    {
      minute: at,
      series: burnRate,
      value: inLast(rawWindows.long).bad / inLast(rawWindows.long).total / subject.budget,
      within: 0.05,
    },
  ];
}

function stepped(subject: Subject, phases: readonly Phase[]): readonly Check[] {
  const step = happened(phases, subject, at - 2, at);
  const { objective, isCounted } = subject;
  const hour = happened(phases, subject, at - 60, at);
  const within = isCounted ? 0.1 : 0.2;
  return [
    { minute: at, series: steps.gap, value: 'absent' },
    { minute: at, series: steps.end, value: at * 60, within: 1e-6 },
    { minute: at, series: steps.since, value: (at - since) * 60, within: 0.001 },
    { minute: at, series: steps.total, value: step.total, within },
    { minute: at, series: steps.bad, value: step.bad, within },
    ...(isCounted && objective.minimumBadEvents > 0
      ? [
          { minute: at, series: badSeen(rawWindows.long), value: hour.bad, within: 0.25 },
          { minute: at, series: steps.seen, value: step.bad, within: 0.2 },
        ]
      : []),
  ];
}

function derived(subject: Subject, phases: readonly Phase[]): readonly Check[] {
  const { objective, budget: share } = subject;
  const { window, owner, indicator } = objective;
  const all = happened(phases, subject, 0, at);
  const hour = happened(phases, subject, at - 60, at);
  const passed = (at * minute) / window;
  const allowed = (all.total / passed) * share;
  const left = allowed - all.bad;
  const gone = left / (hour.bad / 3600);
  const burns = hour.bad / hour.total > share && gone < window / 1000;
  const within = 0.03;
  return [
    { minute: at, series: totalIncrease(window), value: all.total, within },
    { minute: at, series: badIncrease(window), value: all.bad, within },
    { minute: at, series: errorRatio(window), value: all.bad / all.total, within },
    { minute: at, series: age, value: passed, within: 0.003 },
    { minute: at, series: budget, value: allowed, within },
    { minute: at, series: remaining, value: left, within: Math.abs(left) > all.bad ? within : 0.2 },
    {
      minute: at,
      series: remainingRatio,
      value: left / allowed,
      within: Math.abs(left) > all.bad ? within : 0.2,
    },
    { minute: at, series: exhaustion, value: burns ? Math.max(gone, 0) : 'absent', within: 0.1 },
    { minute: at, series: promised, value: exact(1 - share), within: 1e-6 },
    {
      minute: at,
      series: info,
      value: 1,
      labels: {
        objective: plainDecimal(objective.objective),
        window: windowName(window),
        sli: indicator.type,
        ...defined({ owner }),
      },
    },
  ];
}
