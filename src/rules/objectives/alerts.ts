import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import type { AlertSeverity } from '../../objectives/alert-severities';
import type { Objective } from '../../objectives/objective';
import {
  badIncrease,
  badRate,
  badSeen,
  burnAlertNames,
  errorRatio,
  excluded,
  exhaustedAlertName,
  remainingRatio,
  steps,
} from '../../objectives/recorded-series';
import { isRaw } from '../../objectives/windows';
import { add, and, gt, gte, lte, mul, or, unless } from '../../promql/typed/operators';
import { sumOverTime } from '../../promql/typed/over-time';
import type { Vector } from '../../promql/typed/vector';
import type { AlertingRule } from '../rule';
import { absenceAlerts } from './absence-alerts';
import { burnTexts, exhaustedTexts, type WorstSeries } from './annotations';
import { objectiveLabel, objectiveSeries, windowOf, type ObjectiveSeries } from './series';

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
export function objectiveAlerts(
  objective: Objective,
  policy: readonly BurnRateAlert[],
  worst?: WorstSeries,
): ObjectiveAlerts {
  const series = objectiveSeries(objective);
  const burning = policy.filter(canFire);
  const rule = (alert: (typeof burning)[number]) =>
    burnAlert(objective, series, alert, keptFiring(alert, burning), worst);
  const { exhausted } = objective.alerts;
  return {
    fast: burning.filter(({ long }) => isRaw(long)).map(rule),
    slow: [
      ...burning.filter(({ long }) => !isRaw(long)).map(rule),
      ...(exhausted === false ? [] : [exhaustedAlert(objective, series, exhausted)]),
      ...absenceAlerts(objective, series),
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
  worst: WorstSeries | undefined,
): AlertingRule {
  const { name, long, short, threshold, severity } = alert;
  const { read, readOne } = series;
  const burning = and(gt(read(errorRatio(long)), threshold), gt(read(errorRatio(short)), threshold));
  const seen = atLeast(burning, objective, series, long);
  return {
    alert: burnAlertNames[name],
    expression: objective.excludes.length === 0 ? seen : unless(seen, readOne(excluded), { on: [] }),
    ...(kept === undefined ? {} : { keepFiringFor: windowOf(kept) }),
    severity,
    labels: { [objectiveLabel]: objective.name, [tierLabel]: name },
    annotations: burnTexts(objective, alert, kept, worst),
  };
}

/** Only where there were enough bad events in a window to tell anybody. */
function atLeast(condition: Vector, objective: Objective, series: ObjectiveSeries, window: number): Vector {
  const { minimumBadEvents } = objective;
  if (minimumBadEvents === 0) return condition;
  return and(condition, gte(badEventsOf(objective, series, window), minimumBadEvents));
}

/**
 * The bad events of a window for the least number of them: as the counters show them, so that it is never more than there were. A gauge has
 * no counter, and what stands for missing data is in none.
 */
function badEventsOf(objective: Objective, { read }: ObjectiveSeries, window: number): Vector {
  const { indicator, absence } = objective;
  const isCounted = indicator.type !== 'gauge' && absence.counts !== 'bad';
  if (!isCounted && isRaw(window)) return mul(read(badRate(window)), window / second);
  if (!isCounted && window === objective.window) return read(badIncrease(window));
  if (isCounted && isRaw(window) && objective.excludes.length === 0) return read(badSeen(window));
  const [step, open] = isCounted ? [steps.seen, steps.openSeen] : [steps.bad, steps.openBad];
  const ended = sumOverTime(read(step).over(windowOf(window)));
  return isCounted ? or(add(ended, read(open)), or(ended, read(open))) : add(ended, read(open));
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
