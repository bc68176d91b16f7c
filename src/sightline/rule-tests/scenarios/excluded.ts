import type { Exclusion } from '../../objectives/exclusion';
import { absentAlertName, burnAlertNames, unreachableAlertName } from '../../objectives/alert-names';
import { badIncrease, errorRatio, excluded, steps, totalIncrease } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows, stepWindow } from '../../objectives/windows';
import { objectiveLabel } from '../../rules/objectives/series';
import { clearFrom, type ExcludedTime } from '../excluded-times';
import { happened } from '../happened';
import type { Check, FedSeries, Scenario } from '../scenario';
import { burns, type Subject } from '../subject';
import { tellingOf } from '../telling';
import type { Phase } from '../phase';
import { ready, ups } from './absence';

/** For how long there is traffic before what is excluded and after it, in minutes. */
const before = 60;
const after = 40;

/** How long what is excluded lasts, in minutes. */
const lasts = 30;

/** How long a step is, in minutes. */
const stepMinutes = stepWindow / 60_000;

/** What is left out beside the edges, and what may still show, as shares of what is expected. */
const edges = 0.2;

/** A time that is excluded, and the series that tell of it. */
interface Tried {
  readonly time: ExcludedTime;
  readonly telling: readonly FedSeries[];
}

/** What is excluded counts neither as good nor as bad, and nobody is told of anything inside. */
export function exclusions(subject: Subject): readonly Scenario[] {
  const { excludes } = subject.objective;
  const from = clearFrom(excludes, { first: before + 10, every: 2, length: lasts + after });
  if (excludes.length === 0 || from === undefined) return [];
  const time = { from, to: from + lasts };
  const tried = { time, telling: [recordedIn(subject, time)] };
  return [
    inside(subject, tried),
    burningBefore(subject, tried),
    ...missingInside(subject, tried),
    ...excludes.flatMap((each) => toldBySeries(subject, each, time)),
  ];
}

/** That a time is excluded, as if the rule had recorded it. */
function recordedIn({ target, objective }: Subject, { from, to }: ExcludedTime): FedSeries {
  const labels = { ...target, [objectiveLabel]: objective.name };
  return { name: excluded.name, labels, values: `_x${from} 1x${to - from - 1} stale` };
}

/** A series that tells of it, where it is one alone, and those of others, which tell of nothing here. */
function toldBySeries(subject: Subject, exclusion: Exclusion, time: ExcludedTime): readonly Scenario[] {
  const telling = tellingOf(subject, exclusion, time, time.to + after);
  if (telling === undefined) return [];
  return [
    {
      name: `excluded, since ${exclusion.why}: ${telling[0].name} tells of it, and not that of others`,
      perMinute: subject.perMinute,
      feeds: [],
      beside: telling,
      checks: edgesOf(time),
    },
  ];
}

function edgesOf({ from, to }: ExcludedTime): readonly Check[] {
  return [
    { minute: from - 2, series: excluded, value: 'absent' },
    { minute: from, series: excluded, value: 1 },
    { minute: to - 2, series: excluded, value: 1 },
    { minute: to, series: excluded, value: 'absent' },
  ];
}

function scenario(
  { input, perMinute }: Subject,
  { telling }: Tried,
  name: string,
  phases: readonly Phase[],
  checks: readonly Check[],
  beside: readonly FedSeries[] = [],
): Scenario {
  return {
    name: `excluded: ${name}`,
    perMinute,
    feeds: [{ series: [...input.always, ...input.bad], phases }],
    beside: [...telling, ...beside],
    checks,
  };
}

