import { identityLabelNames } from '../../contract/target-labels';
import type { ServiceContract } from '../../contract/service-contract';
import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import type { AlertSeverity } from '../../objectives/alert-severities';
import type { Objective } from '../../objectives/objective';
import { burnAlertNames, exhaustedAlertName } from '../../objectives/alert-names';
import { errorRatio, remainingRatio } from '../../objectives/recorded-series';
import { isRaw } from '../../objectives/windows';
import { and, gt, lte } from '../../promql/build/operators';
import type { Vector } from '../../promql/build/vector';
import type { AlertingRule } from '../rule';
import { absenceAlerts } from './absence-alerts';
import { enough, isSeen, lately } from './enough-events';
import { silentInside } from './exclusion-rules';
import { ratioNow } from './rate-rules';
import { burnTexts, exhaustedTexts, type WorstSeries } from './annotations';
import { objectiveLabel, objectiveSeries, windowOf, type ObjectiveSeries } from './series';

/** The label by which a faster alert keeps slower ones of the same objective silent. */
const tierLabel = 'tier';

/** Alerts that are evaluated with the series of the service, and those with what is derived from them. */
export interface ObjectiveAlerts {
  readonly fast: readonly AlertingRule[];
  readonly slow: readonly AlertingRule[];
}

/** What alerts have to know of the service. */
export interface AlertGround {
  /** How often it is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /** The series that says which part of it is worst. @default - none, and texts name no part */
  readonly worst?: WorstSeries;
}

/**
 * The alerts of an objective. A burn rate fires while both its windows are above the threshold: the long one says that the budget really
 * goes, the short one that it still does.
 */
export function objectiveAlerts(
  contract: ServiceContract,
  objective: Objective,
  policy: readonly BurnRateAlert[],
  { scrapeInterval, worst }: AlertGround,
): ObjectiveAlerts {
  const series = objectiveSeries(objective);
  const burning = policy.filter(canFire);
  const rule =
    (ratio: (window: number) => Vector) =>
    (alert: (typeof burning)[number]): AlertingRule =>
      burnAlert(objective, series, alert, ratio, keptFiring(alert, burning), worst);
  const absence = absenceAlerts(objective, series, scrapeInterval);
  const { exhausted } = objective.alerts;
  return {
    fast: [
      ...burning
        .filter(({ long }) => isRaw(long))
        .map(rule((window) => ratioNow(window, contract, objective))),
      ...absence.fast,
    ],
    slow: [
      ...burning.filter(({ long }) => !isRaw(long)).map(rule((window) => series.read(errorRatio(window)))),
      ...(exhausted === false ? [] : [exhaustedAlert(objective, series, exhausted)]),
      ...absence.slow,
    ],
  };
}

/**
 * How long a page goes on after its own windows are clear: as long as the next slower page looks back. That one is silent while this one fires,
 * and would page a second time for the same incident as soon as this one ends.
 */
function keptFiring(
  alert: BurnRateAlert,
  burning: readonly (BurnRateAlert & { readonly severity: AlertSeverity })[],
): number | undefined {
  if (alert.severity !== 'page') return undefined;
  return burning.find(({ long, severity }) => severity === 'page' && long > alert.long)?.short;
}

function burnAlert(
  objective: Objective,
  series: ObjectiveSeries,
  alert: BurnRateAlert & { readonly severity: AlertSeverity },
  ratio: (window: number) => Vector,
  kept: number | undefined,
  worst: WorstSeries | undefined,
): AlertingRule {
  const { name, long, short, threshold, severity } = alert;
  const labels = { on: [...identityLabelNames, ...objective.by] };
  const burning = and(gt(ratio(long), threshold), gt(ratio(short), threshold), labels);
  const counted = isSeen(objective) && !isRaw(long) ? and(burning, lately(alert, series), labels) : burning;
  const seen = atLeast(counted, objective, series, long);
  return {
    alert: burnAlertNames[name],
    expression: silentInside(objective, series, seen),
    ...(kept === undefined ? {} : { keepFiringFor: windowOf(kept) }),
    severity,
    labels: { [objectiveLabel]: objective.name, [tierLabel]: name },
    annotations: burnTexts(objective, alert, kept, worst),
  };
}

/** Only where there were enough bad events in a window to tell anybody. */
function atLeast(condition: Vector, objective: Objective, series: ObjectiveSeries, window: number): Vector {
  if (objective.minimumBadEvents === 0) return condition;
  return and(condition, enough(objective, series, window), { on: [...identityLabelNames, ...objective.by] });
}

function exhaustedAlert(
  objective: Objective,
  series: ObjectiveSeries,
  severity: AlertSeverity,
): AlertingRule {
  const spent = lte(series.read(remainingRatio), 0);
  return {
    alert: exhaustedAlertName,
    expression: atLeast(spent, objective, series, objective.window),
    for: '10m',
    severity,
    labels: { [objectiveLabel]: objective.name },
    annotations: exhaustedTexts(objective),
  };
}
