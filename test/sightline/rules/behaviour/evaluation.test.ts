import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { promtool } from '../../../../src/sightline/prometheus/promtool';
import { type Server, startPrometheus } from '../../../../tools/prometheus/server';
import { withTempFiles } from '../../../../src/sightline/prometheus/temp-files';
import type { BoundGroup } from '../../../../src/sightline/rules/bind-rules';
import { evaluationRules } from '../../../../src/sightline/rules/evaluation/evaluation-rules';
import type { RuleFile } from '../../../../src/sightline/rules/evaluation/rule-files';
import { describeOnPrometheus, sideBySide } from '../../../tools/prometheus/suite';
import { evaluate, ruleFile, type Expectation, type WrittenSeries } from './rule-test';

const minute = 60;
const uid = '0f3a6c1e-1111-4222-8333-444455556666';
const prometheus = { job: 'prometheus-kube-prometheus-prometheus', namespace: 'monitoring' };
const file = (namespace: string, service: string, home = namespace): RuleFile => ({
  namespace: home,
  name: `${service}-objectives`,
  target: { namespace, service },
  interval: 2 * minute * 1000,
});
const files = [file('prod', 'shop'), file('prod', 'bank', 'monitoring'), file('staging', 'shop')];
const groups: readonly BoundGroup[] = [evaluationRules({ files, prometheus, severity: 'warning' }, 0)];

/** A metric of Prometheus about a group, scraped through the ServiceMonitor of the chart. */
const about = (
  metric: string,
  home: string,
  service: string,
  values: string,
  { group = 'fast', pod = 'prometheus-0', job = prometheus.job } = {},
): WrittenSeries => ({
  name: `prometheus_rule_${metric}`,
  labels: {
    job,
    namespace: 'monitoring',
    service: job,
    pod,
    container: 'prometheus',
    endpoint: 'http-web',
    instance: `${pod}:9090`,
    rule_group: `/etc/prometheus/rules/prometheus-p-rulefiles-0/${home}-${service}-objectives-${uid}.yaml;${service}-slo-a-${group}`,
  },
  values,
});

const firing = (
  alertname: string,
  at: number,
  services: readonly (readonly [string, string])[],
): Expectation => ({
  expr: `ALERTS{alertname="${alertname}",alertstate="firing"}`,
  at: at * minute,
  samples: services.map(([namespace, service]) => [
    { alertname, alertstate: 'firing', namespace, service, severity: 'warning' },
    1,
  ]),
});

