import { burnAlertNames } from '../../objectives/alert-names';
import { errorRatio, steps } from '../../objectives/recorded-series';
import { exact } from '../../objectives/exact';
import { isRaw, rawWindows } from '../../objectives/windows';
import { recordedBefore } from '../history';
import { stillMeasured } from '../still-measured';
import { inOtherGroup } from '../input-series';
import { recordedByOthers } from '../others';
import type { FedSeries, Scenario } from '../scenario';
import { burnOf, clearNow, type FiringTier, type Subject } from '../subject';
import { hasSeen, isCountedDirectly } from './long-windows';

const minute = 60_000;
const near = 10;

/** The ratios of both windows of a tier, as factors of its threshold, and how many bad events were seen in the long one. */
interface Tried {
  readonly name: string;
  readonly long: number;
  readonly short: number;
  readonly fires: boolean;
  readonly missing: number;

  /**
   * The ratio that the counters themselves had in a part of the short window, as a factor.
   *
   * @default - that of the short window
   */
  readonly lately?: number;
}

const tries: readonly Tried[] = [
  { name: 'both windows are just above its threshold', long: 1.05, short: 1.05, missing: 0, fires: true },
  { name: 'its long window is just below its threshold', long: 0.95, short: 1.5, missing: 0, fires: false },
  {
    name: 'its short window is just below its threshold',
    long: 1.5,
    short: 0.95,
    lately: 1.5,
    missing: 0,
    fires: false,
  },
  { name: 'one bad event too few was seen', long: 1.05, short: 1.05, missing: 1, fires: false },
  {
    name: 'its short window is above it by what was counted before',
    long: 1.05,
    short: 1.05,
    lately: 0.95,
    missing: 0,
    fires: false,
  },
];

/** The tiers whose long window is a sum of steps: just above their threshold, below it in each window, and with too few bad events. */
export function longBurns(subject: Subject, interval: number): readonly Scenario[] {
  return subject.tiers
    .filter(({ long }) => !isRaw(long))
    .flatMap((tier) => tries.map((tried) => burn(subject, tier, tried, interval)))
    .filter((each) => each !== undefined);
}

function burn(subject: Subject, tier: FiringTier, tried: Tried, interval: number): Scenario | undefined {
  const { objective, perMinute } = subject;
  const { threshold } = tier;
  const long = tier.long / minute;
  const short = tier.short / minute;
  if (tried.missing > 0 && !hasSeen(subject)) return undefined;
  if ((tried.lately ?? 1) < 1 && !isCountedDirectly(subject)) return undefined;
  const shortShare = Math.min(tried.short * threshold, (1 + threshold) / 2);
  const longShare = Math.min(tried.long * threshold, (1 + threshold) / 2);
  const now = clearNow(subject, (Math.ceil(long / interval) + 1) * interval, interval);
  const measured = stillMeasured(subject, now, interval);
  const recent = 100 * perMinute;
  const older = 9 * recent;
  const olderBad = longShare * (recent + older) - shortShare * recent;
  if (olderBad < 0 || olderBad > older) return undefined;
  const least = Math.ceil(objective.minimumBadEvents);
  const sum = (of: 'total' | 'bad') => [
    { ago: long - near, value: Math.round(of === 'total' ? older : olderBad) },
    // what has left the window is of the other kind
    { ago: long + near, value: Math.round(of === 'total' || !tried.fires ? 20 * older : 0) },
    { ago: short - near, value: Math.round(of === 'total' ? recent : shortShare * recent) },
  ];
  const name = burnAlertNames[tier.name];
  return {
    name: `${name} ${tried.fires ? 'fires' : 'does not fire'} when ${tried.name}`,
    perMinute,
    feeds: measured.feeds,
    beside: [
      ...measured.beside,
      recordedBefore(subject, steps.total, now, sum('total')),
      recordedBefore(subject, steps.bad, now, sum('bad')),
      ...(hasSeen(subject)
        ? [
            recordedBefore(subject, steps.seen, now, [
              { ago: long + near, value: 10 * least },
              ...(least - tried.missing > 0 ? [{ ago: long - near, value: 1 }] : []),
              ...(least - tried.missing > 1 ? [{ ago: near, value: least - tried.missing - 1 }] : []),
            ]),
          ]
        : []),
      recordedBefore(subject, steps.since, now, [{ ago: short - near / 2, value: 60 }]),
      ...lately(subject, tier, tried, now),
      ...(tried.missing > 0 ? [...seenElsewhere(subject, now), ...recordedByOthers(subject, now)] : []),
      ...(tried.fires || tried.missing > 0
        ? []
        : recordedByOthers(
            subject,
            now,
            [tier.short, tier.long, partOf(tier)].map((window) => errorRatio(window).name),
          )),
    ],
    checks: [{ minute: now, alerts: tried.fires ? [burnOf(subject, tier)] : [], among: name }],
  };
}

/** The longest part of the short window over which counters are read. */
function partOf({ short }: FiringTier): number {
  return short > rawWindows.long ? rawWindows.long : rawWindows.short;
}

/** The ratios of parts of the short window: one that begins with it, and one that began before it and is of the other kind. */
function lately(
  subject: Subject,
  tier: FiringTier,
  { short: ofShort, lately: factor = ofShort, fires }: Tried,
  now: number,
): readonly FedSeries[] {
  if (!isCountedDirectly(subject)) return [];
  const { short, threshold } = tier;
  const part = partOf(tier);
  const edge = (short - part) / minute;
  return [
    recordedBefore(subject, errorRatio(part), now, [
      { ago: edge + 1, value: fires ? 0 : Math.min(1, 2 * threshold) },
      { ago: edge - 1, value: exact(Math.min(1, factor * threshold)) },
      { ago: 1, value: 0 },
    ]),
  ];
}

/** Enough bad events, all of another value of a label that the objective is kept by. */
function seenElsewhere(subject: Subject, now: number): readonly FedSeries[] {
  const seen = recordedBefore(subject, steps.seen, now, [{ ago: near, value: 7000 }]);
  const { by } = subject.objective;
  return by.length === 0 ? [] : [{ ...seen, labels: inOtherGroup(seen.labels, by) }];
}
