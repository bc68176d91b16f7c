import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CannotRun } from '../../../../src/sightline/cli/cannot-run';
import { check } from '../../../../src/sightline/cli/check';
import { explain } from '../../../../src/sightline/cli/explain';

interface Report {
  readonly problems: readonly Readonly<Record<'id' | 'file' | 'line' | 'fix', string>>[];
  readonly undecided: readonly Readonly<Record<'link' | 'line', string | number>>[];
  readonly summary: Readonly<Record<string, number>>;
}
const parsed = (output: string): Report => JSON.parse(output) as Report;

const noModule = (): never => {
  throw new Error('no module is loaded');
};
const run = (...args: string[]) => check(args, noModule);
const refused = (...args: string[]) =>
  run(...args).then(
    () => 'it ran',
    (failure: unknown) =>
      failure instanceof CannotRun ? (failure.message.split('\n')[0] ?? '') : 'it crashed',
  );

const broken = `groups:
  - name: shop
    rules:
      - record: shop:up & "down" <5%
        expr: sum(up
`;
const doubtful = `groups:
  - name: shop
    rules:
      - record: shop:up
        expr: sum(up{job=~"shop"})
`;
const fine = 'groups: [{ name: shop, rules: [{ record: "shop:up", expr: sum(up) }] }]\n';

