import { declared } from '../contract/metric';
import { ofTarget } from '../promql/build/metric';
import { div, gte } from '../promql/build/operators';
import type { Metric } from '../promql/build/selector';
import { alertingRule, ruleGroup, type RuleGroup } from './rule';

/** From which share of a limit on a scrape can be told that it will be reached. */
const nearShare = 0.8;

/** The name of the alert on a page that is about to be larger than its limit. */
const sampleLimitAlert = 'ScrapeSampleLimitNear';

/**
 * What Prometheus holds `sample_limit` against: the samples of a page without those that `metricRelabelings` drop. It writes it for each
 * target, and of a page over the limit too, of which it stores nothing else but `up 0`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 * @see https://prometheus.io/docs/concepts/jobs_instances/#automatically-generated-labels-and-time-series
 */
const samples: Metric<object, 'gauge'> = ofTarget(
  declared({
    name: 'scrape_samples_post_metric_relabeling',
    type: 'gauge',
    help: 'How many samples of a page are left after relabelling',
    labels: {},
    origin: 'scrape',
    problems: [],
  }),
);

/**
 * An alert on each target whose page has four fifths of the samples that its limit allows: over it Prometheus takes the target down, and all of
 * the page is lost.
 *
 * @param service the name of the service, for the name of the group
 * @param limit how many samples a page may have
 */
export function sampleLimitRules(service: string, limit: number): RuleGroup {
  return ruleGroup(`${service}-scrape-limits`, [
    alertingRule({
      alert: sampleLimitAlert,
      expression: gte(div(samples, limit), nearShare),
      for: '10m',
      severity: 'ticket',
      annotations: {
        summary: `The page of {{ $labels.instance }} has {{ $value | humanizePercentage }} of the ${limit} samples that a scrape may have`,
        description: `Over its sampleLimit of ${limit} Prometheus takes a target down, and stores nothing of its page. Look for a label with more values than are meant, such as by topk(5, count by (__name__) ({instance="{{ $labels.instance }}"})); or raise the limit.`,
      },
    }),
  ]);
}
