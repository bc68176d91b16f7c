import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  alertingRule,
  gaugeObjective,
  gt,
  type KubePrometheusStack,
  max,
  MonitoredService,
  packs,
  ruleGroup,
  serviceContract,
  sub,
  time,
} from '../../src/sightline';

// kube-state-metrics tells of the CronJob and of its Jobs; the Jobs end before anybody could scrape them.
const { kube_cronjob_status_last_successful_time: lastSuccess, kube_job_status_failed: failed } =
  packs.kubeStateMetrics;
const ofReport = lastSuccess.where({ cronjob: 'nightly-report' });
const failedJobs = failed.where({ job_name: /nightly-report-.*/ });

export const nightlyReport = serviceContract({
  name: 'nightly-report',
  metrics: [],
  notTraffic: {},
  objectives: [
    gaugeObjective({
      name: 'runs',
      objective: 99,
      window: '30d',
      description: 'The pods of its Jobs do not fail.',
      gauge: failedJobs,
      atMost: 0,
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
      rules: [
        ruleGroup('nightly-report', [
          alertingRule({
            alert: 'NoReportToday',
            expression: gt(sub(time(), max(ofReport)), 26 * 60 * 60),
            severity: 'ticket',
            annotations: { summary: 'The last report is {{ $value | humanizeDuration }} old' },
          }),
        ]),
      ],
    });
  }
}
