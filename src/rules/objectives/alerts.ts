import { formatDuration } from '../../contract/duration';
import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import type { AlertSeverity } from '../../objectives/alert-severities';
import type { Objective } from '../../objectives/objective';
import { baseWindow, isRaw } from '../../objectives/windows';
import { absent } from '../../promql/typed/label-functions';
import { and, gt, gte, lte, mul } from '../../promql/typed/operators';
import type { Vector } from '../../promql/typed/vector';
import { absentTexts, burnTexts, exhaustedTexts } from './annotations';
import { absentAlertName, burnAlertNames, exhaustedAlertName, objectiveNames as names } from './names';
import { objectiveLabel, objectiveSeries, windowOf, type ObjectiveSeries } from './series';
import { meanOf } from './slow-rules';
import type { AlertingRule } from '../rule';

/** The label by which a faster alert keeps slower ones of the same objective silent. */
export const tierLabel = 'tier';

const second = 1000;

/** Alerts that are evaluated with the series of the service, and those with what is derived from them. */
export interface ObjectiveAlerts {
  readonly fast: readonly AlertingRule[];
  readonly slow: readonly AlertingRule[];
}

/**
 * The alerts of an objective. A burn rate fires while both its windows are above the threshold: the long one says that the budget really
 * goes, the short one that it still does.
 */
export function objectiveAlerts(objective: Objective, policy: readonly BurnRateAlert[]): ObjectiveAlerts {
  const series = objectiveSeries(objective);
  const burning = policy.filter(canFire);
  const rule = (alert: (typeof burning)[number]) =>
    burnAlert(objective, series, alert, keptFiring(alert, burning));
  const { exhausted, absent: missing } = objective.alerts;
  return {
    fast: burning.filter(({ long }) => isRaw(long)).map(rule),
    slow: [
      ...burning.filter(({ long }) => !isRaw(long)).map(rule),
      ...(exhausted === false ? [] : [exhaustedAlert(objective, series, exhausted)]),
      ...(missing === false ? [] : [absentAlert(objective, series, missing)]),
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
  kept: number | undefined,
): AlertingRule {
  const { name, long, short, threshold, severity } = alert;
  const { read } = series;
  const burning = and(gt(read(names.ratio(long)), threshold), gt(read(names.ratio(short)), threshold));
  const bad = isRaw(long) ? read(names.bad(long)) : meanOf(series, names.bad, long);
  return {
    alert: burnAlertNames[name],
    expression: atLeast(burning, bad, long, objective.minimumBadEvents),
    ...(kept === undefined ? {} : { keepFiringFor: windowOf(kept) }),
    severity,
    labels: { [objectiveLabel]: objective.name, [tierLabel]: name },
    annotations: burnTexts(objective, alert),
  };
}

/** Only where there were enough bad events in a window to tell anybody. */
function atLeast(condition: Vector, bad: Vector, window: number, minimum: number): Vector {
  return minimum === 0 ? condition : and(condition, gte(mul(bad, window / second), minimum));
}

function exhaustedAlert(
  objective: Objective,
  { read }: ObjectiveSeries,
  severity: AlertSeverity,
): AlertingRule {
  const { window, minimumBadEvents } = objective;
  const spent = lte(read(names.remainingRatio), 0);
  const seen = mul(read(names.bad(window)), read(names.coverage));
  return {
    alert: exhaustedAlertName,
    expression: atLeast(spent, seen, window, minimumBadEvents),
    for: '10m',
    severity,
    labels: { [objectiveLabel]: objective.name },
    annotations: exhaustedTexts(objective),
  };
}

/** A service without traffic has series that don't move, and is measured. */
function absentAlert(objective: Objective, { read }: ObjectiveSeries, severity: AlertSeverity): AlertingRule {
  return {
    alert: absentAlertName,
    expression: absent(read(names.total(baseWindow))),
    for: '15m',
    severity,
    labels: { [objectiveLabel]: objective.name },
    annotations: absentTexts(objective, formatDuration(15 * 60 * second)),
  };
}
