import { sideTable } from '../../../src/sightline/problem/side-table';

describe('what is known of objects', () => {
  test('is found again, also when the object is frozen afterwards, and can be changed', () => {
    const table = sideTable<string>();
    const kept = { a: 1 };
    table.set(kept, 'one');
    Object.freeze(kept);
    expect([table.has(kept), table.get(kept)]).toEqual([true, 'one']);
    table.set(kept, 'two');
    expect(table.get(kept)).toBe('two');
  });

  test('is kept of what can not be extended too', () => {
    const table = sideTable<string>();
    const frozen = Object.freeze([1, 2]);
    table.set(frozen, 'list');
    expect([table.has(frozen), table.get(frozen)]).toEqual([true, 'list']);
  });

  test('is neither of a copy, nor of a proxy, nor of what inherits from it', () => {
    const table = sideTable<string>();
    const kept = { a: 1 };
    table.set(kept, 'one');
    const others = [{ ...kept }, structuredClone(kept), new Proxy(kept, {}), Object.create(kept) as object];
    expect(others.map((other) => [table.has(other), table.get(other)])).toEqual(
      others.map(() => [false, undefined]),
    );
  });

  test('of a proxy is not of what is behind it', () => {
    const table = sideTable<string>();
    const behind = {};
    const proxy = new Proxy(behind, {});
    table.set(proxy, 'proxy');
    expect([table.get(proxy), table.get(behind)]).toEqual(['proxy', undefined]);
  });

  test('of one table is not known to another, and can not be seen on the object', () => {
    const [one, other] = [sideTable<number>(), sideTable<number>()];
    const kept = {};
    one.set(kept, 1);
    expect(other.has(kept)).toBe(false);
    other.set(kept, 2);
    expect([one.get(kept), other.get(kept)]).toEqual([1, 2]);
    expect(Reflect.ownKeys(kept)).toEqual([]);
  });
});
