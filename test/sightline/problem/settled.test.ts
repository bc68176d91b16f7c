import * as fc from '../../fast-check';
import { counter } from '../../../src/sightline/promql/build/metric';
import { entriesOf, readEntry } from '../../../src/sightline/problem/read';
import { settled } from '../../../src/sightline/problem/settled';
import { garbage, hostileValues } from './hostile-values';

const throws = (): never => {
  throw new Error('no');
};

/** A list whose first element can be read once. */
function readOnce(): unknown {
  let isRead = false;
  return {
    get name() {
      if (isRead) throws();
      isRead = true;
      return 'shop';
    },
  };
}

describe('a settled copy', () => {
  test('has the same parts as plain data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(settled(value)).toEqual(value);
      }),
    );
  });

  test('is not changed by what happens to the original', () => {
    const original = { labels: ['a'] };
    const copy = settled(original);
    original.labels.push('b');
    expect(copy).toEqual({ labels: ['a'] });
  });

  test('reads a property once', () => {
    const copy = settled(readOnce()) as { readonly name: string };
    expect([copy.name, copy.name]).toEqual(['shop', 'shop']);
  });

  test('has what a getter of a class gives', () => {
    class Options {
      get window(): string {
        return '5m';
      }
    }
    expect(readEntry(settled(new Options()), 'window')).toEqual({
      key: 'window',
      value: '5m',
      readable: true,
    });
  });

  test('keeps a property that is called __proto__, and no prototype', () => {
    const copy = settled(JSON.parse('{"__proto__":{"name":"a"}}') as object);
    expect(Object.getOwnPropertyNames(copy)).toEqual(['__proto__']);
    expect('name' in copy).toBe(false);
  });

  test('says which part can not be read', () => {
    const copy = settled({
      name: 'shop',
      labels: Object.defineProperty({}, 'a', { get: throws, enumerable: true }),
    });
    expect(entriesOf(copy.labels)).toEqual([{ key: 'a', value: undefined, readable: false }]);
    expect(copy.name).toBe('shop');
  });

  test('refers to itself where the original does', () => {
    const original: { self?: unknown } = {};
    original.self = original;
    const copy = settled(original);
    expect(copy.self).toBe(copy);
  });

  test('has what this library has made, and not a copy of it', () => {
    const requests = counter('a_total', 'Requests', {});
    expect(settled({ requests }).requests).toBe(requests);
  });

  test('of a regular expression has nothing that was added to it', () => {
    const pattern = Object.defineProperty(/a/i, 'source', { get: throws });
    const { source, flags } = settled(pattern);
    expect([source, flags]).toEqual(['a', 'i']);
  });

  test('is itself its copy', () => {
    const copy = settled({ a: [1] });
    expect(settled(copy)).toBe(copy);
  });

  test('can be read to the end, whatever it is of', () => {
    const readAll = (root: unknown): void => {
      const seen = new Set<unknown>();
      const waiting = [root];
      while (waiting.length > 0) {
        const value = waiting.pop();
        if (!Object.isFrozen(value) || seen.has(value) || typeof value !== 'object' || value === null)
          continue;
        seen.add(value);
        for (const key of Object.keys(value)) waiting.push(Reflect.get(value, key));
      }
    };
    for (const value of hostileValues()) readAll(settled(value));
    fc.assert(
      fc.property(garbage(['name', 'labels']), (make) => {
        readAll(settled(make()));
      }),
      { numRuns: 300 },
    );
  });
});
