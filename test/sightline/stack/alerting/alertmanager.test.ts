import { setTimeout as sleep } from 'node:timers/promises';
import { type Alertmanager, startAlertmanager } from '../../../../tools/prometheus/alertmanager';
import type { AlertmanagerInput } from '../../../../tools/prometheus/alertmanager-files';
import type { FoundAlertmanager } from '../../../../tools/prometheus/find';
import { amtool } from '../../../../tools/prometheus/amtool';
import { alertRouting, email, pagerDuty, secretKey, slack, webhook } from '../../../../src/sightline';
import type { AlertRouting } from '../../../../src/sightline';
import { checkStackOptions } from '../../../../src/sightline/stack/check-options';
import { mergeValues } from '../../../../src/sightline/stack/merge';
import type { PlainMap } from '../../../../src/sightline/stack/plain-data';
import { stackValues } from '../../../../src/sightline/stack/values';
import { until } from '../../../tools/prometheus/processes';
import { describeOnAlertmanager } from '../../../tools/prometheus/suite';
import { chartConfig } from './chart-config';
import { listen, type Notified } from './notified';

/** What Helm would give to Alertmanager, with the mounted Secrets as files beside the configuration. */
function inputFor(alerting: AlertRouting, secrets: Readonly<Record<string, string>> = {}): AlertmanagerInput {
  const options = { grafana: false, alerting } as const;
  expect(checkStackOptions(options)).toEqual([]);
  const { alertmanager } = stackValues(options, { groupingLabels: ['endpoint'] }) as {
    readonly alertmanager: { readonly config: PlainMap };
  };
  const config = JSON.stringify(mergeValues(chartConfig(), alertmanager.config)).replaceAll(
    '/etc/alertmanager/secrets/',
    'secrets/',
  );
  const files = Object.entries(secrets).map(([name, value]) => [`secrets/${name}`, value]);
  return { config: JSON.parse(config) as object, files: Object.fromEntries(files) as Record<string, string> };
}

/** What is posted to Slack's webhook, as far as it is looked at. */
interface SlackMessage {
  readonly attachments: readonly {
    readonly title: string;
    readonly text: string;
    readonly fallback: string;
  }[];
}

/** What is posted to PagerDuty's Events API v2, as far as it is looked at. */
interface PagerDutyEvent {
  readonly event_action: string;
  readonly payload: { readonly summary: string; readonly custom_details: Readonly<Record<string, string>> };
  readonly links?: readonly { readonly href: string; readonly text: string }[];
}

const everything = alertRouting({
  receivers: {
    pager: [
      pagerDuty({
        routingKey: secretKey('pd', 'key'),
        severity: 'critical',
        description: '{{ .CommonAnnotations.summary }}',
      }),
      webhook({ url: 'http://karma.monitoring.svc/alerts', maxAlerts: 10, sendResolved: false }),
    ],
    chat: slack({
      channel: '#tasks',
      webhookUrl: secretKey('chat', 'url'),
      title: 'a "quoted" title',
      text: 'b',
      sendResolved: true,
    }),
    mail: email({
      to: ['oncall@example.com', 'On Call <second@example.com>'],
      from: 'alerts@example.com',
      smarthost: 'mail.example.com:587',
      username: 'alerts',
      password: secretKey('mail', 'password'),
      requireTls: false,
      subject: 'alert: {{ .GroupLabels.slo }}',
    }),
    hook: webhook({ url: secretKey('hook', 'url') }),
  },
  routes: [
    { severity: 'page', receiver: 'hook', match: { service: ['a+b', 'c"d'] } },
    { severity: 'page', receiver: 'pager', groupBy: ['namespace'], groupWait: '1m', repeatInterval: '1h' },
    { severity: 'ticket', receiver: 'chat', match: { service: /task-.+/ } },
    { receiver: 'null', match: { alertname: 'CPUThrottlingHigh' } },
  ],
  otherwise: 'mail',
  groupWait: '10s',
  groupInterval: '1m',
  repeatInterval: '1d',
});

