import { join } from 'node:path';
import { stringify } from 'yaml';
import { promtool } from '../../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../../src/sightline/prometheus/temp-files';
import { readRules } from '../../../../src/sightline/scrape/relabel/relabel-rule';
import type { RelabelConfig } from '../../../../src/sightline/scrape/scrape-config';
import { random } from '../../promql/random';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { randomCase, targetWords } from './random-rules';
import { ourOutcome, theirOutcomes, withEachStep } from './relabel-on-prometheus';

/** Rules that Prometheus refuses, each with what is said of it; and neighbours that it accepts. */
const rules: readonly (readonly [RelabelConfig, string | undefined])[] = [
  [{ action: 'move' }, 'action'],
  [{ action: 'KeepEqual', source_labels: ['a'], target_label: 'b' }, undefined],
  [{ target_label: 'a', regex: '(' }, 'regex'],
  [{ target_label: 'a', regex: 'go_(?!x)' }, 'regex'],
  [{ target_label: 'a', regex: 'a)|(b' }, undefined],
  [{ source_labels: ['a'] }, 'target_label'],
  [{ action: 'hashmod', source_labels: ['a'], target_label: 'b' }, 'modulus'],
  [{ action: 'hashmod', source_labels: ['a'], modulus: 2 }, 'target_label'],
  [{ action: 'hashmod', source_labels: ['a'], modulus: 2, target_label: '${1}' }, 'versions differ'],
  [{ action: 'keep', source_labels: ['a'], target_label: 'not read' }, undefined],
  [{ action: 'lowercase', source_labels: ['a'], target_label: 'b', replacement: 'x' }, 'replacement'],
  [{ action: 'lowercase', source_labels: ['a'], target_label: 'b', replacement: '$1' }, undefined],
  [{ action: 'keepequal', source_labels: ['a'], target_label: 'b', separator: ',' }, 'separator'],
  [{ action: 'keepequal', source_labels: ['a'], target_label: 'b', separator: ';' }, undefined],
  [{ action: 'dropequal', source_labels: ['a'], target_label: 'b', regex: '(.*)' }, 'regex'],
  [{ action: 'labelmap', regex: 'a', replacement: '' }, 'replacement'],
  [{ action: 'labeldrop', regex: 'a', source_labels: ['b'] }, 'source_labels'],
  [{ action: 'labelkeep', regex: 'a', modulus: 3 }, 'modulus'],
  [{ action: 'labelkeep', regex: 'a', target_label: 'b' }, 'target_label'],
  [{ target_label: 'a b' }, 'versions differ'],
  [{ source_labels: ['a.b'], target_label: 'c' }, 'versions differ'],
  [{ target_label: 'é$1' }, 'versions differ'],
  [{ target_label: 'a_${1}_$2' }, undefined],
];

describeOnPrometheus('rules on a real server', (prometheus) => {
  const { version } = prometheus;

  test('leave its targets what ours leaves, after every step', async () => {
    const { below, ...choices } = random(20_261_128);
    const cases = withEachStep(
      Array.from({ length: 120 }, () => randomCase({ below, ...choices }, targetWords)),
    ).filter((each) => ourOutcome(each, version) !== undefined);
    const theirs = await theirOutcomes(prometheus, cases);
    const ours = cases.map((each) => ourOutcome(each, version));
    expect(cases.map((each, index) => ({ ...each, outcome: ours[index] }))).toEqual(
      cases.map((each, index) => ({ ...each, outcome: theirs[index] })),
    );
    // the cases are of both kinds, and enough
    expect(cases.length).toBeGreaterThan(200);
    expect(ours.filter((outcome) => outcome === 'dropped').length).toBeGreaterThan(20);
  }, 90_000);

  test.each(rules)('%j is refused for its %s, or accepted', async (rule, field) => {
    const read = readRules([{ target_label: 'a' }, rule], { version });
    expect(read.ok).toBe((await verdicts).get(rule));
    if (field === undefined) expect(read.ok).toBe(true);
    else if (field !== 'versions differ') expect(read).toMatchObject({ index: 1, fault: { field } });
  });

  /** Whether promtool accepts each rule, behind another one. */
  let verdicts: Promise<ReadonlyMap<RelabelConfig, boolean>>;

  beforeAll(() => {
    const files = rules.map(([rule], index): [string, string] => [
      `${index}.yml`,
      stringify({ scrape_configs: [{ job_name: 'x', relabel_configs: [{ target_label: 'a' }, rule] }] }),
    ]);
    verdicts = withTempFiles(Object.fromEntries(files), async (folder) => {
      const oks = await Promise.all(
        files.map(([file]) => promtool(prometheus).checkConfig(join(folder, file))),
      );
      return new Map(rules.map(([rule], index) => [rule, oks[index]?.ok ?? false]));
    });
  });
});
