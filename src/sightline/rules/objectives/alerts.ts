import { identityLabelNames } from '../../contract/target-labels';
import type { ServiceContract } from '../../contract/service-contract';
import { canFire, type BurnRateAlert } from '../../objectives/alert-policy';
import type { AlertSeverity } from '../../objectives/alert-severities';
import type { Objective } from '../../objectives/objective';
import {
  badIncrease,
  badSeen,
  burnAlertNames,
  errorRatio,
  exhaustedAlertName,
  remainingRatio,
  steps,
} from '../../objectives/recorded-series';
import { isRaw, rawWindows } from '../../objectives/windows';
import { and, gt, gte, lte, or } from '../../promql/build/operators';
import type { Vector } from '../../promql/build/vector';
import type { AlertingRule } from '../rule';
import { absenceAlerts } from './absence-alerts';
import { eventsIn } from './events-in';
import { silentInside } from './exclusion-rules';
import { ratioNow } from './rate-rules';
import { burnTexts, exhaustedTexts, type WorstSeries } from './annotations';
import { objectiveLabel, objectiveSeries, windowOf, type ObjectiveSeries } from './series';

/** The label by which a faster alert keeps slower ones of the same objective silent. */
export const tierLabel = 'tier';

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
  const burning = and(gt(ratio(long), threshold), gt(ratio(short), threshold), {
    on: [...identityLabelNames, ...objective.by],
  });
  const seen = atLeast(burning, objective, series, long);
  return {
    alert: burnAlertNames[name],
    expression: silentInside(objective, series, seen),
    ...(kept === undefined ? {} : { keepFiringFor: windowOf(kept) }),
    severity,
    labels: { [objectiveLabel]: objective.name, [tierLabel]: name },
    annotations: burnTexts(objective, alert, kept, worst),
  };
}

/** The longest window in which bad events are counted for their least number, in milliseconds: a longer one costs more than it tells. */
const longestCounted = 72 * 3_600_000;

/** No increase is stretched to more times what was counted. */
const mostStretched = 3;

/** Only where there were enough bad events in a window to tell anybody. */
function atLeast(condition: Vector, objective: Objective, series: ObjectiveSeries, window: number): Vector {
  const { minimumBadEvents } = objective;
  if (minimumBadEvents === 0) return condition;
  return and(condition, enough(objective, series, window), { on: [...identityLabelNames, ...objective.by] });
}

/**
 * Whether there are so many bad events in a window: as the counters show them, so that there are never fewer. A gauge has no counter, and what
 * stands for missing data is in none.
 */
function enough(objective: Objective, series: ObjectiveSeries, window: number): Vector {
  const { indicator, absence, minimumBadEvents: least } = objective;
  const isCounted = indicator.type !== 'gauge' && absence.counts !== 'bad';
  if (!isCounted) return gte(eventsIn(series, steps.bad, window), least);
  if (window > longestCounted) {
    return or(
      gte(series.read(badIncrease(window)), mostStretched * least),
      enough(objective, series, longestCounted),
    );
  }
  const inSteps = gte(eventsIn(series, steps.seen, window), least);
  // the last hour counts before its step has ended
  const lately = gte(series.read(badSeen(rawWindows.long)), least);
  if (objective.excludes.length > 0) return inSteps;
  return isRaw(window) ? lately : or(inSteps, lately);
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
