import * as fc from '../../fast-check';
import { mergeValues } from '../../../src/sightline/stack/merge';
import type { PlainMap } from '../../../src/sightline/stack/plain-data';

describe('merging values', () => {
  test('merges maps key by key', () => {
    expect(mergeValues({ a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } })).toEqual({ a: { b: 1, c: 3, d: 4 } });
  });

  test('replaces lists and scalars as a whole', () => {
    expect(mergeValues({ a: [1, 2], b: 'x' }, { a: [3], b: 'y' })).toEqual({ a: [3], b: 'y' });
  });

  test('lets a map replace a scalar and a scalar a map', () => {
    expect(mergeValues({ a: 1, b: { c: 2 } }, { a: { d: 3 }, b: 4 })).toEqual({ a: { d: 3 }, b: 4 });
  });

  test('keeps null, with which Helm removes a default of the chart', () => {
    expect(mergeValues({ a: { b: 1 } }, { a: null, c: null })).toEqual({ a: null, c: null });
  });

  test('sorts the keys', () => {
    const merged = mergeValues({ z: 1, b: { y: 1, a: 1 } }, { m: 1 });
    expect(JSON.stringify(merged)).toBe('{"b":{"a":1,"y":1},"m":1,"z":1}');
  });

  test('takes __proto__ for a key like any other', () => {
    const odd = JSON.parse('{"__proto__":{"polluted":true}}') as PlainMap; // what a YAML parser may give
    expect(Object.keys(mergeValues({}, odd))).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
  const key = fc.constantFrom('a', 'b', 'c');
  const { map } = fc.letrec<{ map: PlainMap; value: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(scalar, { maxLength: 3 }), tie('map')),
    map: fc.dictionary(key, tie('value'), { maxKeys: 3 }) as fc.Arbitrary<PlainMap>, // made of plain data only
  }));

  test('is idempotent: merging the same again changes nothing', () => {
    fc.assert(
      fc.property(map, map, (first, second) => {
        const once = mergeValues(first, second);
        expect(mergeValues(once, second)).toEqual(once);
        expect(mergeValues(once, once)).toEqual(once);
      }),
    );
  });

  test('has nothing to add to values merged with none', () => {
    fc.assert(
      fc.property(map, (values) => {
        expect(mergeValues(values, {})).toEqual(values);
        expect(mergeValues({}, values)).toEqual(values);
      }),
    );
  });

  test('never changes its inputs and shares nothing with them', () => {
    fc.assert(
      fc.property(map, map, (first, second) => {
        const before = JSON.stringify([first, second]);
        const merged = mergeValues(first, second);
        const parts = new Set(containersOf([first, second]));
        expect(containersOf(merged).some((part) => parts.has(part))).toBe(false);
        expect(JSON.stringify([first, second])).toBe(before);
      }),
    );
  });
});

function containersOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(containersOf)];
}
