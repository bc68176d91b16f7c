import type { Duration } from '../../contract/duration-literal';
import type { ServiceContract } from '../../contract/service-contract';
import { alertPolicy, type BurnRateAlert } from '../../objectives/alert-policy';
import { isObjective, type Objective } from '../../objectives/objective';
import { rawWindows } from '../../objectives/windows';
import type { RuleGroup } from '../rule';
import { objectiveAlerts } from './alerts';
import { fastRules, rates } from './fast-rules';
import { historyInterval, historyRules } from './history-rules';
import { countersOf } from './measure';
import { objectiveSeries, windowOf } from './series';
import { slowRules } from './slow-rules';
import { stepRules } from './step-rules';

/** How often what is derived is evaluated. */
export const slowInterval: Duration = '1m';

/** More often than this the fast group gains nothing, in milliseconds. */
const shortestFastInterval = 30_000;

/** The intervals of the fast group, in milliseconds: a step is a whole number of each. */
const fastIntervals = [30, 50, 60, 75].map((seconds) => seconds * 1000);

/** How often the fast group of a service is evaluated: as often as there is something new. */
export function fastInterval(scrapeInterval: number): number {
  const fits = fastIntervals.filter((each) => each <= Math.max(scrapeInterval, shortestFastInterval));
  return Math.max(...fits);
}

/** What objectives are bound to. */
export interface ObjectiveBinding {
  /** How often the service is scraped, in milliseconds. */
  readonly scrapeInterval: number;
}

/** An objective, its alerts, and the rules that they come to. */
export interface ObjectiveRules {
  readonly objective: Objective;
  readonly policy: readonly BurnRateAlert[];
  readonly groups: readonly RuleGroup[];
}

/**
 * The rules of each objective of a contract, in three groups: what is read from the service's own series, evaluated as often as they are
 * scraped; the steps in which events are counted and what is derived from them; and what was measured before there were steps.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export function objectiveRules(
  contract: ServiceContract,
  binding: ObjectiveBinding,
): readonly ObjectiveRules[] {
  return contract.objectives.filter(isObjective).map((objective) => {
    const policy = alertPolicy({ ...objective, tiers: objective.alerts.tiers });
    const alerts = objectiveAlerts(objective, policy);
    const name = `${contract.name}-slo-${objective.name}`;
    const counters = countersOf(contract, objective.indicator);
    const middle = rates(rawWindows.middle, objective, objectiveSeries(objective), counters);
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
            ...stepRules(contract, objective),
            ...middle,
            ...slowRules(objective, policy),
            ...alerts.slow,
          ],
          problems: [],
        },
        {
          name: `${name}-history`,
          interval: historyInterval,
          rules: historyRules(objective),
          problems: [],
        },
      ],
    };
  });
}
