import { setTimeout as sleep } from 'node:timers/promises';
import {
  alertRouting,
  secretKey,
  webhook,
  type DeadMansSwitch,
  type StackOptions,
} from '../../../../src/sightline';
import { type Alertmanager, startAlertmanager } from '../../../../tools/prometheus/alertmanager';
import { amtool } from '../../../../tools/prometheus/amtool';
import { inhibitRules } from '../../../../src/sightline/stack/alerting/inhibition';
import { checkStackOptions } from '../../../../src/sightline/stack/check-options';
import { mergeValues } from '../../../../src/sightline/stack/merge';
import type { PlainMap } from '../../../../src/sightline/stack/plain-data';
import { stackValues } from '../../../../src/sightline/stack/values';
import { until } from '../../../tools/prometheus/processes';
import { describeOnAlertmanager } from '../../../tools/prometheus/suite';
import { chartConfig } from './chart-config';
import { listen, type Notified } from './notified';

/** The alert of the chart, as the Prometheus of the stack sends it. */
const watchdog = {
  alertname: 'Watchdog',
  severity: 'none',
  prometheus: 'monitoring/prometheus-kube-prometheus-prometheus',
};

const routingWith = (deadMansSwitch?: DeadMansSwitch): NonNullable<StackOptions['alerting']> =>
  alertRouting({
    receivers: { pager: webhook({ url: secretKey('pager', 'url') }) },
    routes: [{ severity: 'page', receiver: 'pager' }],
    otherwise: 'pager',
    ...(deadMansSwitch === undefined ? {} : { deadMansSwitch }),
  });
const alerting = routingWith({ url: secretKey('watchdog', 'url') });
const found = (options: object): string[] =>
  checkStackOptions({ grafana: false, alerting, ...options }).map(({ id, path }) => `${id} ${path ?? '-'}`);

interface Values {
  readonly alertmanagerSpec: { readonly secrets: readonly string[] };
  readonly config: {
    readonly receivers: readonly object[];
    readonly route: { readonly routes: readonly { readonly matchers: readonly string[] }[] };
  };
}
const valuesOf = (options: Partial<StackOptions> = {}): Values =>
  stackValues({ grafana: false, alerting, ...options })['alertmanager'] as unknown as Values; // it has a routing

/** What Helm would give to Alertmanager, with the mounted Secrets as files beside the configuration. */
function configOf(given: StackOptions['alerting']): PlainMap {
  const values = stackValues(
    { grafana: false, ...(given === undefined ? {} : { alerting: given }) },
    { groupingLabels: [] },
  );
  const { config } = values['alertmanager'] as { readonly config: PlainMap };
  const text = JSON.stringify(mergeValues(chartConfig(), config));
  return JSON.parse(text.replaceAll('/etc/alertmanager/secrets/', 'secrets/')) as PlainMap;
}

