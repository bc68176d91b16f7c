import type { Duration } from '../../contract/duration-literal';
import { max } from '../../promql/build/aggregation';
import { timestamp } from '../../promql/build/dates';
import { increase } from '../../promql/build/functions';
import { labelReplace } from '../../promql/build/label-functions';
import { gt, mul, or, sub } from '../../promql/build/operators';
import type { Vector } from '../../promql/build/vector';
import { print } from '../../promql/print/print';
import { windowOf } from '../objectives/series';
import type { BoundAlertingRule } from '../rule';
import { failingTexts, lateTexts, skippedTexts } from './evaluation-texts';
import {
  evaluationFailures,
  groupInterval,
  iterationsMissed,
  lastDuration,
  lastEvaluation,
  type PrometheusLabel,
} from './prometheus-metrics';
import { ruleFileInfo, ruleFileLabel, ruleFilePattern } from './rule-files';

/** Where the metrics of the Prometheus that evaluates the rules are. */
export interface PrometheusTarget {
  /** The label `job` of its scrape. */
  readonly job: string;

  /** Its namespace. */
  readonly namespace: string;
}

/** The names of the alerts. */
const evaluationAlertNames = {
  failing: 'RuleEvaluationFailing',
  skipped: 'RuleEvaluationSkipped',
  late: 'RuleEvaluationLate',
} as const;

const minute = 60_000;

/** A failure or two that passes is no alert: shorter windows than this gain nothing. */
const shortestWindow = 10 * minute;

/** After how many intervals without an evaluation a group is late. */
const intervals = 3;

/**
 * The alerts on how rules about services are evaluated: that they fail, that they are skipped or take longer than their interval, that they
 * are not evaluated at all. One set for all services, each firing once for a service.
 *
 * What fails has to fail in each window for as long as a window: a window holds two evaluations of the slowest group, so none that goes on is
 * missed, and one that passes leaves the window before the time is over.
 *
 * @param interval that of the slowest group, in milliseconds
 * @param severity what the label `severity` says
 */
export function evaluationAlerts(
  prometheus: PrometheusTarget,
  interval: number,
  severity: string,
): readonly BoundAlertingRule[] {
  const window = windowOf(Math.max(shortestWindow, 2 * interval));
  const here = { job: prometheus.job, namespace: prometheus.namespace };
  const grows = (metric: typeof evaluationFailures) => gt(increase(metric.where(here).over(window)), 0);
  const seen = lastEvaluation.where(here);
  const every = groupInterval.where(here);
  const rule = (
    alert: string,
    condition: Vector<PrometheusLabel>,
    held: Duration,
    annotations: Readonly<Record<string, string>>,
  ): BoundAlertingRule => ({
    alert,
    expr: print(ofServices(condition).node),
    for: held,
    labels: { severity },
    annotations,
  });
  return [
    rule(evaluationAlertNames.failing, grows(evaluationFailures), window, failingTexts(window)),
    rule(
      evaluationAlertNames.skipped,
      or(grows(iterationsMissed), gt(lastDuration.where(here), every)),
      window,
      skippedTexts(window),
    ),
    rule(
      evaluationAlertNames.late,
      // of a group that was never evaluated the time is 0: it may have been loaded just now
      gt(sub(timestamp(seen), gt(seen, 0)), mul(every, intervals)),
      '5m',
      lateTexts(intervals),
    ),
  ];
}

/** What is so of groups, once for each service whose file they are in. What is in no known file is left out. */
function ofServices(condition: Vector<PrometheusLabel>): Vector<'namespace' | 'service'> {
  const byFile = labelReplace(condition, ruleFileLabel, '$1', 'rule_group', ruleFilePattern);
  const joined = mul(byFile, ruleFileInfo, { on: [ruleFileLabel], groupLeft: ['namespace', 'service'] });
  return max(joined, { by: ['namespace', 'service'] });
}
