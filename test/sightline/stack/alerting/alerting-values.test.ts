import { alertRouting, email, pagerDuty, secretKey, slack, webhook } from '../../../../src/sightline';
import {
  chartInfoInhibitRules,
  chartReceivers,
  chartRootRoute,
  chartRoutes,
  chartSeverityInhibitRules,
} from '../../../../src/sightline/stack/alerting/chart-alerting';
import { inhibitRules } from '../../../../src/sightline/stack/alerting/inhibition';
import { stackValues } from '../../../../src/sightline/stack/values';
import { chartConfig } from './chart-config';

const alerting = alertRouting({
  severities: { page: 'page' },
  receivers: {
    pager: pagerDuty({ routingKey: secretKey('pd', 'key') }),
    all: [
      slack({
        channel: '#a',
        webhookUrl: secretKey('chat', 'a'),
        sendResolved: false,
        title: 'c',
        text: 'd',
      }),
      webhook({ url: secretKey('chat', 'hook') }),
      slack({ channel: '#b', webhookUrl: secretKey('chat', 'b') }),
    ],
    mail: email({ to: ['a@b.c', 'd@e.f'], from: 'g@h.i', smarthost: 'mail:25' }),
  },
  routes: [
    { severity: 'page', receiver: 'pager', match: { service: 'a' } },
    {
      severity: 'ticket',
      receiver: 'all',
      match: { service: ['a', 'b.c'] },
      groupBy: ['service'],
      repeatInterval: '1d',
    },
    { receiver: 'null', match: { alertname: /Info.*/i } },
  ],
  otherwise: 'mail',
  groupWait: '10s',
});

/** A template of Alertmanager; what it says is tried on a real one. */
const someText = expect.stringContaining('.Annotations.') as string;

const alertmanagerOf = (...args: Parameters<typeof stackValues>): unknown =>
  stackValues(...args)['alertmanager'];

describe('the values of a routing', () => {
  test('have the receivers, the routes, and the Secrets to mount, beside what the chart has', () => {
    expect(alertmanagerOf({ grafana: false, alerting })).toEqual({
      alertmanagerSpec: { secrets: ['chat', 'pd'] },
      config: {
        receivers: [
          { name: 'null' },
          {
            name: 'pager',
            pagerduty_configs: [
              {
                routing_key_file: '/etc/alertmanager/secrets/pd/key',
                send_resolved: true,
                description: someText,
                details: { description: someText },
                links: [
                  { href: someText, text: 'Runbook' },
                  { href: someText, text: 'Dashboard' },
                ],
              },
            ],
          },
          {
            name: 'all',
            slack_configs: [
              {
                api_url_file: '/etc/alertmanager/secrets/chat/a',
                channel: '#a',
                send_resolved: false,
                title: 'c',
                text: 'd',
              },
              {
                api_url_file: '/etc/alertmanager/secrets/chat/b',
                channel: '#b',
                send_resolved: true,
                title: someText,
                text: someText,
              },
            ],
            webhook_configs: [{ url_file: '/etc/alertmanager/secrets/chat/hook', send_resolved: true }],
          },
          {
            name: 'mail',
            email_configs: [
              {
                to: 'a@b.c, d@e.f',
                from: 'g@h.i',
                smarthost: 'mail:25',
                headers: { Subject: someText },
                send_resolved: true,
              },
            ],
          },
        ],
        route: {
          receiver: 'mail',
          group_by: ['namespace', 'service', 'slo'],
          group_wait: '10s',
          routes: [
            { receiver: 'null', matchers: ['alertname = "Watchdog"'] },
            { receiver: 'pager', matchers: ['severity = "page"', 'service = "a"'] },
            {
              receiver: 'all',
              matchers: ['severity = "warning"', 'service =~ "a|b\\\\.c"'],
              group_by: ['service'],
              repeat_interval: '1d',
            },
            { receiver: 'null', matchers: ['alertname =~ "(?i:Info.*)"'] },
          ],
        },
      },
    });
  });

  test('leave everything to the chart where there is neither a routing nor an objective', () => {
    expect(alertmanagerOf({ grafana: false })).toBeUndefined();
  });

  test('have the inhibition rules of objectives, also without a routing', () => {
    expect(alertmanagerOf({ grafana: false }, { groupingLabels: [] })).toEqual({
      config: { inhibit_rules: inhibitRules([]) },
    });
  });

  test('let the open values win', () => {
    const values = {
      alertmanager: {
        config: { route: { group_wait: '5s' }, receivers: [{ name: 'mine' }] },
        enabled: false,
      },
    };
    expect(alertmanagerOf({ grafana: false, alerting, values })).toMatchObject({
      enabled: false,
      config: { route: { group_wait: '5s', receiver: 'mail' }, receivers: [{ name: 'mine' }] },
    });
  });
});

describe('the inhibition rules', () => {
  test('let each tier inhibit the slower ones of the same objective', () => {
    const equal = ['namespace', 'service', 'slo', 'endpoint', 'method'];
    expect(inhibitRules(['method', 'endpoint', 'method', 'service']).slice(-3)).toEqual([
      { source_matchers: ['slo != ""', 'tier = "fast"'], target_matchers: ['slo != ""', 'tier =~ "medium|slow|long"'], equal },
      { source_matchers: ['slo != ""', 'tier = "medium"'], target_matchers: ['slo != ""', 'tier =~ "slow|long"'], equal },
      { source_matchers: ['slo != ""', 'tier = "slow"'], target_matchers: ['slo != ""', 'tier =~ "long"'], equal },
    ]);
  }); // prettier-ignore

  test('keep those of the chart, but for alerts that have a tier', () => {
    const [critical, warning, info, inhibitor, ...tiers] = inhibitRules([]);
    expect(tiers).toHaveLength(3);
    const noTier = 'tier !~ "fast|medium|slow|long"';
    expect([critical, warning]).toEqual(
      chartSeverityInhibitRules.map((rule) => ({
        ...rule,
        target_matchers: [...rule.target_matchers, noTier],
      })),
    );
    expect([info, inhibitor]).toEqual(chartInfoInhibitRules);
  });
});

test('what is repeated of the chart is what the chart has', () => {
  const { inhibit_rules, receivers, route } = chartConfig();
  expect([...chartSeverityInhibitRules, ...chartInfoInhibitRules]).toEqual(inhibit_rules);
  expect(chartReceivers).toEqual(receivers);
  expect({ ...chartRootRoute, routes: chartRoutes }).toEqual(route);
});
