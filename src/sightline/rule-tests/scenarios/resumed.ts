import { badCount, badRate, excluded, steps, totalCount, totalRate } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows } from '../../objectives/windows';
import { objectiveLabel } from '../../rules/objectives/series';
import { pastValues, recordedBefore, type PastSample } from '../history';
import { recordedByOthers } from '../others';
import type { FedSeries, Scenario } from '../scenario';
import { clearNow, type Subject } from '../subject';

/** For how long there is traffic, and for how long nothing was evaluated, in minutes. */
const minutes = 70;
const pause = 40;

/** Less than a step, a little more, and longer than an evaluation is remembered, in minutes. */
const early = 1;
const late = 3;
const forgotten = 70;

/** How far a step that reaches back may be from what has happened, as a share. */
const near = 0.02;

/** Evaluations that ended for a while: the step reaches back to the last one. */
export function resumed(subject: Subject, interval: number): readonly Scenario[] {
  const now = clearNow(subject, 2 * interval, interval);
  const { recorded, total, bad } = subject.isCounted ? countedPause(subject, now) : gaugePause(subject, now);
  return [
    {
      name: `evaluations go on after ${pause} minutes: a step reaches back to the last one`,
      perMinute: subject.perMinute,
      feeds: [feed(subject, now)],
      beside: [ended(subject, now, pause + 10, pause), ...recorded, ...recordedByOthers(subject, now)],
      checks: [
        { minute: now, series: steps.gap, value: pause * 60 },
        { minute: now, series: steps.total, value: total, within: near },
        { minute: now, series: steps.bad, value: bad, within: near },
      ],
    },
    ...(subject.isCounted
      ? [begun(subject, now), stillIdle(subject, now), ...overExclusion(subject, now)]
      : []),
    ...[early, late].map((ago): Scenario => ({
      name: `an evaluation comes ${ago === 1 ? 'a minute' : `${ago} minutes`} after the last: a step is as long as that`,
      perMinute: subject.perMinute,
      feeds: [],
      beside: [ended(subject, now, ago), ...endedOfOthers(subject, now, ago)],
      checks: [{ minute: now, series: steps.gap, value: ago * 60 }],
    })),
    {
      name: 'evaluations go on after more than an hour: a step is as usual',
      perMinute: subject.perMinute,
      feeds: [],
      beside: [ended(subject, now, forgotten)],
      checks: [{ minute: now, series: steps.gap, value: 'absent' }],
    },
  ];
}

/** All that the counters have counted in the hour came since the last evaluation: what was recorded before that is older. */
function begun(subject: Subject, now: number): Scenario {
  const { perMinute, budget } = subject;
  const within = 1e-4;
  return {
    name: 'evaluations go on after nothing was counted before: a step is all of the hour',
    perMinute,
    feeds: [feed(subject, now)],
    beside: [
      ended(subject, now, pause),
      ...[totalRate, badRate].map((rate) =>
        recordedBefore(subject, rate(rawWindows.long), now, [{ ago: forgotten, value: perMinute }]),
      ),
    ],
    checks: [
      { minute: now, series: steps.total, value: 60 * perMinute, within },
      { minute: now, series: steps.bad, value: 60 * shareOf(budget) * perMinute, within },
    ],
  };
}

/** Nothing has happened since the last evaluation. */
function stillIdle(subject: Subject, now: number): Scenario {
  const { input, perMinute } = subject;
  const phases = [
    { minutes: now - minutes, bad: 'absent' as const },
    { minutes, bad: 'idle' as const },
  ];
  return {
    name: 'evaluations go on, and nothing has happened: a step of no events',
    perMinute,
    feeds: [{ series: [...input.always, ...input.bad], phases }],
    beside: [ended(subject, now, pause)],
    checks: [steps.total, steps.bad].map((series) => ({ minute: now, series, value: 0 })),
  };
}