describe('the values of a dead man’s switch', () => {
  test('have its route before all others, and its receiver, which never says that it is over', () => {
    const { alertmanagerSpec, config } = valuesOf();
    expect(config.route.routes).toEqual([
      {
        receiver: "dead man's switch",
        matchers: [
          'alertname = "Watchdog"',
          'prometheus = "monitoring/prometheus-kube-prometheus-prometheus"',
        ],
        group_by: ['alertname'],
        group_wait: '0s',
        group_interval: '30s',
        repeat_interval: '45s',
      },
      { receiver: 'null', matchers: ['alertname = "Watchdog"'] },
      { receiver: 'pager', matchers: ['severity = "critical"'] },
    ]);
    expect(config.receivers).toEqual([
      { name: 'null' },
      {
        name: "dead man's switch",
        webhook_configs: [{ url_file: '/etc/alertmanager/secrets/watchdog/url', send_resolved: false }],
      },
      {
        name: 'pager',
        webhook_configs: [{ url_file: '/etc/alertmanager/secrets/pager/url', send_resolved: true }],
      },
    ]);
    expect(alertmanagerSpec).toEqual({ secrets: ['pager', 'watchdog'] });
  });

  test('leave the alert to nobody without the option', () => {
    expect(valuesOf({ alerting: routingWith() }).config.route.routes).toEqual([
      { receiver: 'null', matchers: ['alertname = "Watchdog"'] },
      { receiver: 'pager', matchers: ['severity = "critical"'] },
    ]);
  });

  test.each<[NonNullable<DeadMansSwitch['every']>, string, string]>([
    ['1s', '500ms', '750ms'],
    ['30s', '15s', '22s500ms'],
    ['5m', '2m30s', '3m45s'],
    ['1h', '30m', '45m'],
  ])('tell it every %s, looking twice as often', (every, group_interval, repeat_interval) => {
    const [route] = valuesOf({ alerting: routingWith({ url: secretKey('a', 'b'), every }) }).config.route
      .routes;
    expect(route).toMatchObject({ group_interval, repeat_interval });
  });

  test.each<[string, Partial<StackOptions>, readonly string[]]>([
    ['of another release', { release: 'kps', namespace: 'obs' }, ['prometheus = "obs/kps-kube-prometheus-stack-prometheus"']],
    ['by another name', { values: { fullnameOverride: 'mine' } }, ['prometheus = "monitoring/mine-prometheus"']],
    [
      'by another label',
      { values: { prometheus: { prometheusSpec: { prometheusExternalLabelName: 'from' } } } },
      ['from = "monitoring/prometheus-kube-prometheus-prometheus"'],
    ],
    ['without that label', { values: { prometheus: { prometheusSpec: { prometheusExternalLabelNameClear: true } } } }, []],
  ])('know the Prometheus of the stack %s', (_, options, matchers) => {
    expect(valuesOf(options).config.route.routes[0]?.matchers).toEqual(['alertname = "Watchdog"', ...matchers]);
  }); // prettier-ignore
});

describe('a dead man’s switch is refused', () => {
  test('with its URL in the options, which is not printed', () => {
    const url = 'https://hc-ping.example.com/0f3a6c1e';
    const problems = checkStackOptions({
      grafana: false,
      alerting: { ...alerting, deadMansSwitch: { url } },
    });
    expect(problems).toMatchObject([{ path: 'alerting.deadMansSwitch.url', severity: 'error' }]);
    expect(JSON.stringify(problems)).not.toContain('0f3a6c1e');
  });

  test.each(['0s', '999ms', '1 minute', 60])('that is told every %s', (every) => {
    const deadMansSwitch = { url: secretKey('a', 'b'), every };
    expect(found({ alerting: { ...alerting, deadMansSwitch } })).toEqual([
      'OPT002 alerting.deadMansSwitch.every',
    ]);
  });

  test.each<[string, object, string]>([
    ['without the rules of the chart', { defaultRules: { create: false } }, 'defaultRules.create'],
    ['without its general rules', { defaultRules: { rules: { general: false } } }, 'defaultRules.rules.general'],
    ['without the alert', { defaultRules: { disabled: { Watchdog: true } } }, 'defaultRules.disabled.Watchdog'],
    ['where no alert is sent', { prometheus: { prometheusSpec: { disableAlerting: true } } }, 'prometheus.prometheusSpec.disableAlerting'],
    ['where the values replace the routes', { alertmanager: { config: { route: { routes: [] } } } }, 'alertmanager.config.route.routes'],
  ])('%s', (_, values, path) => {
    expect(found({ values })).toEqual([`RTE013 values.${path}`]);
    expect(found({ values, alerting: routingWith() })).toEqual([]);
  }); // prettier-ignore

  test('where the values replace the receivers', () => {
    const receivers = [{ name: 'null' }, { name: 'pager' }];
    expect(found({ values: { alertmanager: { config: { receivers } } } })).toEqual([
      'RTE001 values.alertmanager.config.route.routes[0].receiver',
    ]);
  });

  test('unless the values repeat its route', () => {
    const { routes } = valuesOf().config.route;
    expect(
      found({
        values: { alertmanager: { config: { route: { routes: [...routes, { receiver: 'null' }] } } } },
      }),
    ).toEqual([]);
  });
});

