import { badSeen, errorRatio, steps } from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import type { InputSeries } from '../input-series';
import { longRatios } from '../long-ratios';
import type { Check, Feed, Scenario } from '../scenario';
import { burnOf, burns, type Subject } from '../subject';
import type { Phase } from '../phase';

/** When the events come that are too few, and when the one that makes them enough, in minutes. */
const some = 10;
const another = 14;

/** When it is looked at whether anybody is told, and how long all lasts. */
const told = 16;
const end = 86;

/** When the first of them is in the first half of the hour, and when none is left in it. */
const later = 50;
const left = 82;

/** When one more comes, which is as new as the first. */
const anew = 84;

/**
 * Every event is bad, and there are as few as may be: one less than it takes to tell anybody, and then one more. A pod that has just begun shows some of
 * them: Prometheus stretches their increase. Another has counted many before it began again, which says nothing of now.
 */
export function fewEvents(subject: Subject): Scenario {
  const { objective, tiers } = subject;
  const enough = Math.ceil(objective.minimumBadEvents);
  const isSeen = objective.absence.counts !== 'bad';
  const seen = (minute: number, value: number): Check => ({
    minute,
    series: badSeen(rawWindows.long),
    value,
  });
  return {
    name: `few events: of ${enough - 1} bad ones nobody is told, of ${enough} everybody, whatever a pod that begins makes of them`,
    perMinute: 1,
    feeds: isSeen && subject.input.pods === 2 ? onThreePods(subject, enough) : onOnePod(subject, enough),
    beside: [],
    checks: [
      seen(some, enough - 1),
      seen(some + 2, enough - 1),
      seen(told, enough),
      seen(later, enough),
      seen(left, 0),
      { minute: some, series: steps.seen, value: enough === 1 ? 'absent' : enough - 1 },
      { minute: another, series: steps.seen, value: 1 },
      { minute: told, series: steps.seen, value: 'absent' },
      { minute: anew, series: steps.seen, value: 1 },
      { minute: some, alerts: [], among: burns },
      { minute: some + 2, alerts: [], among: burns },
      { minute: told, alerts: tiers.map((tier) => burnOf(subject, tier)), among: burns },
    ],
  };
}

/** A single event, which is bad. */
export function oneEvent(subject: Subject): Scenario {
  const ratios = [rawWindows.short, rawWindows.long, ...longRatios(subject), subject.objective.window];
  const minute = 6;
  return {
    name: 'one event: less than one in a second, or in all, has a ratio',
    perMinute: 1,
    feeds: [{ series: wholePod(subject), phases: [...quiet(2), ...burst(1), ...quiet(3)] }],
    beside: [],
    checks: ratios.map((window): Check => ({ minute, series: errorRatio(window), value: 1 })),
  };
}

function onOnePod(subject: Subject, enough: number): readonly Feed[] {
  const phases = [
    ...quiet(some - 1),
    ...burst(enough - 1),
    ...quiet(another - some - 1),
    ...burst(1),
    ...afterwards(),
  ];
  return [{ series: wholePod(subject), phases }];
}

function onThreePods(subject: Subject, enough: number): readonly Feed[] {
  return [
    { series: wholePod(subject), phases: [...quiet(another - 1), ...burst(1), ...afterwards()] },
    {
      series: wholePod(subject, { number: 1, startsAt: 40 * enough }),
      phases: [...quiet(2), { minutes: 1, bad: 'idle', restarted: true }, ...quiet(end - 3)],
    },
    {
      series: wholePod(subject, { number: 2, startsAt: 1000 }),
      phases: [{ minutes: some - 2, bad: 'absent' }, ...quiet(1), ...burst(enough - 1), ...quiet(end - some)],
    },
  ];
}

/** The series of one pod, to which all its events come. */
function wholePod(
  { input }: Subject,
  other?: { readonly number: number; readonly startsAt: number },
): InputSeries[] {
  return [...input.always, ...input.bad]
    .filter(({ share }) => share.isFirst)
    .map((series) => {
      if (other === undefined) return { ...series, share: { first: 1, isFirst: true } };
      const { number, startsAt } = other;
      const pod = (series.labels['pod'] ?? '').replace(/0$/, String(number));
      const labels = { ...series.labels, pod, instance: `10.0.0.${number + 1}:8080` };
      return { ...series, labels, startsAt, share: { first: 0, isFirst: false } };
    });
}

/** What comes after they were enough. */
function afterwards(): readonly Phase[] {
  return [...quiet(anew - 1 - another), ...burst(1), ...quiet(end - anew)];
}

function burst(events: number): readonly Phase[] {
  return events === 0 ? quiet(1) : [{ minutes: 1, bad: 1, traffic: events }];
}

function quiet(minutes: number): readonly Phase[] {
  return [{ minutes, bad: 'idle' }];
}
