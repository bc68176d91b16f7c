import * as fc from '../../fast-check';
import { stringify } from 'yaml';
import { importFormats, importText } from '../../../src/sightline/importers/import-text';
import { declarationOf } from './declared';
import { openSlo, openSloSamples, slothEvents, slothSamples } from './samples';

const files = [...Object.values(slothSamples), ...Object.values(openSloSamples), openSlo({})];
const query = 'sum(rate(orders_total{ok="no"}[{{.window}}]))';
const total = 'sum(rate(orders_total[{{.window}}]))';

describe('a hostile file', () => {
  test.each([
    ['lists in lists', '['.repeat(20_000)],
    ['maps in maps', '{a: '.repeat(20_000)],
    ['a list that contains itself', 'version: prometheus/v1\nservice: a\nslos: &a [*a, *a, *a, *a, *a]'],
    [
      'a map that contains itself',
      'version: prometheus/v1\nservice: a\nlabels: &a { a: *a, b: *a }\nslos: [{ sli: *a }]',
    ],
    [
      'a billion laughs',
      `a: &a [l]\n${[...'bcdefghijklm'].map((name, index) => `${name}: &${name} [${`*${'abcdefghijklm'[index]},`.repeat(9)}]`).join('\n')}\nversion: prometheus/v1\nservice: x\nslos: *m`,
    ],
    ['an alias of nothing', 'version: prometheus/v1\nservice: *gone'],
    [
      'maps merged over and over',
      `base: &a { ${Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join(', ')} }\nmany:\n${'- { <<: *a }\n'.repeat(5_000)}`,
    ],
    ['as many keys as fit', Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
    [
      'too many objectives',
      `version: prometheus/v1\nservice: a\nslos:\n${'  - { name: a }\n'.repeat(3_000)}`,
    ],
    [
      'half a character',
      'version: prometheus/v1\nservice: "\\ud800"\nslos: [{ name: "\\ud800", objective: 99 }]',
    ],
    ['a byte order mark', '\ufeffversion: prometheus/v1\nservice: a'],
    ['bytes that are no text', '\u0000\u0001\ufffd'],
    ['a query without end', slothEvents('('.repeat(500_000), total)],
    ['a query of a thousand levels', slothEvents('('.repeat(4_000), total)],
    [
      'keys that every object has',
      'version: prometheus/v1\n__proto__: { service: a }\nconstructor: a\nslos: [{ toString: a }]',
    ],
  ])('of %s gives problems, in time', (_, text) => {
    for (const format of importFormats) {
      const { problems, unreadable, carried } = importText(format, text);
      expect(unreadable !== undefined || problems.length > 0).toBe(true);
      expect(carried).toBe(0);
    }
  });

  test('cut off anywhere never throws', () => {
    for (const text of files) {
      for (let end = 0; end < text.length; end += 41)
        for (const format of importFormats) importText(format, text.slice(0, end));
    }
  });

  test('of anything never throws', () => {
    const names = ['version', 'service', 'slos', 'name', 'objective', 'sli', 'events', 'error_query', 'raw'];
    const more = [
      'apiVersion',
      'kind',
      'spec',
      'metadata',
      'indicator',
      'objectives',
      'timeWindow',
      'alerting',
    ];
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom('prometheus/v1', 'openslo/v1', 'SLO', query, 99, true, null, '', 'x'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names, ...more), tie('value'), { maxKeys: 6 }),
      ),
    })).value;
    const file = fc.tuple(
      value,
      fc.constantFrom({ version: 'prometheus/v1' }, { apiVersion: 'openslo/v1', kind: 'SLO' }),
    );
    fc.assert(
      fc.property(file, ([parts, head]) => {
        const text = stringify({ service: 'a', ...(typeof parts === 'object' ? parts : {}), ...head });
        for (const format of importFormats) importText(format, text);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('writes nothing into the program but literals', () => {
    const evil = `'); process.exit(1); ('\`\${1}*/ // \u2028 \r\n`;
    const text = slothEvents(query, total)
      .replace('name: orders', `name: ${JSON.stringify(evil)}\n    description: ${JSON.stringify(evil)}`)
      .replace(
        'service: shop',
        `service: ${JSON.stringify(evil)}\nlabels: { owner: ${JSON.stringify(evil)} }`,
      )
      .replace('ok=\\"no\\"', 'ok=~\\"/;[/]*`a\\"');
    const printed = declarationOf('sloth', text);
    expect(printed).toContain("name: 'process-exit-1-1'");
    expect(printed).toContain('ok: /\\/;[/]*`a/');
    expect(printed.split('\n').filter((line) => line.includes('exit(1)'))).toEqual([
      `      description: "'); process.exit(1); ('\`\${1}*/ //",`,
      `      owner: "'); process.exit(1); ('\`\${1}*/ // \\u2028 \\r\\n",`,
    ]);
  });
});