describeOnPrometheus('alerts on the evaluation of rules', (found) => {
  const expectAlerts = async (
    series: readonly WrittenSeries[],
    expected: readonly Expectation[],
  ): Promise<void> => {
    const { ok, output } = await evaluate(found, { groups, series, expected });
    if (!ok) throw new Error(output);
  };
  // a sample each 30 seconds, for an hour
  const quiet = '0x120';

  test('are rules that promtool has nothing against', async () => {
    const { ok, output } = await promtool(found).checkRules({ yaml: ruleFile(groups) }, { lintFatal: true });
    expect(output).toContain('SUCCESS: 6 rules found');
    expect(ok).toBe(true);
  });

  test('say which service has rules that fail, once, whichever groups and replicas it is', async () => {
    await expectAlerts(
      [
        // 4 rules fail each 2 minutes, from 10 minutes on, in two groups and on two servers
        about('evaluation_failures_total', 'monitoring', 'bank', '0x20 4+0x3 8+0x3 12+0x3 16+0x3 20+0x3 24+0x3 28+0x3 32+0x3 36+0x3 40+0x3 44+0x40'),
        about('evaluation_failures_total', 'monitoring', 'bank', '0x20 1+1x100', { group: 'slow' }),
        about('evaluation_failures_total', 'monitoring', 'bank', '0x20 1+1x100', { pod: 'prometheus-1' }),
        about('evaluation_failures_total', 'prod', 'shop', quiet),
        about('evaluation_failures_total', 'staging', 'shop', '5x120'),
      ],
      [
        firing('RuleEvaluationFailing', 20, []),
        firing('RuleEvaluationFailing', 22, [['prod', 'bank']]),
        firing('RuleEvaluationFailing', 30, [['prod', 'bank']]),
        firing('RuleEvaluationSkipped', 30, []),
        firing('RuleEvaluationLate', 30, []),
      ],
    );
  }); // prettier-ignore

  test('are about the slow group too, which is evaluated each two minutes', async () => {
    const once = Array.from({ length: 30 }, (_, index) => `${index}+0x3`).join(' ');
    await expectAlerts(
      [about('evaluation_failures_total', 'prod', 'shop', once)],
      [firing('RuleEvaluationFailing', 40, [['prod', 'shop']])],
    );
  });

  test('do not fire for a failure that passes', async () => {
    await expectAlerts(
      [about('evaluation_failures_total', 'prod', 'shop', '0x20 3+0x100')],
      [10, 15, 20, 21, 22, 30].map((at) => firing('RuleEvaluationFailing', at, [])),
    );
  });

  test('go on over a restart of Prometheus', async () => {
    await expectAlerts(
      [about('evaluation_failures_total', 'prod', 'shop', '0+1x50 0+1x60')],
      [20, 25, 26, 30, 40].map((at) => firing('RuleEvaluationFailing', at, [['prod', 'shop']])),
    );
  });

  test('say of what is left out, and of what takes longer than its interval', async () => {
    await expectAlerts(
      [
        about('group_iterations_missed_total', 'prod', 'shop', '0+1x120'),
        about('group_last_duration_seconds', 'staging', 'shop', '31x120'),
        about('group_interval_seconds', 'staging', 'shop', '30x120'),
        about('group_last_duration_seconds', 'monitoring', 'bank', '29x120'),
        about('group_interval_seconds', 'monitoring', 'bank', '30x120'),
      ],
      [
        firing('RuleEvaluationSkipped', 9, []),
        firing('RuleEvaluationSkipped', 30, [['prod', 'shop'], ['staging', 'shop']]),
        firing('RuleEvaluationFailing', 30, []),
      ],
    );
  }); // prettier-ignore

  test('say of what is not evaluated any more, but not of what is new', async () => {
    await expectAlerts(
      [
        // evaluated up to the tenth minute
        about('group_last_evaluation_timestamp_seconds', 'prod', 'shop', '1+30x19 600x100'),
        about('group_interval_seconds', 'prod', 'shop', '30x120'),
        // each two minutes
        about('group_last_evaluation_timestamp_seconds', 'staging', 'shop', Array.from({ length: 30 }, (_, index) => `${index * 120 + 1}x3`).join(' ')),
        about('group_interval_seconds', 'staging', 'shop', '120x120'),
        // loaded, and not evaluated yet
        about('group_last_evaluation_timestamp_seconds', 'monitoring', 'bank', quiet),
        about('group_interval_seconds', 'monitoring', 'bank', '3600x120'),
      ],
      [
        firing('RuleEvaluationLate', 10, []),
        firing('RuleEvaluationLate', 16, []),
        firing('RuleEvaluationLate', 18, [['prod', 'shop']]),
        firing('RuleEvaluationLate', 50, [['prod', 'shop']]),
      ],
    );
  }); // prettier-ignore

  test('are not about the rules of others, nor about what another Prometheus says', async () => {
    await expectAlerts(
      [
        about('evaluation_failures_total', 'prod', 'unknown', '0+1x120'),
        about('evaluation_failures_total', 'prod', 'shop', '0+1x120', { job: 'another-prometheus' }),
      ],
      [firing('RuleEvaluationFailing', 40, [])],
    );
  });

  test('look back over two intervals of the slowest group', async () => {
    const slow = files.map((each) => ({ ...each, interval: 30 * minute * 1000 }));
    const rule = evaluationRules({ files: slow, prometheus, severity: 'warning' }, 0).rules.find(
      (each) => 'alert' in each && each.alert === 'RuleEvaluationFailing',
    );
    expect(rule).toMatchObject({ for: '1h', expr: expect.stringContaining('[1h]') });
  });

  test('say what is wrong, and what it means', async () => {
    const { labels, name, values } = about('evaluation_failures_total', 'prod', 'shop', '0+1x120');
    const matchers = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const test = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '30s',
          input_series: [{ series: `${name}{${matchers.join(',')}}`, values }],
          alert_rule_test: [
            {
              eval_time: '30m',
              alertname: 'RuleEvaluationFailing',
              exp_alerts: [
                {
                  exp_labels: { namespace: 'prod', service: 'shop', severity: 'warning' },
                  exp_annotations: {
                    summary: 'shop in prod: rules fail, and its objectives cannot be trusted',
                    description: [
                      'Prometheus cannot evaluate rules about this service: 20 evaluations of one group have failed in 10m, and it goes on. What such a rule records is missing, and such an alert cannot fire.',
                      'While this is so, neither its objectives nor its alerts can be trusted: what is recorded may be old or missing, and alerts come late or never.',
                      'The page of Prometheus about the health of rules (/rules) shows which group it is, and why.',
                    ].join('\n'),
                  },
                },
              ],
            },
          ],
        },
      ],
    };
    const written = { 'rules.yaml': ruleFile(groups), 'test.yaml': stringify(test) };
    const { ok, output } = await withTempFiles(written, (folder) =>
      promtool(found).testRules([join(folder, 'test.yaml')]),
    );
    if (!ok) throw new Error(output);
  });
});

