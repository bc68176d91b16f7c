import type { Construct } from 'constructs';
import { alertRouting, KubePrometheusStack, pagerDuty, secretKey, slack } from '../../src/sightline';
import type { Settings } from './settings';

/** The stack of one cluster. */
export class Monitoring extends KubePrometheusStack {
  constructor(scope: Construct, id: string, { cluster, retention, pages }: Settings) {
    const tasks = slack({ channel: '#catalog', webhookUrl: secretKey('alertmanager-slack', 'url') });
    const pager = pagerDuty({ routingKey: secretKey('alertmanager-pagerduty', 'routing-key') });
    super(scope, id, {
      namespace: 'monitoring',
      createNamespace: true,
      grafana: false,
      prometheus: { retention, storage: { size: '50Gi' }, externalLabels: { cluster } },
      alerting: alertRouting({
        receivers: { oncall: pages ? pager : tasks, tasks },
        routes: [{ severity: 'page', receiver: 'oncall' }],
        otherwise: 'tasks',
        deadMansSwitch: { url: secretKey('alertmanager-watchdog', 'url'), every: '1m' },
      }),
    });
  }
}
