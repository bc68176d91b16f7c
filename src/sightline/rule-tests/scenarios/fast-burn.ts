import { burnAlertNames } from '../../objectives/alert-names';
import { isRaw } from '../../objectives/windows';
import type { Scenario } from '../scenario';
import { burningAt, burnOf, burns, type FiringTier, type Subject } from '../subject';
import type { Phase } from '../phase';

const minute = 60_000;

/** How much above and below a threshold is tried. */
const above = 1.05;
const below = 0.95;

/** What a burst makes of a long window, as a share of the threshold, and how many times more traffic there was before it. */
const limit = 0.85;
const busy = 3;

/** The tiers whose long window is read from the service's own series: just above the threshold, just below, and each window alone. */
export function fastBurns(subject: Subject): readonly Scenario[] {
  return subject.tiers
    .filter(({ long }) => isRaw(long))
    .flatMap((tier) => [
      justAbove(subject, tier),
      justBelow(subject, tier),
      shortOnly(subject, tier),
      ...nearlyOver(subject, tier),
      kept(subject, tier),
      ...(subject.isCounted ? [] : gaugeBurns(subject, tier)),
    ])
    .filter((each) => each !== undefined);
}

function scenario(
  subject: Subject,
  name: string,
  phases: readonly Phase[],
  checks: Scenario['checks'],
  others: readonly Phase[] = [],
): Scenario {
  const { input, perMinute } = subject;
  return {
    name,
    perMinute,
    feeds: [
      { series: [...input.always, ...input.bad], phases },
      ...(others.length === 0 ? [] : [{ series: input.others, phases: others }]),
    ],
    beside: [],
    checks,
  };
}

function justAbove(subject: Subject, { name, threshold, long }: FiringTier): Scenario {
  const share = subject.isCounted ? Math.min(above * threshold, (1 + threshold) / 2) : 1;
  const end = Math.min(long / minute, 20);
  return scenario(
    subject,
    `just above: ${burnAlertNames[name]} fires, and all alerts with a lower threshold`,
    [{ minutes: end, bad: share }],
    [{ minute: end, alerts: burningAt(subject, share), among: burns }],
    // nothing is wrong with what others, and probes, are answered
    subject.isCounted ? [{ minutes: end, bad: 0 }] : [],
  );
}

function justBelow(subject: Subject, { name, threshold, long }: FiringTier): Scenario | undefined {
  if (!subject.isCounted) return undefined;
  const share = below * threshold;
  const end = Math.min(long / minute, 20);
  return scenario(
    subject,
    `just below: ${burnAlertNames[name]} does not fire, alerts with a lower threshold do`,
    [{ minutes: end, bad: share }],
    [{ minute: end, alerts: burningAt(subject, share), among: burns }],
    // all is wrong with what others, and probes, are answered
    [{ minutes: end, bad: 1 }],
  );
}

/** So short an incident does not spend the budget. There was more traffic before: so many bad events are less in the whole long window than in half of it. */
function shortOnly(subject: Subject, { name, threshold, long, short }: FiringTier): Scenario | undefined {
  const half = long / minute / 2;
  const burst = 2 * Math.floor(short / minute / 2);
  const all = busy * (half - burst) + half + burst;
  const share = Math.min(1, (limit * threshold * all) / burst);
  if (share < 1.5 * threshold || !subject.isCounted) return undefined;
  // where something is excluded the long window is a sum of steps, and the last one comes in at the next evaluation
  const calm = subject.objective.excludes.length > 0 ? 2 : 0;
  return scenario(
    subject,
    `a short burst: ${burnAlertNames[name]} does not fire while its long window is below its threshold`,
    [
      { minutes: half, bad: 0, traffic: busy },
      { minutes: half, bad: 0 },
      { minutes: burst, bad: share },
      ...(calm > 0 ? [{ minutes: calm, bad: 0 }] : []),
    ],
    [{ minute: 2 * half + burst + calm, alerts: [], among: burnAlertNames[name] }],
  );
}