describeOnAlertmanager('the routing', (found) => {
  test('is a configuration that Alertmanager accepts', async () => {
    const { ok, output } = await amtool(found, inputFor(everything)).checkConfig();
    expect(output).toContain('SUCCESS');
    expect(ok).toBe(true);
  });

  test('without any receiver is one, too', async () => {
    const alerting = alertRouting({ receivers: {}, routes: [{ severity: 'page', receiver: 'null' }] });
    const options = { grafana: false, alerting } as const;
    const { alertmanager } = stackValues(options) as { readonly alertmanager: { readonly config: PlainMap } };
    const config = mergeValues(chartConfig(), alertmanager.config);
    expect(await amtool(found, { config }).checkConfig()).toMatchObject({ ok: true });
  });

  test.each<[string, Record<string, string>, string]>([
    ['a page', { severity: 'critical', service: 'task-api' }, 'pager'],
    ['a page of a service that is listed', { severity: 'critical', service: 'a+b' }, 'hook'],
    ['a page of a service whose name a regular expression would match', { severity: 'critical', service: 'aab' }, 'pager'],
    ['a page of a service with a quote in its name', { severity: 'critical', service: 'c"d' }, 'hook'],
    ['a ticket', { severity: 'warning', service: 'task-api' }, 'chat'],
    ['a ticket of another service', { severity: 'warning', service: 'shop' }, 'mail'],
    ['a ticket of a service that only contains the name', { severity: 'warning', service: 'my-task-api' }, 'mail'],
    ['what is to be told nobody', { severity: 'info', alertname: 'CPUThrottlingHigh' }, 'null'],
    ['anything else', { severity: 'info' }, 'mail'],
    ['the alert that always fires', { severity: 'none', alertname: 'Watchdog' }, 'null'],
  ])('sends %s where it belongs', async (_, labels, receiver) => {
    expect(await amtool(found, inputFor(everything)).receiversOf(labels)).toEqual([receiver]);
  }); // prettier-ignore
});

/** What an incident is told to, and what it tells. */
interface Running {
  readonly notified: Notified;
  readonly post: Alertmanager['post'];

  /** Posts alerts that fire. */
  readonly fire: (alerts: readonly Record<string, string>[]) => Promise<void>;

  /** What each notification at a path says of its alerts, sorted. */
  readonly said: (path: string) => string[];
}

/** The labels of an alert on an objective. */
function alert(slo: string, tier: string, more: Record<string, string> = {}): Record<string, string> {
  return {
    alertname: 'ObjectiveAtRisk',
    namespace: 'prod',
    service: 'task-api',
    severity: tier === 'fast' || tier === 'medium' ? 'critical' : 'warning',
    slo,
    tier,
    ...more,
  };
}

/** Does something with an Alertmanager of its own, whose receivers are all one server. */
async function during(found: FoundAlertmanager, act: (running: Running) => Promise<void>): Promise<void> {
  const notified = await listen();
  try {
    const alerting = alertRouting({
      receivers: {
        pager: webhook({ url: secretKey('pager', 'url') }),
        chat: webhook({ url: secretKey('chat', 'url') }),
        slack: slack({ channel: '#shop', webhookUrl: secretKey('slack', 'url') }),
        duty: pagerDuty({ routingKey: secretKey('duty', 'key') }),
      },
      routes: [
        { severity: 'page', receiver: 'duty', match: { service: 'phoned' } },
        { severity: 'page', receiver: 'slack', match: { service: 'shop' } },
        { severity: 'page', receiver: 'pager' },
        { severity: 'ticket', receiver: 'chat' },
      ],
      groupWait: '1s',
      groupInterval: '1s',
    });
    const { config, files } = inputFor(alerting, {
      // a Secret that was made from a file ends in a line break
      'pager/url': `${notified.url}/pager\n`,
      'chat/url': `${notified.url}/chat`,
      'slack/url': `${notified.url}/slack`,
      'duty/key': 'not-a-key',
    });
    const global = { pagerduty_url: `${notified.url}/duty` };
    const alertmanager = await startAlertmanager(found, {
      config: mergeValues(config as PlainMap, { global }),
      ...(files === undefined ? {} : { files }),
    });
    try {
      await act({
        notified,
        post: (alerts) => alertmanager.post(alerts),
        fire: (alerts) => alertmanager.post(alerts.map((labels) => ({ labels }))),
        said: (path) =>
          notified
            .at(path)
            .map(({ alerts }) =>
              alerts
                .map(({ status, labels }) => `${labels['slo']} ${labels['tier']} ${status}`)
                .sort()
                .join(', '),
            )
            .sort(),
      });
    } finally {
      await alertmanager.stop();
    }
  } finally {
    await notified.stop();
  }
}

