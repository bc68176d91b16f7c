import { unprintable } from '../../../src/sightline/yaml/unprintable';

describe('what YAML can not hold', () => {
  test.each([
    ['half of a surrogate pair', { a: 'x\uD83D' }, 'a', 'has half of a surrogate pair at its character 2'],
    ['the other half', { a: ['\uDE00'] }, 'a[0]', 'has half of a surrogate pair at its character 1'],
    [
      'a key with one',
      { '\uD800': 1 },
      '["\\ud800"]',
      'is a key that has half of a surrogate pair at its character 1',
    ],
    ['infinity', { a: { b: -Infinity } }, 'a.b', '(-Infinity) is no number that JSON has'],
    ['NaN', [NaN], '[0]', '(NaN) is no number that JSON has'],
    ['a Date', { a: new Date(0) }, 'a', '(a value of another kind) is no plain data'],
    ['a function', { a: () => 1 }, 'a', '(a function) is no plain data'],
    ['a bigint', { a: 1n }, 'a', '(a value of another kind) is no plain data'],
  ])('is %s', (_, value, path, why) => {
    expect(unprintable(value)).toEqual([{ path, why }]);
  });

  test('is a value that contains itself', () => {
    const value: { a?: unknown } = {};
    value.a = value;
    expect(unprintable(value)).toMatchObject([{ why: 'is nested more than 1000 levels deep' }]);
  });

  test('is nothing else: whole pairs, control characters, null, and properties that are undefined', () => {
    expect(unprintable({ a: '\u{1F600}\0\x85\uFFFF', b: null, c: undefined, d: [{}, [], 0, true] })).toEqual(
      [],
    );
  });

  test('is never shown, since it may be a secret', () => {
    expect(JSON.stringify(unprintable({ token: 'hunter2\uD800' }))).not.toContain('hunter2');
  });
});