test('no inhibition rule is about the alert that always fires', () => {
  const targets = inhibitRules(['endpoint']).map(({ target_matchers }) => target_matchers[0]);
  // its severity is none, and it has no objective
  expect(targets).toEqual([
    'severity =~ warning|info',
    'severity = info',
    'severity = info',
    'alertname = InfoInhibitor',
    'slo != ""',
    'slo != ""',
    'slo != ""',
  ]);
});

/** What is told of the alerts that are posted. */
interface Running {
  readonly notified: Notified;
  readonly post: Alertmanager['post'];
}

describeOnAlertmanager('a dead man’s switch', (tools) => {
  const config = configOf(alerting);

  test('is a configuration that Alertmanager accepts, without a warning', async () => {
    const { ok, output } = await amtool(tools, { config }).checkConfig();
    expect(output).toContain('SUCCESS');
    expect(ok).toBe(true);
  });

  test.each<[string, Record<string, string>, string]>([
    ['the alert that always fires', watchdog, "dead man's switch"],
    ['that of another Prometheus', { ...watchdog, prometheus: 'other/k8s' }, 'null'],
    ['that of a Prometheus without a name', { alertname: 'Watchdog', severity: 'none' }, 'null'],
    ['one with a severity', { ...watchdog, severity: 'critical' }, "dead man's switch"],
    ['a page', { ...watchdog, alertname: 'Down', severity: 'critical' }, 'pager'],
    ['anything else', { alertname: 'Odd' }, 'pager'],
  ])('takes what it should: %s', async (_, labels, receiver) => {
    expect(await amtool(tools, { config }).receiversOf(labels)).toEqual([receiver]);
  });

  test('leaves the alert to nobody where there is none', async () => {
    const without = configOf(routingWith());
    expect(await amtool(tools, { config: without }).receiversOf(watchdog)).toEqual(['null']);
  });

  describe('that is told every four seconds', () => {
    /** Registers a test that runs beside the other one: most of each is waiting. */
    const told = (title: string, act: (running: Running) => Promise<void>) =>
      test.concurrent(title, async () => {
        const notified = await listen();
        const often = routingWith({ url: secretKey('watchdog', 'url'), every: '4s' });
        const alertmanager = await startAlertmanager(tools, {
          config: configOf(alertRouting({ ...often, groupWait: '1s', groupInterval: '1s' })),
          files: {
            'secrets/watchdog/url': `${notified.url}/switch\n`,
            'secrets/pager/url': `${notified.url}/pager`,
          },
        });
        try {
          await act({ notified, post: (alerts) => alertmanager.post(alerts) });
        } finally {
          await alertmanager.stop();
          await notified.stop();
        }
      });

    told(
      'hears of the alert that always fires at once, and again each time, while everything else goes elsewhere',
      async ({ notified, post }) => {
        const namesAt = (path: string): string[] =>
          notified.at(path).flatMap(({ alerts }) => alerts.map(({ labels }) => labels['alertname'] ?? ''));
        const page = { alertname: 'Down', severity: 'critical' };
        const inhibitor = { alertname: 'InfoInhibitor', severity: 'none' };
        await post(
          [page, inhibitor, watchdog, { ...watchdog, prometheus: 'other/k8s' }].map((labels) => ({ labels })),
        );
        await until(() => notified.at('/switch').length >= 3);
        expect(namesAt('/switch')).toEqual(['Watchdog', 'Watchdog', 'Watchdog']);
        expect(
          new Set(
            notified.at('/switch').flatMap(({ alerts }) => alerts.map(({ labels }) => labels['prometheus'])),
          ),
        ).toEqual(new Set([watchdog.prometheus]));
        expect(namesAt('/pager')).toEqual(['Down']);
      },
    );

    told('hears nothing more when the alert ends, not even that', async ({ notified, post }) => {
      await post([{ labels: watchdog }]);
      await until(() => notified.at('/switch').length >= 1);
      await post([{ labels: watchdog, endsAt: new Date() }]);
      await sleep(6_000);
      expect(notified.at('/switch').map(({ status }) => status)).toEqual(['firing']);
    });
  });
});