/** Evaluations ended, or scrapes go on an evaluation after them, so long after what is excluded that it is in a step, or not. */
function overExclusion(subject: Subject, now: number): readonly Scenario[] {
  const { objective, budget, perMinute } = subject;
  if (objective.excludes.length === 0 || objective.absence.counts !== 'ignored') return [];
  const { recorded, ...since } = countedPause(subject, now);
  const nothing = { total: 'absent', bad: 'absent' } as const;
  const until = (ago: number) => ({
    name: excluded.name,
    labels: { ...subject.target, [objectiveLabel]: objective.name },
    values: pastValues(now, [{ ago, value: 1 }]),
  });
  const gapBefore = (...gaps: readonly PastSample[]) => ({
    ...until(0),
    name: steps.gap.name,
    values: `${pastValues(now, gaps)} stale`,
  });
  const seconds = pause * 60;
  const scenario = (
    name: string,
    beside: readonly FedSeries[],
    { total, bad }: Record<'total' | 'bad', number | 'absent'>,
  ): Scenario => ({
    name: `evaluations go on after what is excluded: ${name}`,
    perMinute,
    feeds: [feed(subject, now)],
    beside: [...recorded, ...beside],
    checks: [
      { minute: now, series: steps.total, value: total, within: near },
      { minute: now, series: steps.bad, value: bad, within: near },
    ],
  });
  return [
    scenario(
      'a step that began in it does not count',
      [ended(subject, now, pause), until(pause + 3)],
      nothing,
    ),
    scenario('a step that began later does', [ended(subject, now, pause), until(pause + 5)], since),
    scenario(
      'the step after one that began in it does not count',
      [ended(subject, now, 2), until(pause + 3), gapBefore({ ago: 2, value: seconds })],
      nothing,
    ),
    scenario(
      'a step after that does',
      [
        ended(subject, now, 2),
        until(pause + 3),
        gapBefore({ ago: 5, value: seconds }, { ago: 2, value: seconds }, { ago: 1, value: seconds / 3 }),
      ],
      { total: 2 * perMinute, bad: 2 * shareOf(budget) * perMinute },
    ),
  ];
}

function feed({ input, budget, isCounted }: Subject, now: number) {
  return {
    series: [...input.always, ...input.bad],
    phases: [
      { minutes: now - minutes, bad: 'absent' as const },
      { minutes, bad: isCounted ? shareOf(budget) : 0.5 },
    ],
  };
}

function shareOf(budget: number): number {
  return Math.min(2 * budget, 0.5);
}

/** When the last steps ended. */
function ended({ target, objective }: Subject, now: number, ...agos: readonly number[]): FedSeries {
  return {
    name: steps.end.name,
    labels: { ...target, [objectiveLabel]: objective.name },
    values: pastValues(
      now,
      agos.map((ago) => ({ ago, value: (now - ago) * 60 })),
    ),
  };
}

/** When the last step of another namespace, another service and another objective ended. */
function endedOfOthers({ target, objective }: Subject, now: number, ago: number): readonly FedSeries[] {
  const own = { ...target, [objectiveLabel]: objective.name };
  const values = pastValues(now, [{ ago, value: (now - ago) * 60 }]);
  return Object.keys(own).map((label) => ({
    name: steps.end.name,
    labels: { ...own, [label]: 'another' },
    values,
  }));
}

/** What was recorded before the pause, and what the step must be. */
interface Paused {
  readonly recorded: readonly FedSeries[];
  readonly total: number;
  readonly bad: number;
}

/** What has come to the hour since, and what has left it, at another pace. */
function countedPause(subject: Subject, now: number): Paused {
  const { perMinute } = subject;
  const share = shareOf(subject.budget);
  const hour = { total: 48 * perMinute, bad: 30 * share * perMinute };
  const left = { total: 0.5 * perMinute, bad: 0.4 * share * perMinute };
  const rate = (series: SeriesModel, ago: number, value: number) =>
    // what was recorded before that is older
    recordedBefore(subject, series, now, [
      { ago: ago + 10, value: 2 * value },
      { ago, value },
    ]);
  const { short, long } = rawWindows;
  return {
    recorded: [
      rate(totalRate(long), pause, hour.total / 3600),
      rate(badRate(long), pause, hour.bad / 3600),
      rate(totalRate(short), 62, left.total / 60),
      rate(badRate(short), 62, left.bad / 60),
    ],
    total: 60 * perMinute - hour.total + pause * left.total,
    bad: 60 * share * perMinute - hour.bad + pause * left.bad,
  };
}

/** The pause is like the mean of the last ten minutes: what there is now, and three times as much before. */
function gaugePause(subject: Subject, now: number): Paused {
  const { pods } = subject.input;
  const before = (now: number): readonly PastSample[] => [
    { ago: 12, value: 50 * now },
    { ago: 8, value: 3 * now },
  ];
  const bad = 1;
  return {
    recorded: [
      recordedBefore(subject, totalCount, now, before(pods)),
      recordedBefore(subject, badCount, now, before(bad)),
    ],
    total: 2 * pods * pause * 60,
    bad: 2 * bad * pause * 60,
  };
}