const { job, namespace } = prometheus;

/** A server with a rule that fails, which scrapes itself. */
const failingOn = sideBySide(async (found) => {
  const target = { name: 'shop-slo-a-fast', interval: '1s' };
  // two series that are the same under the label of the rule
  const fails = {
    record: 'a:b:c',
    expr: 'vector(1) or label_replace(vector(2), "q", "1", "", "")',
    labels: { q: 'x' },
  };
  const works = { record: 'a:b:c', expr: 'vector(1)' };
  const rules = {
    'own.yaml': stringify({ groups: groups.map((group) => ({ ...group, interval: '1s' })) }),
    [`prod-shop-objectives-${uid}.yaml`]: stringify({ groups: [{ ...target, rules: [fails] }] }),
    [`staging-shop-objectives-${uid}.yaml`]: stringify({ groups: [{ ...target, rules: [works] }] }),
  };
  const server = await startPrometheus({ prometheus: found, rules });
  const self = [
    { targets: [new URL(server.url).host], labels: { namespace, service: job, pod: 'prometheus-0' } },
  ];
  await server.reload({
    config: {
      global: { scrape_interval: '1s' },
      scrape_configs: [{ job_name: job, static_configs: self }],
    },
    rules,
  });
  return server;
});

describeOnPrometheus('a real rule that fails', (found) => {
  const started = failingOn(found);
  let server: Server;

  beforeAll(async () => {
    server = await started();
  });

  test('is that of its service, by the metrics that Prometheus has', async () => {
    const pending = 'ALERTS{alertname=~"RuleEvaluation.*"}';
    for (let tries = 0; tries < 360 && (await server.query(pending)).length === 0; tries++) await sleep(250);
    expect((await server.query(pending)).map(({ labels }) => labels)).toEqual([
      {
        __name__: 'ALERTS',
        alertname: 'RuleEvaluationFailing',
        alertstate: 'pending',
        namespace: 'prod',
        service: 'shop',
        severity: 'warning',
      },
    ]);
  });

  test('has a time and a duration for each group, by the same labels', async () => {
    const groupsOf = async (metric: string): Promise<string[]> =>
      (await server.query(metric)).map(({ labels }) => labels['rule_group'] ?? '').sort();
    const failures = await groupsOf('prometheus_rule_evaluation_failures_total');
    expect(failures).toHaveLength(3);
    expect(failures[1]).toMatch(/\/rules\/prod-shop-objectives-[-0-9a-f]{36}\.yaml;shop-slo-a-fast$/);
    for (const metric of [
      'iterations_missed_total',
      'last_evaluation_timestamp_seconds',
      'last_duration_seconds',
      'interval_seconds',
    ])
      expect(await groupsOf(`prometheus_rule_group_${metric}`)).toEqual(failures);
  });
});
