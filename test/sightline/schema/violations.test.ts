import { findViolations, printFieldPath } from '../../../src/sightline/schema/violations';
import type { Schema } from '../../../src/sightline/schema/schema';

const closed: Schema = {
  type: 'object',
  required: ['size'],
  properties: {
    size: { type: 'integer', format: 'int32', minimum: 1 },
    time: { type: 'string', format: 'date-time' },
    level: { type: 'string', enum: ['low', 'high'] },
    map: { type: 'object', additionalProperties: { type: 'string' } },
    list: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, maxItems: 2 },
  },
  additionalProperties: false,
};

/** What is wrong, as `path rule`. */
function found(value: unknown, schema = closed): string[] {
  return findViolations(value, schema).map(({ path, rule }) => `${printFieldPath(path)} ${rule}`);
}

describe('findViolations', () => {
  test.each<[string, unknown, string[]]>([
    ['a fraction and below the least number at once', { size: -0.5 }, ['size type']],
    ['a number below the least', { size: 0 }, ['size minimum']],
    ['a number beyond 32 bits', { size: 2 ** 31 }, ['size format']],
    ['no number at all', { size: NaN }, ['size type']],
    ['a day without a time', { size: 1, time: '2026-01-31' }, ['time format']],
    ['a month that is not', { size: 1, time: '2026-13-31T12:00:00Z' }, ['time format']],
    ['a value outside an enum', { size: 1, level: 'mid' }, ['level enum']],
    ['a value of another type than an enum has', { size: 1, level: 1 }, ['level type']],
    ['an empty list', { size: 1, list: [] }, ['list minItems']],
    [
      'a long list with an empty item',
      { size: 1, list: ['a', '', 'b'] },
      ['list maxItems', 'list[1] minLength'],
    ],
  ])('reports %s, once for each field', (_, value, expected) => {
    expect(found(value)).toEqual(expected);
  });

  test.each([
    { size: 2 ** 31 - 1 },
    { size: 1, time: '2026-01-31T12:00:00.5+01:00' },
    { size: 1, list: ['a', 'b'], level: 'low', map: { a: '' } },
  ])('%j is valid', (value) => {
    expect(found(value)).toEqual([]);
  });

  test('violations come in the order of the document, a missing field before those beside it', () => {
    const value = { time: 1, zebra: 1, map: { b: 1, a: 2 }, level: 1 };
    expect(found(value)).toEqual([
      'size required',
      'time type',
      'zebra unknown',
      'map.b type',
      'map.a type',
      'level type',
    ]);
  });

  test('a known property that is null or undefined is not set, and is missing where it is required', () => {
    expect(found({ size: 1, time: null, level: null, list: undefined })).toEqual([]);
    expect(found({ size: null })).toEqual(['size required']);
    expect(found({ size: undefined })).toEqual(['size required']);
    expect(found({ size: 1, zebra: undefined, map: { a: undefined } })).toEqual([]);
  });

  test('a null is wrong in a map, in a list, under an unknown name and at the root', () => {
    expect(found({ size: 1, map: { a: null }, list: [null], zebra: null })).toEqual([
      'map.a type',
      'list[0] type',
      'zebra unknown',
    ]);
    expect(found(null)).toEqual([' type']);
  });

  test('names with the characters of a JSON pointer are printed as they are written', () => {
    expect(found({ size: 1, map: { 'a/b~c~1': 1 } })).toEqual(["map['a/b~c~1'] type"]);
  });

  test('a violation carries the value and the schema that has the rule', () => {
    expect(findViolations({ size: 1, list: [''] }, closed)).toEqual([
      { path: ['list', 0], rule: 'minLength', value: '', schema: { type: 'string', minLength: 1 } },
    ]);
    const [unknown] = findViolations({ size: 1, zebra: 7 }, closed);
    expect(unknown).toEqual({ path: ['zebra'], rule: 'unknown', value: 7, schema: closed });
  });

  test('lengths are counted in code points', () => {
    expect(found('👍👍', { type: 'string', maxLength: 2 })).toEqual([]);
    expect(found('👍', { type: 'string', minLength: 2 })).toEqual([' minLength']);
  });
});
