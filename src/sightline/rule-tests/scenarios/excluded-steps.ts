import { badSeen, excluded, steps } from '../../objectives/recorded-series';
import type { SeriesModel } from '../../objectives/series-model';
import { rawWindows } from '../../objectives/windows';
import { objectiveLabel } from '../../rules/objectives/series';
import { isClear, type ExcludedTime } from '../excluded-times';
import { happened } from '../happened';
import { recordedBefore } from '../history';
import type { Check, FedSeries, Scenario } from '../scenario';
import type { Subject } from '../subject';
import { blank, type Phase } from '../phase';

const hour = 60;

/** Before the first step that is looked at the service is measured, and idle, for so long, in minutes. */
const idle = 2 * hour;

/** Traffic is given in events. */
const perMinute = 1;

/** At the start of a step there are events for so long, in minutes. */
const burst = 2;

/** An increase may be stretched to the edges of its hour. */
const stretched = 0.03;

/** A time that is excluded, as a step is about it. */
export interface EdgeSteps {
  readonly time: ExcludedTime;

  /** What excludes it, for the name. */
  readonly by: string;

  /** What tells of it. */
  readonly telling: readonly FedSeries[];
}

/**
 * The steps at the edges of an excluded time. Events come in bursts, one in each step that is looked at, and nothing happens in the hour before. The rules
 * are evaluated where the exclusion itself is not recorded yet, as it happens on a server: a step must not count all the same. Nothing
 * where other exclusions are near, where times without data count, or of a gauge.
 */
export function excludedSteps(
  subject: Subject,
  every: number,
  { time, by, telling }: EdgeSteps,
): readonly Scenario[] {
  const { objective, isCounted } = subject;
  const begins = Math.ceil(time.from / every) * every;
  const ends = Math.ceil(time.to / every) * every;
  const isAlone = [
    { from: begins - every - hour, to: time.from },
    { from: time.to, to: ends + every + 1 },
  ].every((each) => isClear(objective.excludes, each));
  if (!isCounted || objective.absence.counts !== 'ignored' || ends - begins < hour || !isAlone) return [];
  const moments = [
    { minute: begins - every, counts: true },
    { minute: begins, counts: false },
    { minute: ends, counts: false },
    { minute: ends + every, counts: true },
  ];
  const phases = burstsBefore(
    moments.map(({ minute }) => minute - every),
    ends + every,
  );
  const inLast = (minutes: number, now: number) =>
    happened(phases, { ...subject, perMinute }, now - minutes, now);
  const isSeen = objective.minimumBadEvents > 0;
  return [
    {
      name: `excluded, since ${by}: a step that has any of it does not count, those before and after it do`,
      perMinute,
      feeds: [{ series: [...subject.input.always, ...subject.input.bad], phases }],
      beside: [
        ...telling,
        // the group that records it is evaluated more often on a server
        ...(isSeen
          ? [
              recordedBefore(
                subject,
                badSeen(rawWindows.long),
                ends + every,
                moments.map(({ minute }) => ({
                  ago: ends + every - minute + 1,
                  value: inLast(hour, minute).bad,
                })),
              ),
            ]
          : []),
        ...othersAllTheTime(subject, begins - every - hour, ends + every),
      ],
      checks: moments.flatMap(({ minute, counts }): readonly Check[] => {
        const { total, bad } = inLast(every, minute);
        const value = (events: number, isThere: boolean) => (isThere ? events : 'absent');
        return [
          { minute, series: steps.total, value: value(total, counts), within: stretched },
          { minute, series: steps.bad, value: value(bad, counts), within: stretched },
          ...(isSeen
            ? ([
                { minute, series: steps.seen, value: value(bad, counts) },
                { minute, series: steps.seenExcluded, value: value(bad, !counts) },
              ] as const)
            : []),
        ];
      }),
    },
  ];
}

/** Bursts that begin at some minutes, and nothing between them. */
function burstsBefore(starts: readonly number[], end: number): readonly Phase[] {
  const [first = 0] = starts;
  const quietFrom = Math.max(0, first - idle);
  const absent: readonly Phase[] = quietFrom === 0 ? [] : [{ minutes: quietFrom, bad: 'absent' }];
  let last = quietFrom;
  const bursts = starts.flatMap((start): readonly Phase[] => {
    const quiet = start - last;
    last = start + burst;
    return [
      { minutes: quiet, bad: 'idle' },
      { minutes: burst, bad: 0.5, traffic: 40 },
    ];
  });
  return [...absent, ...bursts, { minutes: end - last, bad: 'idle' }];
}

/** Something else is excluded all the time, in another namespace, of another service and of another objective, and has steps of its own. */
function othersAllTheTime(
  { target, objective, input }: Subject,
  from: number,
  to: number,
): readonly FedSeries[] {
  const own = { ...target, [objectiveLabel]: objective.name };
  const told: readonly (readonly [SeriesModel, number, object])[] = [
    [excluded, 1, {}],
    [steps.gap, 1, {}],
    [steps.seen, 1000, input.group],
    [steps.seenExcluded, 1000, input.group],
  ];
  return told.flatMap(([{ name }, value, group]) =>
    Object.keys(own).map((label) => ({
      name,
      labels: { ...own, ...group, [label]: 'another' },
      values: [...blank(from), `${value}x${to - from}`].join(' '),
    })),
  );
}
