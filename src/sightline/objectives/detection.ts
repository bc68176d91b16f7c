import { canFire, type BurnRateAlert } from './alert-policy';
import type { AlertSeverity } from './alert-severities';
import { budgetOf } from './exact';

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
const usualErrorRates = [1, 0.1, 0.02, 0.01] as const;

/** What detections are asked for. */
export interface DetectionOptions {
  /**
   * The shares of bad events, each above 0 and up to 1.
   *
   * @default usualErrorRates
   */
  readonly errorRates?: readonly number[];

  /**
   * For how long there was good traffic before, in milliseconds.
   *
   * @default - as long as the longest window
   */
  readonly history?: number;
}

/**
 * What fires first at each of some error rates, after traffic that was steady and good: calculated from
 * the policy, not by evaluating rules.
 */
export function detections(
  { objective, window }: { readonly objective: number; readonly window: number },
  policy: readonly BurnRateAlert[],
  { errorRates = usualErrorRates, history }: DetectionOptions = {},
): readonly Detection[] {
  const budget = budgetOf(objective) * window;
  return errorRates.map((errorRate) => {
    const [first] = policy
      .filter(canFire)
      .filter(({ threshold }) => threshold < errorRate)
      .map((alert) => ({ alert, after: detectionTime(alert, errorRate, history) }))
      .sort((a, b) => a.after - b.after);
    if (first === undefined) return { errorRate };
    return { errorRate, first: { ...first, budgetGone: (errorRate * first.after) / budget } };
  });
}

/**
 * How long an error rate has to last until an alert fires, in milliseconds: until both of its windows hold enough bad events.
 *
 * @param errorRate the share of bad events, above the threshold
 * @param history for how long there was good traffic before, in milliseconds. Default: as long as the longest window
 */
export function detectionTime(
  { long, short, threshold }: BurnRateAlert,
  errorRate: number,
  history = Infinity,
): number {
  return Math.max(...[long, short].map((window) => timeToReach(window, threshold, errorRate, history)));
}

/** In a window that is not full yet, all that it holds is from the history and the time with errors. */
function timeToReach(window: number, threshold: number, errorRate: number, history: number): number {
  const whole = (threshold * window) / errorRate;
  if (history + whole >= window) return whole;
  return (threshold * history) / (errorRate - threshold);
}