describe('sightline check', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const write = (name: string, content: string | Buffer): string => {
    mkdirSync(join(file(name), '..'), { recursive: true });
    writeFileSync(file(name), content);
    return file(name);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-check-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with 0 where nothing is wrong, and for warnings, unless they are to fail', async () => {
    expect(await run(write('fine.yaml', fine))).toEqual({
      code: 0,
      output: 'Checked 1 file, 0 objects, 1 rule: 0 errors, 0 warnings.\n',
    });
    const path = write('doubtful.yaml', doubtful);
    expect((await run(path)).code).toBe(0);
    expect((await run(path, '--fail-on', 'warning')).code).toBe(1);
  });

  it('ends with 1 for an error, and shows it with its place, the text and a caret', async () => {
    const path = write('broken.yaml', broken);
    const { code, output } = await run(path);
    expect(code).toBe(1);
    expect(output).toContain(`error PQL001 [${path}:5:18 groups[0].rules[0]]\n`);
    expect(output).toContain('    5 |         expr: sum(up\n      |                  ^\n');
    expect(output).toMatch(/Checked 1 file, 0 objects, 1 rule: \d+ errors?, 0 warnings\.\n$/);
  });

  it.each([
    [[], "give files or folders to check, or '-'"],
    [['nowhere.yaml'], "'nowhere.yaml' can't be read: there is no such file"],
    [['--format', 'xml', '.'], "'--format' (xml) must be one of text, json, sarif, junit, github"],
    [['--fail-on', 'info', '.'], "'--fail-on' (info) must be error or warning"],
    [
      ['--chart', 'loki@1', '.'],
      "'--chart' (loki@1) must be kube-prometheus-stack@VERSION, such as kube-prometheus-stack@88.5.3",
    ],
  ])('can not run with %j', async (args, why) => {
    expect(await refused(...args)).toBe(why);
  });

  it('can not run where there is nothing that it knows: that would be no answer', async () => {
    expect(await refused(folder)).toBe(
      `there is nothing to check in '${folder}': there is no file that ends in .yaml, .yml or .json in it`,
    );
    write('a.json', '{ "a": 1 }');
    expect(await refused(folder)).toBe(
      `there is nothing to check in '${folder}': no object, rule or value of the chart is in it`,
    );
  });

  it('reads a folder in the order of names, each file once, whatever links lead to', async () => {
    write('b/fine.yml', fine);
    write('a/fine.yaml', fine);
    write('a/notes.txt', 'no: [');
    write('node_modules/x.yaml', broken);
    symlinkSync(folder, file('a/around'));
    symlinkSync(file('b/fine.yml'), file('a/same.yaml'));
    symlinkSync(file('itself.yaml'), file('itself.yaml'));
    const { code, output } = await run(folder);
    expect(code).toBe(0);
    expect(output).toContain(`'${file('itself.yaml')}' is not read: it`);
    expect(output).toContain('Checked 2 files, 0 objects, 2 rules: 0 errors, 1 warning.');
  });

  it('tells what is no text, too large or has no end, and checks the rest', async () => {
    write('fine.yaml', fine);
    write('binary.yaml', Buffer.from([0x61, 0, 0x62]));
    write('latin.yaml', Buffer.from([0x61, 0xe9]));
    write('large.yaml', Buffer.alloc(24 * 1024 * 1024 + 1, 0x20));
    expect(spawnSync('mkfifo', [file('pipe.yaml')]).status).toBe(0);
    const { code, output } = await run(folder, '--format', 'json');
    expect(code).toBe(0);
    const { problems, summary } = parsed(output);
    expect(problems.map(({ id, file: at }) => [id, at])).toEqual(
      [
        ['FIL003', file('binary.yaml')],
        ['FIL003', file('large.yaml')],
        ['FIL003', file('latin.yaml')],
        ['FIL003', file('pipe.yaml')],
      ].sort(([, a], [, b]) =>
        String(a) === file('pipe.yaml') ? -1 : String(b) === file('pipe.yaml') ? 1 : 0,
      ),
    );
    expect(summary).toMatchObject({ files: 1, rules: 1, errors: 0, warnings: 4 });
  });

  it('reads the standard input, and starts from the command line', () => {
    const bin = resolve(__dirname, '../../../../bin/sightline.js');
    const { status, stdout } = spawnSync(process.execPath, [bin, 'check', '-'], {
      input: broken,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('error PQL001 [-:5:18 groups[0].rules[0]]');
  });

  describe('prints', () => {
    it('JSON, as every command does, with what is undecided', async () => {
      const monitor =
        'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: shop, namespace: a }\nspec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: web }] }\n';
      const path = write('monitor.yaml', monitor);
      const { output } = await run(path, '--release', 'kps', '--namespace', 'a', '--format', 'json');
      const { problems, undecided, summary } = parsed(output);
      expect(problems[0]).toMatchObject({
        id: 'SEL001',
        severity: 'error',
        object: 'ServiceMonitor/a/shop',
        path: 'metadata.labels',
        file: path,
        line: 3,
      });
      expect(undecided).toEqual([]);
      expect(summary).toMatchObject({ objects: 1, rules: 0, errors: 1, warnings: 0 });
      const open = parsed((await run(path, '--format', 'json')).output);
      expect(open.undecided.map(({ link, line }) => [link, line])).toEqual([
        ['selected', 1],
        ['discovered', 1],
      ]);
    });

    it('SARIF, with the rule, the level and the region of each result', async () => {
      const path = write('broken.yaml', broken);
      const log = JSON.parse((await run(path, '--format', 'sarif')).output);
      expect(log.version).toBe('2.1.0');
      const [{ tool, results }] = log.runs;
      expect(tool.driver.rules[results[0].ruleIndex].id).toBe('PQL001');
      expect(results[0]).toMatchObject({ ruleId: 'PQL001', level: 'error' });
      expect(results[0].locations[0].physicalLocation.region).toMatchObject({
        startLine: 5,
        startColumn: 18,
      });
    });

    it('JUnit, whose texts are escaped', async () => {
      const { output } = await run(write('a&b.yaml', doubtful), write('c.yaml', broken), '--format', 'junit');
      expect(output).toMatch(
        /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites tests="\d+" failures="1">/,
      );
      expect(output).toContain(`classname="${file('a&amp;b.yaml')}"`);
      expect(output.match(/<failure /g)).toHaveLength(1);
      expect(output.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&');
    });

    it('commands of GitHub, one line each', async () => {
      const path = write('broken.yaml', broken);
      const { output } = await run(path, '--format', 'github');
      const lines = output.trimEnd().split('\n');
      expect(lines.every((line) => /^::(?:error|warning|notice) file=/.test(line))).toBe(true);
      expect(lines[0]).toContain(`::error file=${path},line=5,col=18,title=PQL001::`);
    });
  });

  describe('takes answers', () => {
    const wrong = (before: string, behind = ''): string =>
      `groups:\n  - name: shop\n    rules:\n${before}      - record: shop:up\n        expr: sum(up{job=~"shop"})${behind}\n      - record: shop:down\n        expr: sum(up{job=~"shop"})\n`;

    it.each([
      ['behind a line', wrong('', ' # sightline: disable PQL007 it is meant'), 1],
      ['before a rule', wrong('      # sightline: disable PQL007 it is meant\n'), 1],
      ['before the document', `# sightline: disable PQL007 it is meant\n${wrong('')}`, 0],
    ])('from a comment %s', async (_, text, left) => {
      const { output } = await run(write('a.yaml', text));
      expect(output).toContain(`0 errors, ${left} warning${left === 1 ? '' : 's'}, ${2 - left} answered.`);
    });

    it('from an annotation', async () => {
      const text = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: shop
  namespace: a
  annotations:
    sightline/disable: 'PQL007: it is meant'
spec:
  ${wrong('').replaceAll('\n', '\n  ')}
`;
      expect((await run(write('a.yaml', text))).output).toContain(
        '0 errors, 0 warnings, 1 undecided, 2 answered.',
      );
    });

    it('from a file, and says which answers nothing', async () => {
      const path = write('a.yaml', wrong(''));
      const answers = write(
        'answers.yml',
        `answers:\n  - { id: PQL007, place: '${path}', reason: it is meant }\n  - { id: PQL007, place: other.yaml, reason: it is not there }\n`,
      );
      const { output } = await run(path, '--answers', answers);
      expect(output).toContain('0 errors, 1 warning, 2 answered.');
      expect(output).toContain('warning ANS002');
    });

    it.each([
      ['without a reason', 'PQL007', 'ANS001'],
      ['to an id that is none', 'PQL999 it is meant', 'ANS001'],
      ['to what is not there', 'PQL008 it is meant', 'ANS002'],
    ])('not %s', async (_, answer, id) => {
      const { output } = await run(write('a.yaml', wrong(`      # sightline: disable ${answer}\n`)));
      expect(output).toContain(`${id} [${file('a.yaml')}:4:7]`);
      expect(output).toContain(' warning');
    });
  });

  it('holds rules against what a page exposes', async () => {
    const page = write('metrics', '# TYPE shop_orders_total counter\nshop_orders_total{status="200"} 1\n');
    const rules = write(
      'rules.yaml',
      `groups:
  - name: shop
    rules:
      - { record: 'a:a', expr: 'sum(rate(shop_orders_total{stauts="500"}[5m]))' }
      - { record: 'a:b', expr: 'sum(rate(shop_order_total[5m]))' }
      - { record: 'a:c', expr: 'sum(rate(cart_items_total[5m]))' }
`,
    );
    const found = async (...args: string[]): Promise<string[]> => {
      const { problems } = parsed((await run(rules, '--format', 'json', ...args)).output);
      return problems.map(({ id, line, fix }) => `${id} ${line} ${fix}`);
    };
    expect(await found()).toEqual([]);
    expect(await found('--exposition', page)).toEqual([
      "LBL201 4 did you mean 'status'?",
      "TYP101 5 did you mean 'shop_orders_total'?",
    ]);
    expect(await found('--exposition', page, '--closed')).toContain(
      'TYP101 6 read what is exposed, or give the page that exposes it',
    );
  });
});

describe('sightline explain', () => {
  it('says what an id means', () => {
    const { code, output } = explain(['sel001']);
    expect(code).toBe(0);
    expect(output).toMatch(/^SEL001 \(error\): /);
    expect(output).toContain('docs/checks/SEL001.md');
  });

  it('says what was meant by what is no id', () => {
    expect(() => explain(['XSEL001'])).toThrow("'XSEL001' is no id; did you mean 'SEL001'?");
  });
});
