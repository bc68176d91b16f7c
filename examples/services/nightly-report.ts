import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  external,
  gaugeObjective,
  type KubePrometheusStack,
  max,
  MonitoredService,
  packs,
  recordingRule,
  ruleGroup,
  serviceContract,
  sub,
  time,
} from '../../src/sightline';

// kube-state-metrics tells of the CronJob; its Jobs end before anybody could scrape them. Jobs that failed are no measure: they stay until another
// one fails.
const { kube_cronjob_status_last_successful_time: lastSuccess } = packs.kubeStateMetrics;
const recordedAge = recordingRule(
  'nightly_report:age:seconds',
  sub(time(), max(lastSuccess.where({ cronjob: 'nightly-report' }))),
);
const age = external(recordedAge.record, 'gauge', 'Age of the last report', ['namespace', 'service']);

export const nightlyReport = serviceContract({
  name: 'nightly-report',
  metrics: [],
  notTraffic: {},
  objectives: [
    gaugeObjective({
      name: 'fresh',
      objective: 95,
      window: '30d',
      description: 'The last report is not older than a day and two hours.',
      gauge: age.where({ service: 'nightly-report' }),
      atMost: 26 * 60 * 60,
    }),
  ],
});

/** A CronJob: what is known of it is known by the cluster. */
export class NightlyReport extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'reports' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: nightlyReport,
      scrape: false,
      rules: [ruleGroup('nightly-report', [recordedAge])],
    });
  }
}
