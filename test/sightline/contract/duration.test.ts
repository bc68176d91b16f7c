import * as fc from '../../fast-check';
import { formatDuration, parseDuration } from '../../../src/sightline/contract/duration';

describe('parseDuration', () => {
  test.each([
    ['1ms', 1],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
    ['1w', 604_800_000],
    ['1y', 31_536_000_000],
    ['1h30m', 5_400_000],
    ['1y2w3d4h5m6s7ms', 31_536_000_000 + 1_209_600_000 + 259_200_000 + 14_400_000 + 300_000 + 6_000 + 7],
    ['90m', 5_400_000],
    ['007s', 7_000],
    ['0s', 0],
    ['0h5m', 300_000],
    ['292y', 9_208_512_000_000],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each([
    '',
    ' ',
    '5',
    '5M',
    '5 m',
    '-5m',
    '+5m',
    '1.5h',
    '5min',
    '30m1h',
    '1m1m',
    '5ms1s',
    'm',
    '5m ',
    '5m\n',
    '٥m',
    '1us',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('refuses what does not fit in 64 bits of nanoseconds', () => {
    expect(parseDuration('293y')).toBeUndefined();
    expect(parseDuration('9223372036854ms')).toBe(9_223_372_036_854);
    expect(parseDuration('9223372036855ms')).toBeUndefined();
    expect(parseDuration(`${'9'.repeat(400)}s`)).toBeUndefined();
  });

  test('reads a bare 0 only where that is allowed', () => {
    expect(parseDuration('0')).toBeUndefined();
    expect(parseDuration('0', { bareZero: true })).toBe(0);
    expect(parseDuration('00', { bareZero: true })).toBeUndefined();
    expect(parseDuration('5', { bareZero: true })).toBeUndefined();
  });
});

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [1, '1ms'],
    [1_500, '1s500ms'],
    [300_000, '5m'],
    [5_400_000, '1h30m'],
    [86_400_000, '1d'],
    [14 * 86_400_000, '2w'],
    [30 * 86_400_000, '30d'],
    [90 * 86_400_000, '90d'],
    [365 * 86_400_000, '1y'],
    [366 * 86_400_000, '366d'],
    [604_800_000 + 1, '7d1ms'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  test.each([-1, 0.5, NaN, Infinity])('refuses %d', (milliseconds) => {
    expect(() => formatDuration(milliseconds)).toThrow(RangeError);
  });

  test('writes what parseDuration reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_223_372_036_854 }), (milliseconds) => {
        expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
      }),
    );
  });
});