/** Far more is bad inside than outside. */
function inside(subject: Subject, tried: Tried): Scenario {
  const { objective, budget, isCounted } = subject;
  const { time } = tried;
  const { from, to } = time;
  const [little, much] = isCounted ? [budget / 2, Math.min(1, 20 * budget)] : [0.5, 1];
  const phases: readonly Phase[] = [
    { minutes: from - before, bad: 'absent' },
    { minutes: before, bad: little },
    { minutes: to - from, bad: much },
    { minutes: after, bad: little },
  ];
  const now = to + after - 2;
  const [head, tail] = [happened(phases, subject, 0, from), happened(phases, subject, to, now)];
  const total = head.total + tail.total;
  const bad = head.bad + tail.bad;
  const { short } = rawWindows;
  const ratio = happened(phases, subject, to, to + 8);
  return scenario(subject, tried, 'what happens inside counts neither as good nor as bad', phases, [
    ...edgesOf(time),
    { minute: from, series: steps.total, value: 'absent' },
    { minute: to - 2, series: steps.total, value: 'absent' },
    // a step that has ended while its start can still be excluded
    { minute: to + stepMinutes, series: steps.total, value: 'absent' },
    ...(isCounted && objective.absence.counts === 'ignored' ? counted(subject, phases, time) : []),
    { minute: to - 2, series: errorRatio(short), value: 'absent' },
    { minute: to + 2, series: errorRatio(short), value: 'absent' },
    { minute: to + 8, series: errorRatio(short), value: ratio.bad / ratio.total, within: edges },
    { minute: now, series: totalIncrease(objective.window), value: total, within: edges },
    { minute: now, series: badIncrease(objective.window), value: bad, within: edges },
    { minute: now, series: errorRatio(objective.window), value: bad / total, within: edges },
    ...(isCounted
      ? [to - 2, to + 2, to + 8, now].map((minute): Check => ({ minute, alerts: [], among: burns }))
      : []),
  ]);
}

/** Each event is in one step, and each bad one is shown once: by steps that count, or by those that do not. */
function counted(subject: Subject, phases: readonly Phase[], { from, to }: ExcludedTime): readonly Check[] {
  const step = (minute: number) => happened(phases, subject, minute - stepMinutes, minute);
  const is = (minute: number, series: SeriesModel, value: number | 'absent'): Check => ({
    minute,
    series,
    value,
    within: edges,
  });
  const first = to + 2 * stepMinutes;
  return [
    is(first, steps.total, step(first).total),
    is(first, steps.bad, step(first).bad),
    is(to + stepMinutes, steps.bad, 'absent'),
    ...(subject.objective.minimumBadEvents > 0
      ? [
          is(from - stepMinutes, steps.seenExcluded, 'absent'),
          is(to, steps.seen, 'absent'),
          is(to, steps.seenExcluded, step(to).bad),
          is(first, steps.seenExcluded, 'absent'),
        ]
      : []),
  ];
}

/** What goes on since before is silent inside, but for a page that is kept for a while. */
function burningBefore(subject: Subject, tried: Tried): Scenario {
  const { from, to } = tried.time;
  const tiers = subject.tiers.filter(({ severity }) => severity !== 'page' || subject.tiers.length === 1);
  const among = tiers.map(({ name }) => burnAlertNames[name]).join('|');
  return scenario(
    subject,
    tried,
    'alerts that fired before are silent inside',
    [
      { minutes: from - before, bad: 'absent' },
      { minutes: before + (to - from), bad: 1 },
    ],
    [{ minute: from, alerts: [], among }],
  );
}

/** Nothing is measured since before. */
function missingInside(subject: Subject, tried: Tried): readonly Scenario[] {
  const { absence } = subject.objective;
  if (absence.severity === false || subject.input.always.some(({ name }) => name === 'up')) return [];
  const { from, to } = tried.time;
  const gone: readonly Phase[] = [
    { minutes: from - before, bad: 'absent' },
    { minutes: 20, bad: 0 },
    { minutes: 40 + (to - from), bad: 'absent' },
  ];
  const among = `${unreachableAlertName}|${absentAlertName}`;
  const silent: readonly Check[] = [from, to - 2].map((minute) => ({ minute, alerts: [], among }));
  const always = (value: number) => `_x${from - before} ${value}x${to - from + before}`;
  return [
    scenario(subject, tried, 'that nothing is measured tells nobody inside', gone, silent, [
      ...ups(subject, [always(1), always(1)]),
    ]),
    scenario(subject, tried, 'that no target answers tells nobody inside', gone, silent, [
      ...ups(subject, [always(0), always(0)]),
      ...ready(subject, [always(1), always(1)]),
    ]),
  ];
}
