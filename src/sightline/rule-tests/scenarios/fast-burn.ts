import { burnAlertNames } from '../../objectives/recorded-series';
import { isRaw } from '../../objectives/windows';
import type { Scenario } from '../scenario';
import { burningAt, burnOf, burns, type FiringTier, type Subject } from '../subject';
import type { Phase } from '../timeline';

const minute = 60_000;

/** How much above and below a threshold is tried. */
const above = 1.05;
const below = 0.95;

/** The tiers whose long window is read from the service's own series: just above the threshold, just below, and each window alone. */
export function fastBurns(subject: Subject): readonly Scenario[] {
  return subject.tiers
    .filter(({ long }) => isRaw(long))
    .flatMap((tier) => [
      justAbove(subject, tier),
      justBelow(subject, tier),
      shortOnly(subject, tier),
      longOnly(subject, tier),
      kept(subject, tier),
    ])
    .filter((each) => each !== undefined);
}

function scenario(
  subject: Subject,
  name: string,
  phases: readonly Phase[],
  checks: Scenario['checks'],
): Scenario {
  const { input, perMinute } = subject;
  return {
    name,
    perMinute,
    feeds: [{ series: [...input.always, ...input.bad], phases }],
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
  );
}

/** So short an incident does not spend the budget. */
function shortOnly(subject: Subject, { name, threshold, long, short }: FiringTier): Scenario | undefined {
  const minutes = long / minute;
  const share = Math.min(1, 5 * threshold);
  // in the long window it is less than the threshold
  if (share * short >= below * threshold * long || !subject.isCounted) return undefined;
  const burst = 2 * Math.floor(short / minute / 2);
  const end = minutes + burst;
  return scenario(
    subject,
    `a short burst: ${burnAlertNames[name]} does not fire while its long window is below its threshold`,
    [
      { minutes, bad: 0 },
      { minutes: burst, bad: share },
    ],
    [{ minute: end, alerts: [], among: burnAlertNames[name] }],
  );
}

/** What is over tells nobody. */
function longOnly(subject: Subject, { name, threshold, long }: FiringTier): Scenario | undefined {
  const minutes = long / minute;
  const share = below * threshold;
  const burst = Math.min(1, 4 * threshold);
  if (!subject.isCounted || burst < 2 * threshold) return undefined;
  return scenario(
    subject,
    `an incident that is over: ${burnAlertNames[name]} does not fire when only its long window rises above its threshold, since good traffic leaves it`,
    [
      { minutes: 20, bad: 0, traffic: 20 },
      { minutes: 20, bad: burst },
      { minutes: minutes - 5, bad: share },
    ],
    [{ minute: minutes + 28, alerts: [], among: burnAlertNames[name] }],
  );
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
