import { defined } from '../problem/defined';
import { scrapeLabels, type KnownMetric, type KnownMetricMap } from '../promql/flow/known-metrics';
import { open } from '../promql/flow/labels';
import { bytes, seconds, things, type Unit } from '../promql/flow/unit';
import { isPositive, type Matcher } from '../promql/syntax/ast';

/**
 * The series that Prometheus writes itself: for each target that it scrapes, which are the target's own, and for each alert that is pending or
 * fires.
 *
 * @see https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime
 */
export const prometheusSeries: KnownMetricMap = new Map([
  ['up', { ...ofTarget(), isBoolean: true }],
  ['scrape_duration_seconds', ofTarget(seconds)],
  ['scrape_samples_scraped', ofTarget(things)],
  ['scrape_samples_post_metric_relabeling', ofTarget(things)],
  ['scrape_series_added', ofTarget(things)],
  ['scrape_timeout_seconds', ofTarget(seconds)],
  ['scrape_sample_limit', ofTarget(things)],
  ['scrape_body_size_bytes', ofTarget(bytes)],
  [
    'ALERTS',
    {
      ...ofAlert(['alertname', 'alertstate']),
      isBoolean: true,
      domains: { alertstate: ['pending', 'firing'] },
    },
  ],
  // the moment since when it is active
  ['ALERTS_FOR_STATE', { ...ofAlert(['alertname']), unit: seconds }],
]);

/** The same in rules that are about no target of the program: which labels those of others get beside the two of every target is not known. */
export const foreignPrometheusSeries: KnownMetricMap = new Map(
  [...prometheusSeries].map(([name, metric]) => [
    name,
    { ...metric, labels: metric.own === true ? open(['instance', 'job']) : open(), own: false },
  ]),
);

function ofTarget(unit?: Unit): KnownMetric {
  return { kind: 'gauge', labels: scrapeLabels, own: true, ...defined({ unit }) };
}

/** Its labels are those of the alert, too, and it is there only while the alert is. */
function ofAlert(labels: readonly string[]): KnownMetric {
  return { kind: 'gauge', labels: open(labels), presence: 'conditional' };
}

/** The labels by which an expression can name a target itself. */
const targetNames = new Set(['namespace', 'service', 'job', 'instance']);

/** Whether a selector says itself which target it is about. */
export function namesItsTarget(matchers: readonly Matcher[]): boolean {
  return matchers.some((matcher) => targetNames.has(matcher.label) && isPositive(matcher));
}
