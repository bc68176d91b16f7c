import { scrapeLabels, type KnownMetric, type KnownMetricMap } from '../promql/flow/known-metrics';
import { bytes, seconds, things, type Unit } from '../promql/flow/unit';
import type { Matcher } from '../promql/syntax/ast';

/**
 * The series that Prometheus writes itself, for each target that it scrapes.
 *
 * @see https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 */
export const prometheusSeries: KnownMetricMap = new Map([
  ['up', ofTarget()],
  ['scrape_duration_seconds', ofTarget(seconds)],
  ['scrape_samples_scraped', ofTarget(things)],
  ['scrape_samples_post_metric_relabeling', ofTarget(things)],
  ['scrape_series_added', ofTarget(things)],
  ['scrape_timeout_seconds', ofTarget(seconds)],
  ['scrape_sample_limit', ofTarget(things)],
  ['scrape_body_size_bytes', ofTarget(bytes)],
]);

function ofTarget(unit?: Unit): KnownMetric {
  return { kind: 'gauge', labels: scrapeLabels, own: true, ...(unit === undefined ? {} : { unit }) };
}

/** The labels by which an expression can name a target itself. */
const targetNames = new Set(['namespace', 'service', 'job', 'instance']);

/** Whether a selector says itself which target it is about. */
export function namesItsTarget(matchers: readonly Matcher[]): boolean {
  return matchers.some(
    ({ label, operator }) => targetNames.has(label) && (operator === '=' || operator === '=~'),
  );
}
