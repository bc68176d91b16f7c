import { canFire, type BurnRateAlert } from './alert-policy';
import type { AlertSeverity } from './alert-severities';
import { budgetOf } from './exact';
import { isRaw, rawWindows } from './windows';

/** The first alert that fires while a steady share of events is bad. */
export interface Detection {
  /** The share of events that is bad, above 0 and up to 1. */
  readonly errorRate: number;

  /** What fires. @default - nothing does: the budget lasts */
  readonly first?: {
    readonly alert: BurnRateAlert & { readonly severity: AlertSeverity };

    /** How long after the first bad event, in milliseconds, before the next evaluation. */
    readonly after: number;

    /** The share of the budget that is gone by then, from 0 on. */
    readonly budgetGone: number;
  };
}

/** The error rates that are usually asked about. */
export const usualErrorRates = [1, 0.1, 0.02, 0.01] as const;

/**
 * What fires first at each of some error rates, after traffic that was steady and good for as long as the longest window: calculated from
 * the policy, not by evaluating rules.
 */
export function detections(
  { objective, window }: { readonly objective: number; readonly window: number },
  policy: readonly BurnRateAlert[],
  errorRates: readonly number[] = usualErrorRates,
): readonly Detection[] {
  const budget = budgetOf(objective) * window;
  return errorRates.map((errorRate) => {
    const [first] = policy
      .filter(canFire)
      .filter(({ threshold }) => threshold < errorRate)
      .map((alert) => ({ alert, after: detectionTime(alert, errorRate) }))
      .sort((a, b) => a.after - b.after);
    if (first === undefined) return { errorRate };
    return { errorRate, first: { ...first, budgetGone: (errorRate * first.after) / budget } };
  });
}

/**
 * How long an error rate has to last until an alert fires, in milliseconds: until both of its windows hold enough bad events.
 *
 * @param errorRate the share of bad events, above the threshold
 */
export function detectionTime({ long, short, threshold }: BurnRateAlert, errorRate: number): number {
  return Math.max(...[long, short].map((window) => timeToReach(window, threshold, errorRate)));
}

/** A mean of five-minute rates sees a change through a ramp of five minutes: half of one late, or less while the ramp lasts. */
function timeToReach(window: number, threshold: number, errorRate: number): number {
  const bad = (threshold * window) / errorRate;
  if (isRaw(window)) return bad;
  return bad <= rawWindows.short / 2 ? Math.sqrt(2 * rawWindows.short * bad) : bad + rawWindows.short / 2;
}
