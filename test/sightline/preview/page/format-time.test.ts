import { formatMoment, formatSpan, timeTicks } from '../../../../src/sightline/preview/page/format-time';

describe('a span', () => {
  test.each([
    [0, '0 s'],
    [35.4, '35 s'],
    [250, '4 min 10 s'],
    [3600, '1 h'],
    [12_000, '3 h 20 min'],
    [187_200, '2 d 4 h'],
  ])('of %p seconds is %s', (seconds, text) => {
    expect(formatSpan(seconds)).toBe(text);
  });
});

describe('the marks of a time axis', () => {
  const at = new Date(2026, 10, 28, 15, 4, 50).getTime() / 1000;

  test('are at round moments of the clock here', () => {
    expect(timeTicks(at, at + 300, 6).map((time) => formatMoment(time, 300))).toEqual([
      '15:05:00',
      '15:06:00',
      '15:07:00',
      '15:08:00',
      '15:09:00',
    ]);
    expect(timeTicks(at, at + 6 * 3600, 6).map((time) => formatMoment(time, 6 * 3600))).toEqual([
      '16:00',
      '17:00',
      '18:00',
      '19:00',
      '20:00',
      '21:00',
    ]);
  });

  test('have the day where there are several', () => {
    expect(formatMoment(at, 30 * 86_400)).toBe('28 Nov');
    expect(formatMoment(at, 3 * 86_400)).toBe('28 Nov 15:04');
  });
});
