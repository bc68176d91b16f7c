import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  alertingRule,
  availabilityObjective,
  counter,
  gauge,
  gt,
  type KubePrometheusStack,
  max,
  MonitoredService,
  ruleGroup,
  serviceContract,
} from '../../src/sightline';

const mails = counter('mailer_mails_total', 'Mails that are handled', { result: ['sent', 'failed'] });
const oldest = gauge('mailer_oldest_mail_age_seconds', 'Age of the oldest mail that waits', {
  queue: ['invoice', 'newsletter'],
});

export const mailer = serviceContract({
  name: 'mailer',
  metrics: [mails, oldest],
  notTraffic: {},
  objectives: [
    availabilityObjective({
      name: 'sent',
      objective: 99.5,
      window: '30d',
      description: 'Mails are sent.',
      total: mails,
      bad: mails.where({ result: 'failed' }),
    }),
  ],
});

/** A worker that takes its work from a queue: nobody calls it, so it has no Service. */
export class Mailer extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'mail' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: mailer,
      pods: { labels: { app: 'mailer' }, ports: { metrics: 9100 }, replicas: 3 },
      scrape: { kind: 'PodMonitor', interval: '15s' },
      rules: [
        ruleGroup('mailer-queues', [
          alertingRule({
            alert: 'InvoicesWait',
            expression: gt(max(oldest.where({ queue: 'invoice' })), 15 * 60),
            for: '5m',
            severity: 'page',
            annotations: { summary: 'The oldest invoice waits for {{ $value | humanizeDuration }}' },
          }),
        ]),
      ],
    });
  }
}
