import type { Duration } from '../../contract/duration-literal';
import type { ServiceContract } from '../../contract/service-contract';
import { alertPolicy, type BurnRateAlert } from '../../objectives/alert-policy';
import type { SeverityLabels } from '../../objectives/alert-severities';
import { isObjective, type Objective } from '../../objectives/objective';
import { objectiveAlerts } from './alerts';
import { fastRules } from './fast-rules';
import { windowOf } from './series';
import { slowRules } from './slow-rules';
import type { RuleGroup } from '../rule';

/** How often what is derived is evaluated: it moves slowly, and reads a month of samples. */
export const slowInterval: Duration = '2m';

/** More often than this the fast group gains nothing, and the derived windows read more. */
const shortestFastInterval = 30_000;

/** How often the fast group of a service is evaluated: as often as there is something new. */
export function fastInterval(scrapeInterval: number): number {
  return Math.max(scrapeInterval, shortestFastInterval);
}

/** What objectives are bound to. */
export interface ObjectiveBinding {
  /** How often the service is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /** The value of the label `severity` for each thing that an alert can ask for. */
  readonly severities: SeverityLabels;
}

/** An objective, its alerts, and the rules that they come to. */
export interface ObjectiveRules {
  readonly objective: Objective;
  readonly policy: readonly BurnRateAlert[];
  readonly groups: readonly RuleGroup[];
}

/**
 * The rules of each objective of a contract, in two groups: what is read from the service's own series, evaluated as often as they are
 * scraped, and what is derived from that.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 */
export function objectiveRules(
  contract: ServiceContract,
  binding: ObjectiveBinding,
): readonly ObjectiveRules[] {
  return contract.objectives.filter(isObjective).map((objective) => {
    const policy = alertPolicy({ ...objective, tiers: objective.alerts.tiers });
    const alerts = objectiveAlerts(objective, policy, binding.severities);
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
          rules: [...slowRules(objective, policy), ...alerts.slow],
          problems: [],
        },
      ],
    };
  });
}
