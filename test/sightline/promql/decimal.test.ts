import * as fc from '../../fast-check';
import { formatNumber, plainDecimal, spellingsOfBound } from '../../../src/sightline/promql/syntax/decimal';

describe('formatNumber', () => {
  // as /api/v1/format_query of Prometheus 3.5 writes them
  test.each([
    [0, '0'],
    [-0, '-0'],
    [0.5, '0.5'],
    [-2.5, '-2.5'],
    [100, '100'],
    [86_400, '86400'],
    [1e6, '1000000'],
    [1_234_567, '1234567'],
    [1e21, '1000000000000000000000'],
    [0.0001, '0.0001'],
    [1e-5, '0.00001'],
    [-1e-7, '-0.0000001'],
    [0.1 + 0.2, '0.30000000000000004'],
    [NaN, 'NaN'],
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
  ])('writes %d without an exponent', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  test('writes what reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plainDecimal(value))).toBe(value);
        expect(plainDecimal(value)).toMatch(/^-?\d+(\.\d*[1-9])?$/);
      }),
    );
  });
});

describe('spellingsOfBound', () => {
  test.each<[number, readonly string[]]>([
    [1, ['1', '1.0']],
    [10, ['10', '10.0']],
    [100, ['100', '100.0']],
    [0.5, ['0.5']],
    [2.5, ['2.5']],
    [0, ['0', '0.0']],
    [-5, ['-5', '-5.0']],
    // Go and Prometheus 3: 1e-05; Java: 1.0E-5; JavaScript: 0.00001
    [1e-5, ['0.00001', '1e-05', '1.0E-5']],
    // JavaScript from here on: 1e-7
    [1e-7, ['0.0000001', '1e-7', '1e-07', '1.0E-7']],
    // Java: 1.0E-4; Go: 0.0001
    [0.0001, ['0.0001', '1e-04', '1.0E-4']],
    [0.001, ['0.001']],
    // Go and Prometheus 3: 1e+06; JavaScript: 1000000; Java below 1e7: 1000000.0
    [1e6, ['1000000', '1000000.0', '1e+06', '1.0E6']],
    [1_234_567, ['1234567', '1234567.0', '1.234567e+06', '1.234567E6']],
    // Python's client adds its own zero: 1e+010
    [1e10, ['10000000000', '10000000000.0', '1e+10', '1.0E10', '1e+010']],
    [1e21, ['1000000000000000000000', '1000000000000000000000.0', '1e+21', '1.0E21']],
  ])('knows how clients write %d', (bound, spellings) => {
    expect([...spellingsOfBound(bound)].sort()).toEqual([...spellings].sort());
  });

  test('has the plain decimal first, no spelling twice, and each of them the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (bound) => {
        const spellings = spellingsOfBound(bound);
        expect(spellings[0]).toBe(plainDecimal(bound));
        expect(new Set(spellings).size).toBe(spellings.length);
        expect(spellings.map(Number)).toEqual(spellings.map(() => bound));
      }),
    );
  });
});
