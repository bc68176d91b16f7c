import { basename } from 'node:path';
import { refusals } from '../../src/sightline/problem/refusals';
import { compile, differences, expectations, fixtures, type Diagnostic } from './diagnostics';

const refused = fixtures('refused');
const accepted = fixtures('accepted');
let found: ReadonlyMap<string, readonly Diagnostic[]>;

beforeAll(() => {
  found = compile([...refused, ...accepted]);
}, 60_000);

describe('the compiler', () => {
  test.each(refused.map((file) => [basename(file, '.ts'), file]))(
    'refuses each marked line of %s, and no other, in words',
    (_, file) => {
      const expected = expectations(file);
      expect(expected.length).toBeGreaterThan(0);
      expect(differences(expected, found.get(file) ?? [])).toEqual([]);
    },
  );

  test.each(accepted.map((file) => [basename(file, '.ts'), file]))('accepts every line of %s', (_, file) => {
    expect(found.get(file)).toEqual([]);
  });

  test('prints the sentence of every refusal in at least one fixture', () => {
    const said = refused.flatMap((file) => expectations(file)).flatMap(({ texts }) => texts);
    const unsaid = Object.values(refusals).filter(({ text }) => !said.some((each) => each.includes(text)));
    expect(unsaid).toEqual([]);
  });

  test('needs no more than 1,200 characters to say anything, so that the sentence is found in it', () => {
    const messages = [...found.values()].flat().map(({ message }) => message);
    expect(messages.filter((message) => message.length > 1_200)).toEqual([]);
  });
});

describe('the comparison of diagnostics with what a fixture expects', () => {
  const expected = [{ line: 3, texts: ['a counter', '_total'] }];

  test('finds nothing to say where they agree', () => {
    expect(differences(expected, [{ line: 3, message: 'a counter name ends in _total' }])).toEqual([]);
  });

  test('tells of a line that should be refused and is not', () => {
    expect(differences(expected, [])).toEqual(['line 3 has 0 diagnostics in place of one']);
  });

  test('tells of a line that is refused twice', () => {
    const twice = [1, 2].map(() => ({ line: 3, message: 'a counter name ends in _total' }));
    expect(differences(expected, twice)).toEqual(['line 3 has 2 diagnostics in place of one']);
  });

  test('tells of a message that lacks a text', () => {
    expect(differences(expected, [{ line: 3, message: 'a counter' }])).toEqual([
      "line 3 does not say '_total', but: a counter",
    ]);
  });

  test('tells of a line that is refused without being expected', () => {
    const both = [
      { line: 3, message: 'a counter name ends in _total' },
      { line: 9, message: 'no' },
    ];
    expect(differences(expected, both)).toEqual(['line 9 is refused: no']);
  });
});