/**
 * What is nearly over: good traffic has left the long window, which is above the threshold for that alone, and the short one is just below, or rises above
 * it at last. Traffic grows meanwhile, so that bad events and all of them must be counted in the same window.
 */
function nearlyOver(subject: Subject, { name, threshold, long }: FiringTier): readonly Scenario[] {
  const minutes = long / minute;
  const burst = Math.min(1, 4 * threshold);
  if (!subject.isCounted || burst < 2 * threshold) return [];
  const growing = (share: number): readonly Phase[] => [
    { minutes: 3, bad: share, traffic: 2 },
    { minutes: 2, bad: share, traffic: 4 },
  ];
  const alert = burnAlertNames[name];
  const end = minutes + 28;
  const before: readonly Phase[] = [
    { minutes: 20, bad: 0, traffic: 20 },
    { minutes: 20, bad: burst },
    { minutes: end - 45, bad: below * threshold },
  ];
  return [
    scenario(
      subject,
      `an incident that is over: ${alert} does not fire when only its long window rises above its threshold, since good traffic leaves it`,
      [...before, ...growing(below * threshold)],
      [{ minute: end, alerts: [], among: alert }],
    ),
    scenario(
      subject,
      `an incident that comes again: ${alert} fires when its short window rises above its threshold, too`,
      [...before, ...growing(1.15 * threshold)],
      [
        {
          minute: end,
          alerts: burningAt(subject, 1.15 * threshold).filter((each) => each.name === alert),
          among: alert,
        },
      ],
    ),
  ];
}

/** A page goes on after the end, as long as the next slower page looks back. */
function kept(subject: Subject, tier: FiringTier): Scenario | undefined {
  const next = subject.tiers.find(({ severity, long }) => severity === 'page' && long > tier.long);
  const { name, threshold, severity } = tier;
  const share = subject.isCounted ? Math.min(1.5 * threshold, (1 + threshold) / 2) : 1;
  const fired = 20;
  const keptFor = severity === 'page' && next !== undefined ? next.short / minute : 0;
  const alert = burnAlertNames[name];
  return scenario(
    subject,
    keptFor === 0
      ? `recovery: ${alert} ends soon after the incident`
      : `recovery: ${alert} goes on for ${keptFor} minutes after the incident, and then ends`,
    [
      { minutes: fired, bad: share },
      { minutes: keptFor + 12, bad: 0 },
    ],
    [
      { minute: fired, alerts: [burnOf(subject, tier)], among: alert },
      ...(keptFor === 0
        ? []
        : [{ minute: fired + keptFor - 2, alerts: [burnOf(subject, tier)], among: alert }]),
      { minute: fired + keptFor + 10, alerts: [], among: alert },
    ],
  );
}

/**
 * A gauge is in or out of its bounds: what it is out of the hour is above the threshold, or below it. The last minutes are not counted yet: one step
 * more than it takes. The short window is above the threshold in any case.
 */
function gaugeBurns(subject: Subject, { name, threshold, long }: FiringTier): readonly Scenario[] {
  const minutes = long / minute;
  const level = subject.input.pods > 1 ? 0.5 : 1;
  const limit = (threshold * minutes) / level;
  const tries = [
    { out: 2 * Math.ceil((1.1 * limit) / 2 + 1), fires: true },
    { out: 2 * Math.floor((0.9 * limit) / 2), fires: false },
  ];
  return tries
    .filter(({ out, fires }) => out >= (fires ? 6 : 2) && out < minutes)
    .map(({ out, fires }) => {
      const share = (out * level) / minutes;
      const end = 2 * minutes + out;
      return scenario(
        subject,
        `out of its bounds for ${out} minutes: ${burnAlertNames[name]} ${fires ? 'fires' : 'does not fire'}`,
        [
          { minutes: 2 * minutes, bad: 0 },
          { minutes: out, bad: level },
        ],
        [
          {
            minute: end,
            alerts: burningAt(subject, share).filter((each) => each.name === burnAlertNames[name]),
            among: burnAlertNames[name],
          },
        ],
      );
    });
}
