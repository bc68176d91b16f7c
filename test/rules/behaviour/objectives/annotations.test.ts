import { join } from 'node:path';
import { stringify } from 'yaml';
import { availabilityObjective } from '../../../../src/objectives/availability-objective';
import { promtool } from '../../../../src/prometheus/promtool';
import { withTempFiles } from '../../../../src/prometheus/temp-files';
import { describeOnPrometheus } from '../../../prometheus/suite';
import { ruleFile } from '../rule-test';
import { requests } from '../task-api';
import { rulesOf } from './objectives';

describeOnPrometheus('what an alert says', (prometheus) => {
  const rules = rulesOf([
    availabilityObjective({
      name: 'availability',
      description: 'Requests are answered {{ without }} a server error',
      objective: 99,
      owner: 'tasks',
      runbook: 'https://runbooks.example.com/availability',
      dashboard: 'https://grafana.example.com/d/tasks',
      by: ['endpoint'],
      total: requests,
      bad: requests.where({ status: /5../ }),
    }),
  ]);

  test('is what burns, how fast, what is left, when it is gone, and where to look', async () => {
    const labels = 'namespace="default",service="task-api",pod="p",method="GET",endpoint="/a\\"b"';
    const test = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            { series: `task_api_requests_total{${labels},status="200"}`, values: '1000+480x70' },
            { series: `task_api_requests_total{${labels},status="500"}`, values: '1000+120x70' },
          ],
          alert_rule_test: [
            {
              alertname: 'ErrorBudgetBurnFast',
              // after the last look for data and before the next, so that it does not matter which group comes first
              eval_time: '65m',
              exp_alerts: [],
            },
          ],
        },
      ],
    };
    const files = { 'rules.yaml': ruleFile(rules), 'test.yaml': stringify(test) };
    // promtool shows what it got in place of nothing
    const { output } = await withTempFiles(files, (folder) =>
      promtool(prometheus).testRules([join(folder, 'test.yaml')]),
    );
    const got = output.slice(output.indexOf('got:')).replaceAll('\\"', '"');
    expect(got).toContain(
      'alertname="ErrorBudgetBurnFast", endpoint="/a"b", namespace="default", service="task-api", severity="critical", slo="availability", tier="fast"',
    );
    for (const text of [
      'summary="task-api in default, availability endpoint=/a"b: 20% of events bad over 1h, and it goes on"',
      'Requests are answered {{ without }} a server error. Promised: 99 % of events over 30d, so 1 % may be bad. Owner: tasks.',
      'Bad over the last 1h: 20% of events. This alert fires above 14.4 % over 1h and over 5m: 14.4 times what the budget allows, which spends 2 % of it in 1h.',
      // a fifth is 20 times the budget, and of 720 hours one has been seen
      'Left of the budget: 97.22%.',
      'runbook_url="https://runbooks.example.com/availability"',
      'dashboard_url="https://grafana.example.com/d/tasks"',
    ]) {
      expect(got).toContain(text);
    }
    // what is left of 720 hours lasts for 35 hours at 20 times the pace; the first minutes are seen in part
    expect(got).toMatch(/At the pace of the last hour it is gone in 1d 10h \d+m \d+s\./);
  });
});
