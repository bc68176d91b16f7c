/** Moments and spans as people read them, in the time zone of the browser. */

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment, in seconds since 1970, with as much of it as a span asks for. */
export function formatMoment(moment: number, span: number): string {
  const date = new Date(moment * 1000);
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (span <= 3600) return `${minutes}:${two(date.getSeconds())}`;
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return span <= 86_400 ? minutes : span <= 4 * 86_400 ? `${day} ${minutes}` : day;
}

/** How long something is, in seconds: `35 s`, `4 min 10 s`, `3 h 20 min`, `2 d 4 h`. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ] as const;
  const first = units.findIndex(([length]) => whole >= length);
  if (first < 0) return '0 s';
  return units
    .slice(first, first + 2)
    .flatMap(([length, name], place) => {
      const count = Math.floor((place === 0 ? whole : whole % (units[first]?.[0] ?? 1)) / length);
      return count === 0 ? [] : [`${count} ${name}`];
    })
    .join(' ');
}

/** Lengths between two marks of a time axis, in seconds. */
const lengths = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  432_000, 864_000,
];

/** The marks of a time axis: at round moments of the clock, at most so many. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const length = lengths.find((each) => (to - from) / each <= most) ?? 2_592_000;
  const shift = new Date(from * 1000).getTimezoneOffset() * 60;
  const first = Math.ceil((from - shift) / length) * length + shift;
  return Array.from({ length: Math.floor((to - first) / length) + 1 }, (_, index) => first + index * length);
}
