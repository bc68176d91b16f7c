import { alertRouting } from '../../../src/sightline/stack/alerting/alert-routing';
import { email, pagerDuty, slack, webhook } from '../../../src/sightline/stack/alerting/receivers';
import { secretKey } from '../../../src/sightline/stack/alerting/secret-key';
import type { StackOptions } from '../../../src/sightline/stack/stack-options';

const mail = email({ to: ['a@b.c'], from: 'a@b.c', smarthost: 'mail:25' });

export const stack: StackOptions = {
  grafana: false,
  alerting: alertRouting({
    severities: { page: 'page' },
    receivers: {
      pager: [pagerDuty({ routingKey: secretKey('pd', 'key') }), mail],
      'shop-chat': slack({ channel: '#shop', webhookUrl: secretKey('chat', 'url') }),
      hook: webhook({ url: 'https://example.com/alerts' }),
      mail,
    },
    routes: [
      { severity: 'page', receiver: 'pager', groupBy: ['namespace'], repeatInterval: '1h30m' },
      { severity: 'ticket', receiver: 'shop-chat', match: { service: ['shop', 'cart'], team: /a.*/ } },
      { receiver: 'hook', match: { team: 'b' } },
      { receiver: 'null', match: { alertname: 'CPUThrottlingHigh' } },
    ],
    otherwise: 'mail',
  }),
};

export const nobody = alertRouting({ receivers: {}, routes: [], otherwise: 'null' });
