import type { Duration } from '../../contract/duration-literal';
import type { ServiceContract } from '../../contract/service-contract';
import { alertPolicy, type BurnRateAlert } from '../../objectives/alert-policy';
import { isObjective, type Objective } from '../../objectives/objective';
import { stepWindow } from '../../objectives/windows';
import type { RuleGroup } from '../rule';
import { readinessRules } from './absence-alerts';
import { objectiveAlerts } from './alerts';
import { seenRules } from './enough-events';
import { factInterval, factRules } from './fact-rules';
import { fastRules } from './fast-rules';
import { historyInterval, historyRules } from './history-rules';
import { rateRules } from './rate-rules';
import { worstPart } from './worst-part';
import { windowOf } from './series';
import { slowRules } from './slow-rules';
import { stepRules } from './step-rules';

/** How often what is derived is evaluated. */
const slowInterval: Duration = windowOf(stepWindow);

/** More often than this the fast group gains nothing, in milliseconds. */
const shortestFastInterval = 30_000;

/** How often the fast group of a service is evaluated: as often as there is something new. */
function fastInterval(scrapeInterval: number): number {
  return Math.max(scrapeInterval, shortestFastInterval);
}

/** What objectives are bound to. */
export interface ObjectiveBinding {
  /** How often the service is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /**
   * Other groups of rules of the service: texts look up which part is worst in what they record.
   *
   * @default - none, and texts name no part
   */
  readonly signals?: readonly RuleGroup[];
}

/** An objective, its alerts, and the rules that they come to. */
export interface ObjectiveRules {
  /** The objective. */
  readonly objective: Objective;

  /** Its alerts on burn rates, the fastest first. */
  readonly policy: readonly BurnRateAlert[];

  /** What records and alerts on it. */
  readonly groups: readonly RuleGroup[];
}

/**
 * The rules of each objective of a contract, in four groups: what must not wait, evaluated as often as the service is scraped; the steps in which events are
 * counted, with what is derived from them; what hardly ever changes; and what the window holds from before.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export function objectiveRules(
  contract: ServiceContract,
  binding: ObjectiveBinding,
): readonly ObjectiveRules[] {
  return contract.objectives.filter(isObjective).map((objective) => {
    const policy = alertPolicy({ ...objective, tiers: objective.alerts.tiers });
    const alerts = objectiveAlerts(contract, objective, policy, {
      scrapeInterval: binding.scrapeInterval,
      ...worstPart(objective, binding.signals ?? []),
    });
    const name = `${contract.name}-slo-${objective.name}`;
    return {
      objective,
      policy,
      groups: [
        {
          name: `${name}-fast`,
          interval: windowOf(fastInterval(binding.scrapeInterval)),
          rules: [...fastRules(contract, objective), ...alerts.fast],
          problems: [],
        },
        {
          name: `${name}-slow`,
          interval: slowInterval,
          rules: [
            ...rateRules(contract, objective),
            ...stepRules(contract, objective),
            ...slowRules(objective, policy),
            ...seenRules(objective, policy),
            ...alerts.slow,
          ],
          problems: [],
        },
        {
          name: `${name}-facts`,
          interval: factInterval,
          rules: [...factRules(contract, objective), ...readinessRules(objective)],
          problems: [],
        },
        {
          name: `${name}-history`,
          interval: historyInterval,
          rules: historyRules(objective),
          problems: [],
        },
        // without a least number of bad events and without any alert nothing is left that must not wait
      ].filter(({ rules }) => rules.length > 0),
    };
  });
}
