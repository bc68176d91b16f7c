import { availabilityObjective, gauge, goldenSignals, serviceContract } from '../../../src/sightline';
import { servicePage } from '../../../src/sightline/pages/service-page';
import { toldOf } from '../../../src/sightline/pages/told';
import { gt } from '../../../src/sightline/promql/build/operators';
import { alertingRule, recordingRule, ruleGroup } from '../../../src/sightline/rules/rule';
import { receiversBy } from '../../../src/sightline/stack/alerting/delivery';
import type { HelmValues } from '../../../src/sightline/stack/helm-values';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import { latency, requests } from '../rules/shop';

const queue = gauge('shop_queue_length', 'Orders that wait', {});
const shop = serviceContract({ name: 'shop', metrics: [requests, latency, queue], notTraffic: {} });

const values: HelmValues = {
  alertmanager: {
    config: {
      route: {
        receiver: 'mail',
        routes: [
          { receiver: 'pager', matchers: ['severity="critical"', 'service="shop"'] },
          { receiver: 'team', matchers: ['team="orders"'] },
        ],
      },
      receivers: [
        { name: 'mail', email_configs: [{ to: 'a@example.com' }] },
        { name: 'pager', pagerduty_configs: [{ routing_key_file: '/key' }] },
        { name: 'team', slack_configs: [{ channel: '#orders', api_url_file: '/url' }] },
      ],
    },
  },
};
const telling = { receivers: receiversBy(values), severities: { page: 'critical', ticket: 'warning' } };

const waiting = ruleGroup('queue', [
  recordingRule('shop:queue:twice', queue),
  alertingRule({
    alert: 'QueueTooLong',
    expression: gt(queue, 100),
    for: '10m',
    severity: 'page',
    annotations: { summary: '{{ $value }} orders | and more\nwait' },
  }),
  alertingRule({
    alert: 'QueueGrows',
    expression: gt(queue, 10),
    labels: { team: 'orders' },
    annotations: { description: 'It grows.' },
  }),
]);

const described = {
  target: { namespace: 'retail', service: 'shop' },
  groups: [
    goldenSignals(shop, { requests, errors: { code: /5../ }, by: ['route'], saturation: false }),
    waiting,
  ],
  objectives: [],
  telling,
  externalLabels: {},
};

describe('the page of a service', () => {
  const lines = servicePage(described).split('\n');

  test('says what each golden signal means, in which unit, and which series it is', () => {
    expect(lines.slice(0, 9)).toEqual([
      '# shop in retail',
      '',
      'Generated: change the program, not this page.',
      '',
      '## Golden signals',
      '',
      expect.stringMatching(/^\| signal +\| what it says +\| unit +\| wrong above \| series +\|$/),
      expect.stringMatching(/^\| -+ \| -+ \| -+ \| -+ \| -+ \|$/),
      expect.stringMatching(
        /^\| Traffic +\| .+, for each route +\| requests per second \| +\| `shop:requests:rate5m\{namespace="retail",service="shop"\}` +\|$/,
      ),
    ]);
  });

  test('says of each own alert what it asks for, when it fires, who is told, and what it says', () => {
    const cells = lines
      .filter((line) => line.startsWith('| Queue'))
      .map((line) =>
        line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(cells).toEqual([
      ['QueueTooLong', 'page', '10m', 'pager', '{{ $value }} orders \\| and more wait'],
      ['QueueGrows', '', 'at once', 'perhaps pager, perhaps team', 'It grows.'],
    ]);
  });

  test('has no sections for what a service does not have', () => {
    expect(servicePage({ ...described, groups: [] })).toBe(
      '# shop in retail\n\nGenerated: change the program, not this page.\n',
    );
  });

  test('says what the Prometheus adds to its alerts', () => {
    const page = servicePage({ ...described, groups: [], externalLabels: { zone: 'b', cluster: 'eu-1' } });
    expect(page.split('\n')[4]).toBe('Alerts of this Prometheus have `cluster="eu-1", zone="b"`.');
  });
});

describe('who is told of an alert', () => {
  test.each([
    [{ severity: 'critical', service: 'shop' }, 'pager'],
    [{ severity: 'warning', service: 'shop', team: 'pay' }, 'mail'],
    [{ severity: 'critical', service: 'cart' }, 'perhaps team, perhaps mail'],
  ])('with the labels %j is %s', (labels, told) => {
    expect(toldOf(labels, telling)).toBe(told);
  });

  test('is nobody where Alertmanager is off, and unknown where its configuration is elsewhere', () => {
    const off = { ...telling, receivers: receiversBy({ alertmanager: { enabled: false } }) };
    expect(toldOf({}, off)).toBe('nobody');
    const elsewhere = receiversBy({ alertmanager: { alertmanagerSpec: { configSecret: 'mine' } } });
    expect(toldOf({}, { ...telling, receivers: elsewhere })).toBe(
      'whoever a configuration names that is not in the values',
    );
  });
});

test('who is told of alerts on objectives does not depend on routes of other alerts', () => {
  const withWatchdog: HelmValues = {
    alertmanager: {
      config: {
        route: {
          receiver: 'mail',
          routes: [
            { receiver: 'switch', matchers: ['alertname="Watchdog"'] },
            { receiver: 'pager', matchers: ['severity="critical"'] },
          ],
        },
        receivers: [
          { name: 'mail', email_configs: [{ to: 'a@example.com' }] },
          { name: 'pager', pagerduty_configs: [{ routing_key_file: '/key' }] },
          { name: 'switch', webhook_configs: [{ url_file: '/url' }] },
        ],
      },
    },
  };
  const contract = serviceContract({
    name: 'shop',
    metrics: [requests],
    notTraffic: {},
    objectives: [
      availabilityObjective({
        name: 'a',
        description: 'It works.',
        objective: 99,
        total: requests,
        bad: requests.where({ code: /5../ }),
      }),
    ],
  });
  const page = servicePage({
    ...described,
    groups: [],
    objectives: objectiveRules(contract, { scrapeInterval: 30_000 }),
    telling: { ...telling, receivers: receiversBy(withWatchdog) },
  });
  const rows = page.split('\n').filter((line) => /^\| (?:page|ticket) +\| `severity/.test(line));
  expect(rows.map((row) => row.split('|').at(-2)?.trim())).toEqual(['pager', 'mail']);
});
