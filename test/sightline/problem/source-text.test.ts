import * as fc from '../../fast-check';
import type { Problem } from '../../../src/sightline/problem/problem';
import { error } from '../../../src/sightline/problem/problems';
import { inFile } from '../../../src/sightline/problem/in-file';
import { drawSource, positionOf } from '../../../src/sightline/problem/source-text';

const query = 'sum(\n  rat(orders_total[5m])\n)';
const rat = { text: query, start: query.indexOf('rat'), end: query.indexOf('(orders') };

describe('a part of a text', () => {
  test('has the line and the column of its first character', () => {
    expect(positionOf(rat)).toEqual({ line: 2, column: 3 });
    expect(positionOf({ ...rat, firstLine: 12 })).toEqual({ line: 13, column: 3 });
    expect(positionOf({ text: '😀😀x', start: 4, end: 5 })).toEqual({ line: 1, column: 3 });
    expect(positionOf({ text: '', start: 0, end: 0 })).toEqual({ line: 1, column: 1 });
  });

  test.each([
    ['within a line', rat, ['|   rat(orders_total[5m])', '|   ^^^']],
    ['at the end, where something is missing', { text: 'sum(x', start: 5, end: 5 }, ['| sum(x', '|      ^']],
    ['over several lines', { text: 'a +\n(b\n+ c)', start: 4, end: 11 }, ['| (b', '| ^^']],
    [
      'behind a tab and a control character',
      { text: '\t\u001b[31mx', start: 6, end: 7 },
      ['|  �[31mx', '|       ^'],
    ],
    ['behind a wide character', { text: '😀 x', start: 3, end: 4 }, ['| 😀 x', '|   ^']],
    ['of an empty text', { text: '', start: 0, end: 0 }, ['|', '| ^']],
  ])('is drawn %s', (_, source, lines) => {
    expect(drawSource(source, false)).toEqual(lines);
  });

  test('is drawn with the number of its line', () => {
    expect(drawSource({ ...rat, firstLine: 99 }, true)).toEqual([
      '100 |   rat(orders_total[5m])',
      '    |   ^^^',
    ]);
  });

  test('is in sight, however long the line is', () => {
    const text = `${'a'.repeat(300)}XYZ${'b'.repeat(300)}`;
    const [line, carets] = drawSource({ text, start: 300, end: 303 }, false);
    expect([line.length, line.slice(carets.indexOf('^'), carets.length), line.at(2), line.at(-1)]).toEqual([
      102,
      'XYZ',
      '…',
      '…',
    ]);
  });

  test('is always under its carets, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % (text.length + 1);
        const lines = drawSource({ text, start, end: start + (length % (text.length - start + 1)) }, false);
        expect(lines).toHaveLength(2);
        const [line = [], carets = []] = lines.map((each) => Array.from(each));
        expect(carets.join('')).toMatch(/^\| *\^+$/);
        expect(carets.length).toBeLessThanOrEqual(Math.max(line.length, 2) + 1 + text.length);
        expect(carets.length).toBeLessThanOrEqual(103);
        expect(line.join('')).not.toMatch(/[\p{Cc}\n]/u);
      }),
    );
  });
});

describe('problems in a file', () => {
  const file = ['slos:', '  - query: "rat(x)"', '', '    objective: 1'].join('\r\n');
  const at = (problem: Partial<Problem>) => inFile([error('IMP002', 'wrong', problem)], 'slo.yaml', file)[0];

  test('have the line that they name, and the column of the part of it', () => {
    expect(at({ line: 2, source: { text: 'rat(x)', start: 0, end: 3 } })).toMatchObject({
      file: 'slo.yaml',
      line: 2,
      column: 13,
      source: { text: '  - query: "rat(x)"', start: 12, end: 15, firstLine: 2 },
    });
  });

  test('have the whole line where no part of it is known', () => {
    expect(at({ line: 4 })).toEqual({
      ...error('IMP002', 'wrong', { line: 4 }),
      file: 'slo.yaml',
      source: { text: '    objective: 1', start: 4, end: 16, firstLine: 4 },
    });
    expect(at({ line: 2, source: { text: 'not there', start: 0, end: 3 } })).not.toHaveProperty('column');
  });

  test('have no line where they name none, or one that is not there or empty', () => {
    for (const problem of [{}, { line: 3 }, { line: 9 }]) {
      expect(at(problem)).toEqual({ ...error('IMP002', 'wrong', problem), file: 'slo.yaml' });
    }
  });
});
