import * as fc from '../../fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { misread } from '../../../scripts/yaml-readers/compare';
import { readersInGo, readersInJavaScript, type Readers } from '../../../scripts/yaml-readers/readers';
import { printByLibrary } from '../../../src/sightline/yaml/print-by-library';
import { printYaml } from '../../../src/sightline/yaml/print-yaml';
import { documentsFile, hashOf, plainReadings, recordedLines, testedValues } from './recorded-readings';

describe('a printed text', () => {
  test.each([
    ['words', 'two words', 'two words'],
    ['an octal of YAML 1.2, a number for kubectl', '0o14', '"0o14"'],
    ['an octal of YAML 1.1', '0777', '"0777"'],
    ['a number with underscores, for Go wherever they stand', '-_9', '"-_9"'],
    ['a number in binary with a sign, for Go', '0b+1', '"0b+1"'],
    ['a time of day, of the base of sixty in YAML 1.1', '12:30:45', '"12:30:45"'],
    ['a day', '2026-11-28', '"2026-11-28"'],
    ['a word that YAML 1.1 takes for a boolean', 'on', '"on"'],
    ['what merges maps', '<<', '"<<"'],
    ['the default value of YAML 1.1, which Python refuses', '=', '"="'],
    ['no number: an address', '10.0.0.1', '10.0.0.1'],
    ['no number: a quantity', '10Gi', '10Gi'],
    ['several lines', 'a\nb\n', '|\n  a\n  b'],
    ['a line separator, which ends a line for Go', 'a\u2028b', '"a\\u2028b"'],
    ['a next line, which does so too', 'a\x85b', '"a\\x85b"'],
    ['a byte order mark', '\uFEFFa', '"\\ufeffa"'],
    ['a delete, which is no character of YAML', 'a\x7F', '"a\\x7f"'],
    ['a carriage return', 'a\r\nb', '"a\\r\\nb"'],
    ['a tab at the start of lines', '\ta\nb', '"\\ta\\nb"'],
    ['a tab among words, which Python does not take', 'a\tb', '"a\\tb"'],
    ['a tab in a line of a block', 'a\tb\nc', '|-\n  a\tb\n  c'],
    ['a character beyond the first plane', 'a \u{1F600}', 'a \u{1F600}'],
  ])('that is %s is written so that every reader reads it', (_, text, written) => {
    expect(printYaml([{ key: text }])).toBe(`key: ${written}\n`);
    expect(parse(printYaml([{ key: text }]))).toEqual({ key: text });
  });

  test('is written in the same way where it is a key', () => {
    expect(printYaml([{ '<<': 1, '0o777': 2, on: 3, 'a\u2029': 4, '\tb': 5 }])).toBe(
      '"<<": 1\n"0o777": 2\n"on": 3\n"a\\u2029": 4\n"\\tb": 5\n',
    );
  });

  test('is in quotes wherever a reader of Go, Python or JavaScript was recorded to take it for something else', () => {
    const wrong = plainReadings().filter(
      ({ text, signs }) => /[^=]/.test(signs) && printYaml([[text]]) === `- ${text}\n`,
    );
    expect(wrong).toEqual([]);
    expect(plainReadings().length).toBeGreaterThan(500);
  });
});

describe('a printed number', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [2 ** 53, '9007199254740992'],
    [1e21, '1.0e+21'], // Python wants the point
    [-5e-324, '-5.0e-324'],
    [1.5e300, '1.5e+300'],
    [0.1, '0.1'],
  ])('of %p is one for every reader: %s', (number, written) => {
    expect(printYaml([{ number }])).toBe(`number: ${written}\n`);
  });
});

describe('printed values', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0o7x_.:e+-\n\t #"\'|\u2028\x85\uFEFF') }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('any'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).any;

  test('are read as what they were in YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(value, (printed) => {
        const whole = { printed } as object;
        expect(misread([whole], readersInJavaScript)).toEqual([]);
      }),
    );
  });

  test('are read so by Go: kubectl, Helm and promtool', async () => {
    const values = testedValues();
    // where there is no Go, or its modules can't be had, what it said of the same documents was recorded
    const go: Readers | undefined = await readersInGo().catch(() => undefined);
    if (go !== undefined) expect(misread(values, go)).toEqual([]);
    const recorded = new Set(recordedLines(documentsFile));
    const unknown = values.filter((each) => !recorded.has(hashOf(printYaml([each]))));
    // the printer has changed: npm run yaml-readers -- --record
    expect(unknown).toEqual([]);
  });

  test('are those of the library, whichever prints them', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab0.:-?#%|>\'"{}[], \t\n=~_&*!@`\u2028é') });
    const collection = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        line,
        value,
        fc.constant(undefined),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(line, tie('any'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).any;
    fc.assert(
      fc.property(collection, (printed) => {
        expect(printYaml([[printed], { printed }])).toBe(
          [[printed], { printed }].map(printByLibrary).join('---\n'),
        );
      }),
      { numRuns: 300 },
    );
    const long = ['a'.repeat(1_024), 'a'.repeat(1_025), '\x85'.repeat(300)].map((key) => ({ [key]: key }));
    expect(printYaml(long)).toBe(long.map(printByLibrary).join('---\n'));
  });

  test('are documents of one text, with no anchors for what they share', () => {
    const shared = { cpu: '1' };
    const text = printYaml([{ a: shared, b: shared }, { list: [shared, shared] }]);
    expect(text).toBe('a:\n  cpu: "1"\nb:\n  cpu: "1"\n---\nlist:\n  - cpu: "1"\n  - cpu: "1"\n');
    expect(parseAllDocuments(text)).toHaveLength(2);
  });

  test('may stand below a comment, which nothing in it ends', () => {
    expect(printYaml([{ a: 1 }], ['of a\nb: 2', 'c\u2028d: \x85 3', ''])).toBe(
      '# of ab: 2\n# cd:  3\n\na: 1\n',
    );
  });
});
