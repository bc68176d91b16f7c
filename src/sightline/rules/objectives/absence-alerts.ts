import { formatDuration } from '../../contract/duration';
import { identityLabelNames } from '../../contract/target-labels';
import type { Objective } from '../../objectives/objective';
import { absentAlertName, unreachableAlertName } from '../../objectives/alert-names';
import { age, readyPods, totalRate } from '../../objectives/recorded-series';
import { rawWindows } from '../../objectives/windows';
import { max, sum } from '../../promql/build/aggregation';
import { absent } from '../../promql/build/label-functions';
import { up } from '../../promql/build/metric';
import { and, eq, or, unless } from '../../promql/build/operators';
import { maxOverTime } from '../../promql/build/over-time';
import type { AnyVector, Vector } from '../../promql/build/vector';
import { packs } from '../../promql/build/packs';
import type { AlertingRule, RecordingRule } from '../rule';
import { silentInside } from './exclusion-rules';
import { absentTexts, unreachableTexts } from './annotations';
import { objectiveLabel, objectiveSeries, windowOf, type ObjectiveSeries } from './series';

const minute = 60_000;

/** How long no target must have answered where nobody says, in milliseconds, and how many scrapes that are at least. */
const shortestWait = 2 * minute;
const scrapesInWait = 4;

/** For how long a service that had targets is remembered, in milliseconds. */
const remembered = 60 * minute;

/** How long there must be nothing to measure while targets answer, in milliseconds: a service that is rolled out has no requests at first. */
const nothingFor = 15 * minute;

/** What is said where there is nothing to measure: that nobody answers, or that those who answer expose nothing of it. */
export function absenceAlerts(
  objective: Objective,
  series: ObjectiveSeries,
  scrapeInterval: number,
): { readonly fast: readonly AlertingRule[]; readonly slow: readonly AlertingRule[] } {
  const { severity, wait = Math.max(shortestWait, scrapesInWait * scrapeInterval) } = objective.absence;
  if (severity === false) return { fast: [], slow: [] };
  const told = (
    rule: Pick<AlertingRule, 'alert' | 'for' | 'severity' | 'annotations'>,
    what: AnyVector,
  ): AlertingRule => ({
    ...rule,
    expression: silentInside(objective, series, what),
    labels: { [objectiveLabel]: objective.name },
  });
  const nobody = {
    alert: unreachableAlertName,
    severity,
    annotations: unreachableTexts(objective, formatDuration(wait)),
  };
  const nothing = {
    alert: absentAlertName,
    for: windowOf(nothingFor),
    severity: 'ticket',
    annotations: absentTexts(objective, formatDuration(nothingFor)),
  } as const;
  return { fast: [told(nobody, unreachable(wait, series))], slow: [told(nothing, unmeasured(series))] };
}

/**
 * The service has targets and none of them has answered for so long; or it had some, and those of its pods that still exist are not ready. Without
 * any pod it is scaled to zero, and silent. A window in place of `for`: of scrapes that are missed now and then, one is enough.
 */
function unreachable(wait: number, { readOne }: ObjectiveSeries): AnyVector {
  const answered = max(maxOverTime(up.over(windowOf(wait))), { by: identityLabelNames });
  return eq(or(answered, readOne(readyPods), { on: identityLabelNames }), 0);
}

/**
 * How many of the pods are ready whose targets have answered in the last hour, and that are not done. Recorded as seldom as a series stays in sight, as reading all pods of
 * a namespace is dear, and only asked where the targets themselves are gone.
 */
export function readinessRules(objective: Objective): RecordingRule[] {
  if (objective.absence.severity === false) return [];
  const { kube_pod_status_ready: ready, kube_pod_status_phase: phase } = packs.kubeStateMetrics;
  const samePod = { on: ['namespace', 'pod'] } as const;
  const answered = eq(maxOverTime(up.over(windowOf(remembered))), 1);
  const pods = and(ready.where({ condition: 'true' }), answered, samePod);
  // those of a job that is done stay for a while, and are not ready
  const completed = eq(phase.where({ phase: 'Succeeded' }), 1);
  return [objectiveSeries(objective).record(readyPods, sum(unless(pods, completed, samePod)))];
}

/** What the objective counts is not there although targets answer, or never was in all of the window: then the scrape path is broken. */
function unmeasured({ read }: ObjectiveSeries): Vector {
  const nothing = absent(read(totalRate(rawWindows.short)));
  return and(nothing, or(eq(max(up), 1), absent(read(age)), { on: [] }), { on: [] });
}
