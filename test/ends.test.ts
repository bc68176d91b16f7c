import { ends } from './ends';

describe('what has to end', () => {
  test('gives what it gives', () => {
    expect(ends(() => 7)).toBe(7);
  });

  test.each<[string, () => unknown]>([
    [
      'a loop',
      () => {
        while (Date.now() > 0);
      },
    ],
    ['a regular expression', () => /^(?:a|aa)+$/.test(`${'a'.repeat(1_000)}b`)],
  ])('is ended in the middle of %s', (_, act) => {
    expect(() => ends(act, 50)).toThrow('timed out after 50ms');
  });
});
