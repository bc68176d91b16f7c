const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const year = 365 * day;

/** Prometheus keeps a duration as 64 bits of nanoseconds: about 292 years. */
const longest = 9_223_372_036_854;

/** Each unit at most once, the longest first. */
const syntax = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** The lengths of the units in milliseconds, in the order of the syntax. */
const lengths = [year, week, day, hour, minute, second, 1];

/**
 * The length in milliseconds of a duration as Prometheus writes it, such as `5m` or `1h30m`, or undefined if the text
 * is none. Units are `y` (365 days), `w`, `d`, `h`, `m`, `s` and `ms`; each stands at most once, the longest first.
 * There are no fractions and no signs. The result may be 0 (`0s`).
 *
 * @param text what was written
 * @param options.bareZero whether `0` without a unit is a duration too, as in Prometheus' configuration; it is none
 * in PromQL. Default: false
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 */
export function parseDuration(
  text: string,
  options: { readonly bareZero?: boolean } = {},
): number | undefined {
  if (text === '0') return options.bareZero === true ? 0 : undefined;
  const match = text === '' ? null : syntax.exec(text);
  if (match === null) return undefined;
  const total = lengths.reduce((sum, length, index) => sum + Number(match[index + 1] ?? 0) * length, 0);
  return total <= longest ? total : undefined;
}

/**
 * A length of time as Prometheus itself prints it: units in descending order; years and weeks only if they leave no
 * rest, so that 90 days are `90d` and 14 days `2w`; 0 is `0s`.
 *
 * @param milliseconds a whole number from 0
 * @throws RangeError if it is not: that is a mistake in the program, not in what a user wrote
 * @see https://github.com/prometheus/common/blob/main/model/time.go
 */
export function formatDuration(milliseconds: number): string {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
    throw new RangeError(`a duration must be a whole number of milliseconds from 0, not ${milliseconds}`);
  }
  const units = ['y', 'w', 'd', 'h', 'm', 's', 'ms'];
  let rest = milliseconds;
  let text = '';
  lengths.forEach((length, index) => {
    const leavesNoRest = rest % length === 0;
    if (rest < length || (length >= week && !leavesNoRest)) return;
    text += `${Math.floor(rest / length)}${units[index]}`;
    rest %= length;
  });
  return text === '' ? '0s' : text;
}
