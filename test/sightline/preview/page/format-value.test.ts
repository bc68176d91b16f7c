import { formatTicks, formatValue } from '../../../../src/sightline/preview/page/format-value';

describe('a value', () => {
  test.each([
    [12.345, 'requests per second', '12.3 req/s'],
    [0, 'requests per second', '0 req/s'],
    [0.0012, 'seconds', '1.2 ms'],
    [0.18, 'seconds', '180 ms'],
    [1.2345, 'seconds', '1.23 s'],
    [0, 'seconds', '0 s'],
    [600, 'seconds', '10 min'],
    [250, 'milliseconds', '250 ms'],
    [0.9993, 'ratio', '99.93 %'],
    [0.999993, 'ratio', '99.999 %'],
    [1, 'ratio', '100 %'],
    [-0.25, 'ratio', '-25 %'],
    [0.02, 'percent', '0.02 %'],
    [14.4, 'times', '14.4×'],
    [1536, 'bytes', '1.5 KiB'],
    [3 * 2 ** 30, 'bytes per second', '3 GiB/s'],
    [2_500_000, 'none', '2.5 M'],
    [4, 'parcels', '4 parcels'],
    [0.00001, 'none', '1.0e-5'],
    [null, 'seconds', '–'],
  ])('%p in %s is %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text);
  });
});

describe('the values of an axis', () => {
  test.each([
    [[0, 0.05, 0.1], 'seconds', ['0 ms', '50 ms', '100 ms']],
    [[0, 0.25, 0.5], 'none', ['0.00', '0.25', '0.50']],
    [[0.994, 0.996, 0.998, 1], 'ratio', ['99.4 %', '99.6 %', '99.8 %', '100.0 %']],
    [[0, 20_000], 'none', ['0 k', '20 k']],
    [[-1, 0, 1], 'requests per second', ['-1 req/s', '0 req/s', '1 req/s']],
  ])('%p in %s are %p: all in one unit, and no two the same', (values, unit, texts) => {
    expect(formatTicks(values, unit)).toEqual(texts);
  });
});
