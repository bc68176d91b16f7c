import { isMap, plainCopy, valueAt } from '../../../src/sightline/stack/plain-data';
import { hostileValues } from '../problem/hostile-values';

describe('copying plain data', () => {
  test('leaves out what is undefined and keeps null', () => {
    expect(plainCopy({ a: undefined, b: null }, 'values')).toEqual({ data: { b: null }, problems: [] });
  });

  test('copies what is shared once for each place', () => {
    const shared = { cpu: '1' };
    const { data, problems } = plainCopy({ requests: shared, limits: shared }, 'values');
    expect(problems).toEqual([]);
    expect(data).toEqual({ limits: { cpu: '1' }, requests: { cpu: '1' } });
    expect(isMap(data) && data['limits'] !== data['requests']).toBe(true);
  });

  test.each([
    ['a function', () => 1],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    [
      'an object of a class',
      new (class Given {
        readonly name = 'a';
      })(),
    ],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['NaN', NaN],
    ['infinity', -Infinity],
    ['half of a surrogate pair', 'a\uD83D'],
  ])('reports %s and leaves it out', (_, value) => {
    const { data, problems } = plainCopy({ good: 1, bad: value }, 'values');
    expect(data).toEqual({ good: 1 });
    expect(problems).toMatchObject([{ id: 'OPT002', severity: 'error', path: 'values.bad' }]);
  });

  test('reports a hole in a list, because leaving it out would move the rest', () => {
    expect(plainCopy({ list: ['a', undefined, 'b'] }, 'values').problems).toMatchObject([
      { path: 'values.list[1]' },
    ]);
  });

  test('reports a value that contains itself', () => {
    const cyclic: Record<string, unknown> = { name: 'a' };
    cyclic['inner'] = { again: cyclic };
    const { data, problems } = plainCopy(cyclic, 'values');
    expect(data).toEqual({ name: 'a', inner: {} });
    expect(problems).toMatchObject([
      { path: 'values.inner.again', message: expect.stringContaining('contains itself') as unknown },
    ]);
  });

  test('stops at a value that unfolds to more than fits in memory', () => {
    let lists: unknown[] = ['lol'];
    for (let level = 0; level < 40; level++) lists = [lists, lists];
    expect(plainCopy(lists, 'values').problems).toMatchObject([{ id: 'OPT002' }]);
  });

  test('survives every hostile value', () => {
    for (const value of hostileValues()) {
      expect(Array.isArray(plainCopy({ inner: value }, 'values').problems)).toBe(true);
    }
  });
});

test('a value is found at its path, and nothing where the path ends early or only seems to exist', () => {
  const values = { a: { b: [1] } };
  expect(valueAt(values, ['a', 'b'])).toEqual([1]);
  expect(valueAt(values, ['a', 'b', 'c'])).toBeUndefined();
  expect(valueAt(values, ['x', 'y'])).toBeUndefined();
  expect(valueAt(values, ['constructor'])).toBeUndefined();
});