describeOnAlertmanager('an incident', (found) => {
  /** Registers a test that runs beside the others: most of each is waiting. */
  const incident = (title: string, act: (running: Running) => Promise<void>) =>
    test.concurrent(title, () => during(found, act));

  incident('pages once for all its tiers, and another one for itself', async ({ fire, said, notified }) => {
    await fire([
      alert('availability', 'fast'),
      alert('availability', 'medium'),
      alert('availability', 'slow'),
      alert('latency', 'medium'),
    ]);
    await until(() => notified.at('/pager').length >= 2);
    // long enough for several groupIntervals more
    await sleep(4_000);
    expect(said('/pager')).toEqual(['availability fast firing', 'latency medium firing']);
    expect(notified.at('/chat')).toEqual([]);
  });

  incident(
    'stays the same while its fast alert ends and a slower one goes on',
    async ({ fire, post, said, notified }) => {
      await fire([
        alert('availability', 'fast'),
        alert('availability', 'medium'),
        alert('availability', 'slow'),
      ]);
      await until(() => notified.at('/pager').length >= 1);
      await post([{ labels: alert('availability', 'fast'), endsAt: new Date() }]);
      await fire([alert('availability', 'medium'), alert('availability', 'slow')]);
      await until(() => said('/pager').some((each) => each.includes('fast resolved')));
      await sleep(2_500);
      expect(said('/pager')).toContain('availability fast firing');
      expect(new Set(notified.at('/pager').map(({ groupKey }) => groupKey)).size).toBe(1);
      // PagerDuty resolves an incident by its key when nothing of it fires any more: it does
      expect(notified.at('/pager').map(({ status }) => status)).not.toContain('resolved');
      expect(notified.at('/chat')).toEqual([]);
    },
  );

  incident(
    'of one endpoint leaves the ticket about another alone, even if the alerts have one name',
    async ({ fire, said, notified }) => {
      await fire([
        alert('availability', 'fast', { endpoint: '/a' }),
        alert('availability', 'slow', { endpoint: '/a' }),
        alert('availability', 'slow', { endpoint: '/b' }),
      ]);
      await until(() => notified.at('/pager').length >= 1 && notified.at('/chat').length >= 1);
      await sleep(2_500);
      expect(said('/pager')).toEqual(['availability fast firing']);
      expect(
        notified.at('/chat').flatMap(({ alerts }) => alerts.map(({ labels }) => labels['endpoint'])),
      ).toEqual(['/b']);
    },
  );

  incident('of two endpoints at once is one page with both', async ({ fire, notified }) => {
    await fire(['/a', '/b'].map((endpoint) => alert('availability', 'fast', { endpoint })));
    await until(() => notified.at('/pager').length >= 1);
    await sleep(2_500);
    expect(
      notified.at('/pager').map(({ alerts }) => alerts.map(({ labels }) => labels['endpoint']).sort()),
    ).toEqual([['/a', '/b']]);
  });

  incident('reaches Slack by the URL in its Secret', async ({ fire, notified }) => {
    await fire([alert('availability', 'fast', { service: 'shop' })]);
    await until(() => notified.at('/slack').length >= 1);
    expect(notified.at('/slack')).toMatchObject([{ channel: '#shop' }]);
    expect(notified.at('/pager')).toEqual([]);
  });

  incident('says in Slack what the alert says, and that it is over', async ({ post, notified }) => {
    const labels = alert('availability', 'fast', { service: 'shop' });
    const annotations = {
      summary: 'shop: 3 % of "orders" fail & the budget goes',
      description: 'Orders are taken.\nSince 10:00.',
      runbook_url: 'https://runbooks.example.com/shop?a=1&b=2',
      dashboard_url: 'https://grafana.example.com/d/shop',
    };
    await post([{ labels, annotations }]);
    await until(() => notified.at('/slack').length >= 1);
    const messages = (): SlackMessage[] => notified.at('/slack') as unknown as SlackMessage[];
    expect(messages()[0]?.attachments).toMatchObject([
      {
        title: `[FIRING:1] ${annotations.summary}`,
        text: [
          `*${annotations.summary}*`,
          'Orders are taken.',
          'Since 10:00.',
          '<https://runbooks.example.com/shop?a=1&b=2|Runbook>',
          '<https://grafana.example.com/d/shop|Dashboard>',
          '',
        ].join('\n'),
      },
    ]);
    await post([{ labels, annotations, endsAt: new Date() }]);
    await until(() => notified.at('/slack').length >= 2);
    expect(messages()[1]?.attachments).toMatchObject([
      { title: `[RESOLVED] ${annotations.summary}`, text: `Resolved: ${annotations.summary}\n` },
    ]);
  });

  incident(
    'says in Slack each of several alerts, and the name of one without a summary',
    async ({ post, notified }) => {
      const common = { severity: 'critical', service: 'shop' };
      await post([
        { labels: { ...common, alertname: 'A' }, annotations: { summary: 'It is late' } },
        { labels: { ...common, alertname: 'B' } },
      ]);
      await until(() => notified.at('/slack').length >= 1);
      const [attachment] = (notified.at('/slack') as unknown as SlackMessage[])[0]?.attachments ?? [];
      expect(attachment?.title).toBe('[FIRING:2] It is late');
      expect(attachment?.text.split('\n').filter(Boolean)).toEqual(['*It is late*', '*B*']);
    },
  );

  incident(
    'says to PagerDuty what the alert says, with links, and without those that there are not',
    async ({ post, notified }) => {
      const annotations = {
        summary: 'It is late',
        description: 'Very.',
        runbook_url: 'https://r.example.com/',
      };
      await post([{ labels: alert('a', 'fast', { service: 'phoned' }), annotations }]);
      await until(() => notified.at('/duty').length >= 1);
      const [event] = notified.at('/duty') as unknown as PagerDutyEvent[];
      expect(event).toMatchObject({
        event_action: 'trigger',
        payload: { summary: 'It is late', custom_details: { description: 'Very.' } },
      });
      expect(event?.payload.custom_details['firing']).toBeDefined();
      expect(event?.links).toEqual([{ href: 'https://r.example.com/', text: 'Runbook' }]);
    },
  );

  incident('of what has a tier but no objective is none of these', async ({ fire, notified }) => {
    const other = (tier: string): Record<string, string> => ({
      alertname: `Disk${tier}`,
      severity: 'critical',
      namespace: 'prod',
      tier,
    });
    await fire([other('fast'), other('slow')]);
    await until(() => notified.at('/pager').length >= 1);
    await sleep(1_500);
    expect(
      notified
        .at('/pager')
        .flatMap(({ alerts }) => alerts.map(({ labels }) => labels['alertname']))
        .sort(),
    ).toEqual(['Diskfast', 'Diskslow']);
  });
});
