import { join } from 'node:path';
import { stringify } from 'yaml';
import { availabilityObjective } from '../../../../../src/sightline/objectives/availability-objective';
import type { Found } from '../../../../../tools/prometheus/find';
import { promtool } from '../../../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../../../src/sightline/prometheus/temp-files';
import { objectiveRules } from '../../../../../src/sightline/rules/objectives/groups';
import { bindGroups, type BoundGroup } from '../../../../../src/sightline/rules/bind-rules';
import { describeSampleOnPrometheus } from '../../../../tools/prometheus/suite';
import { ruleFile } from '../rule-test';
import { requests, taskApiSignals } from '../task-api';
import { promising, target } from './objectives';

const options = {
  name: 'availability',
  description: 'Requests are answered {{ without }} a server error',
  objective: 99,
  owner: 'tasks',
  runbook: 'https://runbooks.example.com/availability',
  dashboard: 'https://grafana.example.com/d/tasks',
  total: requests,
  bad: requests.where({ status: /5../ }),
} as const;

/** The rules of an objective beside the golden signals, as they are bound together. */
function groupsOf(more: { readonly by?: readonly 'endpoint'[]; readonly window?: '7d' } = {}) {
  const contract = promising([availabilityObjective({ ...options, ...more })]);
  const signals = [taskApiSignals()];
  const promised = objectiveRules(contract, { scrapeInterval: 30_000, signals }).flatMap(
    ({ groups }) => groups,
  );
  return bindGroups([...signals, ...promised], {
    target,
    scrapeInterval: 30_000,
    metrics: contract.metrics,
  }).groups;
}

/** A moment of a service, in minutes, with the counters of its good and its failed requests as promtool writes them. */
interface Moment {
  readonly good: string;
  readonly failed: string;
  readonly at: string;
  readonly groups?: readonly BoundGroup[];
}

const labels = 'namespace="default",service="task-api",pod="p",method="GET",endpoint="/a\\"b"';

/** What promtool shows of an alert that it is told not to expect. */
async function shown(prometheus: Found, alertname: string, moment: Moment): Promise<string> {
  const [text = ''] = await allShown(prometheus, [alertname], moment);
  return text;
}

/** What promtool shows of several alerts that it is told not to expect, in their order. */
async function allShown(
  prometheus: Found,
  alertnames: readonly string[],
  { good, failed, at, groups = groupsOf() }: Moment,
): Promise<readonly string[]> {
  const test = {
    rule_files: ['rules.yaml'],
    evaluation_interval: '2m',
    // promtool takes them in any order otherwise, another one each time
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        interval: '1m',
        external_labels: { cluster: 'eu-1' },
        input_series: [
          { series: `task_api_requests_total{${labels},status="200"}`, values: good },
          { series: `task_api_requests_total{${labels},status="500"}`, values: failed },
        ],
        alert_rule_test: alertnames.map((alertname) => ({ alertname, eval_time: at, exp_alerts: [] })),
      },
    ],
  };
  const files = { 'rules.yaml': ruleFile(groups), 'test.yaml': stringify(test) };
  const { output } = await withTempFiles(files, (folder) =>
    promtool(prometheus).testRules([join(folder, 'test.yaml')]),
  );
  const parts = output.split(/alertname: (\w+), time:/);
  return alertnames.map((alertname) => {
    const part = parts[parts.indexOf(alertname) + 1] ?? '';
    return part.slice(part.indexOf('got:')).replaceAll('\\"', '"').replaceAll('\\\\n', '\n');
  });
}

describeSampleOnPrometheus('what an alert says', 3, (prometheus) => {
  const fast = 'ErrorBudgetBurnFast';

  test('is what burns and where, since when, how fast, what is left, when it is gone, and where to look', async () => {
    const steady = { good: '1000+480x70', failed: '1000+120x70', at: '64m' };
    const text = await shown(prometheus, fast, steady);
    for (const part of [
      'alertname="ErrorBudgetBurnFast", namespace="default", service="task-api", severity="critical", slo="availability", tier="fast"',
      'summary="task-api in default of cluster eu-1, availability: 20% of events bad in 1h"',
      'Requests are answered {{ without }} a server error. Promised: 99 % of events over 30d, so 1 % may be bad. Owner: tasks.',
      'Since 1970-01-01 00:02:00 +0000 UTC. Last so at 1970-01-01 01:04:00 +0000 UTC: 20% of events bad in the last 1h, 20% in the last 5m. It goes on for 30m after that, in case it comes back.',
      'This alert fires above 14.4 % over 1h and over 5m: 14.4 times what the budget allows, which spends 2 % of it in 1h.',
      // a fifth is 20 times the budget, through 64 minutes of 720 hours
      'Then left of the budget: 97.',
      'Look first at: /a"b (20 %).',
      'runbook_url="https://runbooks.example.com/availability"',
      'dashboard_url="https://grafana.example.com/d/tasks"',
    ]) {
      expect(text).toContain(part);
    }
    // 97 % of 720 hours lasts for 34.9 hours at 20 times the pace
    expect(text).toMatch(/At the pace of the hour before it is gone in 1d 1[01]h \d+m \d+s\./);
  });

  test('names the values of the labels that an objective is kept by, and then no other part', async () => {
    const steady = {
      good: '1000+480x70',
      failed: '1000+120x70',
      at: '64m',
      groups: groupsOf({ by: ['endpoint'] }),
    };
    const text = await shown(prometheus, fast, steady);
    expect(text).toContain('availability endpoint=/a"b: 20% of events bad in 1h');
    expect(text).not.toContain('Look first');
  });

  test('claims nothing of the budget before that has been evaluated once', async () => {
    const withoutSlow = groupsOf().filter(({ name }) => !/-(slow|facts|history)$/.test(name));
    const [rates] = groupsOf()
      .filter(({ name }) => name.endsWith('-slow'))
      .map((group) => ({ ...group, rules: group.rules.slice(0, 6) }));
    const early = {
      good: '1000+480x70',
      failed: '1000+120x70',
      at: '6m',
      groups: [...withoutSlow, ...(rates === undefined ? [] : [rates])],
    };
    const text = await shown(prometheus, fast, early);
    expect(text).toContain('What is left of the budget is not known yet.');
    expect(text).not.toContain('lasts');
  });

  test('is of a moment, which it names: it stays as it was while the alert is kept firing', async () => {
    const ended = { good: '1000+480x60 29800+600x60', failed: '1000+120x60 8200x60', at: '80m' };
    const text = await shown(prometheus, fast, ended);
    // the last five minutes are clear at 66 minutes
    expect(text).toMatch(/Last so at 1970-01-01 01:0[0-4]:00 \+0000 UTC: /);
    expect(text).toContain('It goes on for 30m after that, in case it comes back.');
    expect(text).not.toContain('It goes on:');
  });

  test('says that the budget is gone when it is, and not when it will be', async () => {
    // all is bad for 130 minutes: 100 times the budget, through 2.2 of 168 hours
    const groups = groupsOf({ window: '7d' });
    const spent = { good: '1000x130', failed: '1000+600x130', at: '130m', groups };
    const [text, exhausted] = await allShown(prometheus, [fast, 'ErrorBudgetExhausted'], spent);
    expect(text).toMatch(/Then left of the budget: -\d+(\.\d+)?%\. It is gone\./);
    expect(text).not.toContain('At the pace');
    expect(exhausted).toContain('the error budget of 7d is spent');
    expect(exhausted).toContain('The objective is missed until bad events leave the window.');
  });
});
