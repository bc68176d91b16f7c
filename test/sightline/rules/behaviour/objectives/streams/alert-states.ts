import { parseDuration } from '../../../../../../src/sightline/contract/duration';
import type { BoundAlertingRule } from '../../../../../../src/sightline/rules/rule';

interface State {
  readonly since: number;
  readonly firing: boolean;

  /** Since when only `keep_firing_for` keeps it. */
  readonly keptSince?: number;
}

/** The state of the alerts of a rule, as Prometheus keeps it. */
export interface AlertStates {
  /**
   * Takes in an evaluation.
   *
   * @param active what the expression has a value for
   * @returns how many fire
   */
  evaluate(active: ReadonlySet<string>, at: number): number;
}

/** No alert at first. */
export function alertStates(rule: BoundAlertingRule): AlertStates {
  const wait = secondsOf(rule.for);
  const kept = secondsOf(rule.keep_firing_for);
  let states: ReadonlyMap<string, State> = new Map();
  return {
    evaluate: (active, at) => {
      const next = new Map<string, State>();
      for (const [key, state] of states) {
        if (active.has(key) || !state.firing) continue;
        const keptSince = state.keptSince ?? at;
        if (at - keptSince < kept) next.set(key, { ...state, keptSince });
      }
      for (const key of active) {
        const { since, firing } = states.get(key) ?? { since: at, firing: false };
        next.set(key, { since, firing: firing || at - since >= wait });
      }
      states = next;
      return [...next.values()].filter(({ firing }) => firing).length;
    },
  };
}

function secondsOf(duration: string | undefined): number {
  return duration === undefined ? 0 : (parseDuration(duration) ?? 0) / 1000;
}
