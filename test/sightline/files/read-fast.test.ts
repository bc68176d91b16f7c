import { mutated } from '../../../scripts/mutated-files/mutated';
import { texts } from '../../../scripts/mutated-files/texts';
import { fastReader } from '../../../src/sightline/files/read-fast';
import {
  parseDocument,
  readDocument,
  valueOf,
  type YamlReader,
} from '../../../src/sightline/files/yaml-values';
import { extent, seedOf } from '../../sampling';
import { random } from '../promql/random';

const readFast = fastReader((text) => text);

describe('a YAML document that is not odd', () => {
  test.each<[string, string, unknown]>([
    [
      'maps and lists',
      'a:\n  b: 1\n  c:\n  - d\n  -\n    e: f\n  - - g\n    - h\n',
      { a: { b: '1', c: ['d', { e: 'f' }, ['g', 'h']] } },
    ],
    ['what JSON has', '{"a": [1, {"b": "c"}],\n "d": {}, "e":[]}', { a: ['1', { b: 'c' }], d: {}, e: [] }],
    ['collections in lines', 'a: { b: c d, e: [f, "g"] } # h\n', { a: { b: 'c d', e: ['f', 'g'] } }],
    ['texts in quotes', `a: "b\\n\\"c\\" \\u00e4"\n'd:': 'it''s # e'\n`, { a: 'b\n"c" ä', 'd:': "it's # e" }],
    ['texts in quotes over lines', `a: 'b\n  c\n\n  d'\n`, { a: 'b c\nd' }],
    ['texts over lines', 'a: b\n  -c\n', { a: 'b -c' }],
    ['a text over lines with an empty one', 'a: b\n  c\n\n\n  d\ne: f\n', { a: 'b c\n\nd', e: 'f' }],
    ['blocks', 'a: |\n  b\n\n   c # d\n\ne: |-\n  f\n', { a: 'b\n\n c # d\n', e: 'f' }],
    ['folded blocks', 'a: >\n  b\n  c\n\n  d\ne: >-\n    f\n    g\n', { a: 'b c\nd\n', e: 'f g' }],
    ['nothing', 'a:\nb: # c\nc:\n- d\n-\n', { a: '', b: '', c: ['d', ''] }],
    ['comments and a mark', '# a\n---\n# b\nc: d # e\n  # f\ng: h#i\n', { c: 'd', g: 'h#i' }],
    ['colons and dashes', 'a:b: c:d\ne: -1\nf: http://g:80/\n', { 'a:b': 'c:d', e: '-1', f: 'http://g:80/' }],
  ])('can have %s', (_, text, value) => {
    expect(readFast(text)).toEqual(value);
  });

  test.each([
    ['anchors and aliases', 'a: &b c\nd: *b\n'],
    ['merged keys', 'a:\n  <<: { b: c }\n'],
    ['tags of its own', 'a: !x 1\n'],
    ['a key twice', 'a: 1\nb: 2\na: 3\n'],
    ['a tab', 'a:\n\tb: c\n'],
    ['ends of lines of Windows', 'a: b\r\n'],
    ['a mark in its middle', 'a: b\n---\nc: d\n'],
    ['a key in question', '? a\n: b\n'],
    ['what is further in than it may be', 'a: b\n  c: d\n'],
    ['what is further out than it may be', 'a:\n    b: c\n  d: e\n'],
    ['a quote without an end', 'a: "b\n'],
    ['a brace without an end', 'a: { b: c\n'],
    ['something behind an item', 'a:\n- "b" c: d\n'],
    ['something behind an item in braces', 'a:\n- { b: c }d: e\n'],
    ['a colon in a text', 'a: b: c\n'],
    ['lists that are nested without end', '['.repeat(5_000)],
    ['nothing at all', '# a\n'],
  ])('has no %s', (_, text) => {
    expect(readFast(text)).toBeUndefined();
  });

  test.each<[YamlReader, unknown]>([
    ['kubernetes', { a: true, b: null, c: 10, d: '1_0', e: 1.5, f: 'Infinity', g: 'x' }],
    ['prometheus', { a: 'Yes', b: '~', c: '0o12', d: '1_0', e: '1.50', f: '.inf', g: 'x' }],
  ])('has scalars as %s takes them', (reader, value) => {
    const text = 'a: Yes\nb: ~\nc: 0o12\nd: 1_0\ne: 1.50\nf: .inf\ng: x\n';
    expect(readDocument(text, reader)).toEqual({ value, faults: [], isBroken: false });
  });
});

const pieces = [
  '\n',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\n  - ',
  ' ',
  '  ',
  'a',
  'b',
  'c d',
  'a: ',
  'b: ',
  'a:\n',
  'x:y',
  '- ',
  '-',
  '- - ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '{a: 1}',
  '[1, 2]',
  '"q"',
  "'q'",
  '"',
  "'",
  "''",
  '\\',
  '\\u0041',
  '"a": ',
  ': ',
  ':',
  '?',
  '? ',
  '|\n  ',
  '>\n    ',
  '>-\n  ',
  '|-',
  '|+',
  '#',
  ' # ',
  '---\n',
  '...\n',
  '\t',
  '&a ',
  '*a',
  '<<: ',
  '!x ',
  '%',
  '@',
  '`',
  '~',
  'null',
  'yes',
  '0x1F',
  '0o7',
  '1e3',
  '.5',
  '-.inf',
  '+1',
  '-0',
  '\u00a0',
  '\u2028',
  '=',
  '1_000',
];

it('is read by the other reader as the same, whatever is changed in it', () => {
  const { below, chance, pick } = random(seedOf());
  let simple = 0;
  for (let round = extent(6_000, 1_000_000); round > 0; round--) {
    let text = '';
    if (chance(0.5)) for (let count = 1 + below(20); count > 0; count--) text += pick(pieces);
    else {
      // of long texts a part: what it means depends on what is around it, and that is cut off, too
      const lines = pick(texts).split('\n');
      text = lines.slice(below(lines.length)).slice(0, 12).join('\n');
      text = chance(0.5) ? mutated(text, below) : text;
      const at = below(text.length + 1);
      text = text.slice(0, at) + pick(pieces) + text.slice(at + below(3));
    }
    const reader = pick<YamlReader>(['kubernetes', 'prometheus']);
    if (readFast(text) === undefined) continue;
    simple += 1;
    const parsed = parseDocument(text, reader);
    expect({ text, ...readDocument(text, reader) }).toEqual({
      text,
      ...valueOf(parsed),
      isBroken: parsed.faults.length > 0,
    });
    expect({ text, faults: parsed.faults }).toEqual({ text, faults: [] });
  }
  expect(simple).toBeGreaterThan(400);
});
