import { alertRouting, pagerDuty, secretKey, slack } from '../../../../src/sightline';
import { checkStackOptions } from '../../../../src/sightline/stack/check-options';
import { inhibitionProblems } from '../../../../src/sightline/stack/alerting/check-effect';
import { inhibitRules } from '../../../../src/sightline/stack/alerting/inhibition';
import { stackValues } from '../../../../src/sightline/stack/values';

const alerting = alertRouting({
  receivers: {
    pager: pagerDuty({ routingKey: secretKey('pd', 'key') }),
    chat: slack({ channel: '#a', webhookUrl: secretKey('chat', 'url'), title: '{{ .CommonLabels.slo }}' }),
  },
  routes: [{ severity: 'page', receiver: 'pager' }],
  otherwise: 'chat',
});
const found = (alertmanager: object, options: object = { alerting }): string[] =>
  checkStackOptions({ grafana: false, values: { alertmanager }, ...options }).map(
    ({ id, path }) => `${id} ${path ?? '-'}`,
  );

describe('values that keep a routing from working', () => {
  test.each<[string, object, string]>([
    ['no Alertmanager', { enabled: false }, 'enabled'],
    ['the Secret of somebody else', { alertmanagerSpec: { useExistingSecret: true } }, 'alertmanagerSpec.useExistingSecret'],
    ['the Secret of somebody else by name', { alertmanagerSpec: { configSecret: 'mine' } }, 'alertmanagerSpec.configSecret'],
    ['templates of Helm', { tplConfig: true }, 'tplConfig'],
    ['a text in its place', { tplConfig: true, stringConfig: 'route: {}' }, 'tplConfig'],
  ])('are refused: %s', (_, values, path) => {
    expect(found(values)).toEqual([`RTE008 values.alertmanager.${path}`]);
    expect(found(values, {})).toEqual([]);
  }); // prettier-ignore

  test('are refused: receivers without those that the routes name', () => {
    expect(found({ config: { receivers: [{ name: 'pager' }, { name: 'chats' }] } })).toEqual([
      'RTE001 values.alertmanager.config.route.receiver',
      'RTE001 values.alertmanager.config.route.routes[0].receiver',
    ]);
  });

  test('are refused without a routing too: the chart itself needs its receiver', () => {
    const problems = checkStackOptions({
      grafana: false,
      values: { alertmanager: { config: { route: { receiver: 'mine' }, receivers: [{ name: 'mine' }] } } },
    });
    expect(problems).toMatchObject([
      {
        id: 'RTE001',
        path: 'values.alertmanager.config.route.routes[0].receiver',
        fix: "add { name: 'null' } to them: Helm replaces lists",
      },
    ]);
    const all = [{ name: 'mine' }, { name: 'null' }];
    expect(found({ config: { route: { receiver: 'mine' }, receivers: all } }, {})).toEqual([]);
  });

  test('are refused: Secrets that are not mounted, because the list was replaced', () => {
    expect(found({ alertmanagerSpec: { secrets: ['mine', 'pd'] } })).toEqual([
      'RTE009 values.alertmanager.alertmanagerSpec.secrets',
    ]);
    expect(found({ alertmanagerSpec: { secrets: ['mine', 'pd', 'chat'] } })).toEqual([]);
  });

  test('are refused without a routing too: a file of a Secret that nobody mounts', () => {
    const config = { global: { slack_api_url_file: '/etc/alertmanager/secrets/mine/url' } };
    expect(found({ config }, {})).toEqual(['RTE009 values.alertmanager.alertmanagerSpec.secrets']);
    expect(found({ config, alertmanagerSpec: { secrets: ['mine'] } }, {})).toEqual([]);
  });

  test('are none that only add', () => {
    expect(found({ config: { global: { resolve_timeout: '1m' } }, resources: {} })).toEqual([]);
  });
});

describe('values that replace the inhibition rules', () => {
  const objectives = { groupingLabels: ['endpoint'] };
  const problems = (alertmanager: object): string[] =>
    inhibitionProblems(stackValues({ grafana: false, values: { alertmanager } }, objectives), objectives).map(
      ({ id, severity }) => `${severity} ${id}`,
    );

  test('have a warning, unless they repeat them', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ config: { inhibit_rules: [] } })).toEqual(['warning RTE010']);
    const mine = { target_matchers: ['team = nobody'] };
    expect(problems({ config: { inhibit_rules: [mine, ...inhibitRules(['endpoint'])] } })).toEqual([]);
  });

  test('have none where another Alertmanager is told', () => {
    expect(problems({ enabled: false })).toEqual([]);
  });
});
