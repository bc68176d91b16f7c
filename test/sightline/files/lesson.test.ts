import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exposedBy, namedPage } from '../../../src/sightline/cli/check/exposed';
import { checkTexts, errorsOf, foundOf } from './files';

const read = (name: string): string => readFileSync(join(__dirname, 'lesson', name), 'utf8');
const names = [
  'values.yaml',
  'task-api-service.yaml',
  'task-api-servicemonitor.yaml',
  'task-api-recording-rules.yaml',
];
const texts = Object.fromEntries(names.map((name) => [name, read(name)]));
const { pages, metrics } = exposedBy(
  [namedPage('task-api.prom', { bytes: Buffer.from(read('task-api.prom')), problems: [] })],
  [],
  () => undefined,
);
const options = { release: 'prometheus', namespace: 'monitoring', pages };

describe('the files of the lesson, with the page of its Task API', () => {
  it('have a password in the values, and a label that the scrape sets, by which all rules group', () => {
    const report = checkTexts(texts, options);
    expect(errorsOf(report)).toEqual(['HLM007 values.yaml:6 adminPassword']);
    expect(foundOf(report, 'warning')).toEqual(['LBL204 task-api-servicemonitor.yaml:16 port: http']);
    expect(report.problems.at(-1)?.message).toContain("stores that as 'exported_endpoint'");
    // the lesson deploys no pods
    expect(report.undecided.map(({ missing }) => missing)).toEqual([
      ["the pods with the labels app=task-api in 'default'"],
    ]);
  });

  it('may read the label under the name by which it is stored', () => {
    const rules = (label: string): Record<string, string> => ({
      'rules.yaml': `groups: [{ name: a, rules: [{ record: 'a:b', expr: 'sum by (${label}) (rate(task_api_requests_total[5m]))' }] }]\n`,
    });
    expect(checkTexts(rules('exported_endpoint'), { exposed: metrics }).problems).toEqual([]);
    expect(foundOf(checkTexts(rules('exported_method'), { exposed: metrics }), 'warning')).toHaveLength(1);
  });

  it('are not selected where the flag of the chart and the label of the release are left out', () => {
    const without = {
      ...texts,
      'values.yaml': 'prometheus:\n  prometheusSpec:\n    retention: 10d\n',
      'task-api-servicemonitor.yaml': (texts['task-api-servicemonitor.yaml'] ?? '').replace(
        / {2}labels:\n.*\n/,
        '',
      ),
    };
    expect(errorsOf(checkTexts(without, options))).toEqual([
      'SEL001 task-api-servicemonitor.yaml:3 metadata',
    ]);
  });
});
