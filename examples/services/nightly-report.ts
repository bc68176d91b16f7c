import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  alertingRule,
  external,
  gaugeObjective,
  gt,
  type KubePrometheusStack,
  max,
  MonitoredService,
  ruleGroup,
  serviceContract,
  sub,
  time,
} from '../../src/sightline';

// kube-state-metrics tells of the CronJob and of its Jobs; the Jobs end before anybody could scrape them.
const lastSuccess = external(
  'kube_cronjob_status_last_successful_time',
  'gauge',
  'When a Job of the CronJob last succeeded',
  ['namespace', 'cronjob'],
).where({ cronjob: 'nightly-report' });

const failed = external('kube_job_status_failed', 'gauge', 'Pods of a Job that failed', [
  'namespace',
  'job_name',
]).where({ job_name: /nightly-report-.*/ });

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
      gauge: failed,
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
            expression: gt(sub(time(), max(lastSuccess)), 26 * 60 * 60),
            severity: 'ticket',
            annotations: { summary: 'The last report is {{ $value | humanizeDuration }} old' },
          }),
        ]),
      ],
    });
  }
}
