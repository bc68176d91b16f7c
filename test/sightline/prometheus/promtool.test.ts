import { join } from 'node:path';
import { promtool } from '../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../src/sightline/prometheus/temp-files';
import { describeOnPrometheus } from '../../tools/prometheus/suite';

const good = `
groups:
  - name: tasks
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
`;

const bad = good.replace('sum by (job) (up)', 'sum by (job) (up');

const twice = `
groups:
  - name: tasks
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
      - record: job:up:sum
        expr: sum by (job) (up)
`;

const unitTest = (value: number): string => `
rule_files: [rules.yaml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - series: up{job="api", pod="a"}
        values: 1 1 1
      - series: up{job="api", pod="b"}
        values: 1 1 1
    promql_expr_test:
      - expr: job:up:sum
        eval_time: 2m
        exp_samples:
          - labels: job:up:sum{job="api"}
            value: ${value}
`;

describeOnPrometheus('promtool', (prometheus) => {
  const tool = promtool(prometheus);

  test('accepts good rules', async () => {
    expect(await tool.checkRules({ yaml: good })).toMatchObject({
      ok: true,
      output: expect.stringContaining('1 rules'),
    });
  });

  test('refuses bad rules and names the file without its folder', async () => {
    const { ok, output } = await tool.checkRules({ yaml: bad });
    expect(ok).toBe(false);
    expect(output).toContain('Checking rules.yaml');
    expect(output).toContain('unclosed left parenthesis');
  });

  test('checks a file in place', async () => {
    await withTempFiles({ 'own.yaml': bad }, async (folder) => {
      expect(await tool.checkRules({ file: join(folder, 'own.yaml') })).toMatchObject({ ok: false });
    });
  });

  test('lets duplicate rules pass, unless lint is fatal', async () => {
    expect((await tool.checkRules({ yaml: twice })).ok).toBe(true);
    const { ok, output } = await tool.checkRules({ yaml: twice }, { lintFatal: true });
    expect(ok).toBe(false);
    expect(output).toContain('duplicate rule(s) found');
    expect((await tool.checkRules({ yaml: good }, { lintFatal: true })).ok).toBe(true);
  });

  test('runs unit tests of rules', async () => {
    const files = { 'rules.yaml': good, 'right.yaml': unitTest(2), 'wrong.yaml': unitTest(3) };
    await withTempFiles(files, async (folder) => {
      expect((await tool.testRules([join(folder, 'right.yaml')])).ok).toBe(true);
      const wrong = await tool.testRules([join(folder, 'right.yaml'), join(folder, 'wrong.yaml')]);
      expect(wrong).toMatchObject({ ok: false, output: expect.stringContaining('job:up:sum') });
    });
  });

  test('checks a configuration with the rules that it names', async () => {
    const files = { 'prometheus.yml': 'rule_files: [rules.yaml]', 'rules.yaml': bad };
    await withTempFiles(files, async (folder) => {
      expect((await tool.checkConfig(join(folder, 'prometheus.yml'))).ok).toBe(false);
    });
  });
});
