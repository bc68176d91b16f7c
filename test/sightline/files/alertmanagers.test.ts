import { checkTexts, errorsOf, foundOf, indented } from './files';

const config = (routes: string, more = '') =>
  `route:\n  receiver: chat\n  routes:\n${indented(routes, 4)}receivers:\n  - name: pager\n    pagerduty_configs: [{ routing_key_file: /etc/key }]\n  - name: chat\n    slack_configs: [{ api_url_file: /etc/url, channel: '#x' }]\n  - name: 'null'\n${more}`;
const rules = (...alerts: string[]) =>
  `groups:\n  - name: a\n    rules:\n${alerts.map((each) => `      - ${each}\n`).join('')}`;
const down = '{ alert: Down, expr: up == 0, labels: { severity: critical } }';
const watchdog = '{ alert: Watchdog, expr: vector(1), labels: { severity: none } }';
const wrong = '- { matchers: [severity="critical"], receiver: pagr }\n';

describe('configurations of Alertmanager in files', () => {
  it('are marked where they are wrong, in each way in which they are written', () => {
    const text = config(wrong);
    const secret = (field: string, value: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: alertmanager-main, namespace: monitoring }\n${field}:\n  alertmanager.yaml: ${value}\n`;
    const report = checkTexts({
      'plain.yml': text,
      'secret.yaml': secret('stringData', `|-\n${indented(text, 4)}`),
      'encoded.yaml': secret('data', Buffer.from(text).toString('base64')),
      'values.yaml': `prometheus: { prometheusSpec: {} }\nalertmanager:\n  config:\n${indented(text, 4)}`,
      'object.yaml': `apiVersion: monitoring.coreos.com/v1alpha1\nkind: AlertmanagerConfig\nmetadata: { name: shop, namespace: retail }\nspec:\n  route:\n    receiver: pagr\n  receivers:\n    - name: pager\n`,
    });
    const found = report.problems.filter(({ id }) => id === 'RTE001');
    expect(
      found
        .map(({ file, line, source }) => [file, line, source?.text.slice(source.start, source.end)])
        .sort(),
    ).toMatchObject([
      ['encoded.yaml', 5, expect.stringContaining('alertmanager.yaml')],
      ['object.yaml', 6, 'receiver: pagr'],
      ['plain.yml', 4, 'receiver: pagr'],
      ['secret.yaml', 9, 'receiver: pagr'],
      ['values.yaml', 7, 'receiver: pagr'],
    ]);
    expect(report.examined).toMatchObject({ configurations: 5 });
  });

  it.each<[string, string, string[], string[]]>([
    ['alerts that page, and a receiver that tells nobody', "- { matchers: [severity=~\"critical|warning\"], receiver: 'null' }\n", [down], ["RTE004 a.yml:4 receiver: 'null'"]],
    ['the same alert, turned off by its name', "- { matchers: [alertname=Down], receiver: 'null' }\n", [down], []],
    ['alerts that page, and a pager', '- { matchers: [severity=critical], receiver: pager }\n', [down], []],
    ['what may go elsewhere', "- { matchers: [team=core], receiver: pager }\n- { matchers: [severity=critical], receiver: 'null' }\n", [down], []],
    ['an alert that always fires, like any other', '- { matchers: [severity=critical], receiver: pager }\n', [watchdog], ['RTE016 a.yml:2 receiver: chat']],
    ['one that is sent by its name', "- { matchers: [alertname=Watchdog], receiver: 'pager' }\n", [watchdog], []],
    ['one that tells nobody', "- { match: { severity: none }, receiver: 'null' }\n", [watchdog], []],
  ])('and rules have %s', (_, routes, alerts, expected) => {
    const report = checkTexts({ 'a.yml': config(routes), 'rules.yml': rules(...alerts) });
    expect(errorsOf(report)).toEqual([]);
    expect(foundOf(report, 'warning').filter((each) => !each.startsWith('RTE002'))).toEqual(expected);
  }); // prettier-ignore

  it('tell nobody of anything where no receiver has an integration', () => {
    const report = checkTexts({ 'a.yml': 'route: { receiver: a }\nreceivers: [{ name: a }]\n' });
    expect(foundOf(report, 'warning')).toEqual(['RTE004 a.yml:2 receivers']);
  });

  it('compare labels that alerts have', () => {
    const inhibit = (equal: string) =>
      checkTexts({
        'a.yml': config(
          '[]\n',
          `inhibit_rules:\n  - { source_matchers: [severity=critical], target_match: { tier: b }, equal: [${equal}] }\n`,
        ),
      });
    expect(foundOf(inhibit('namespce'), 'warning')).toContain('RTE015 a.yml:12 namespce');
    for (const label of ['namespace', 'anything', 'tier'])
      expect(foundOf(inhibit(label), 'warning').join()).not.toContain('RTE015');
  });
});
