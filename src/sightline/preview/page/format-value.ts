/** How values are written, by the units of signals and contracts: the only place of the page that knows them. */

/** A scale: what a value is divided by, from which value on, and what stands behind it. */
type Steps = readonly (readonly [from: number, divisor: number, suffix: string])[];

const plain: Steps = [
  [1e9, 1e9, ' G'],
  [1e6, 1e6, ' M'],
  [1e4, 1e3, ' k'],
  [0, 1, ''],
];

const bytes: Steps = [
  [2 ** 30, 2 ** 30, ' GiB'],
  [2 ** 20, 2 ** 20, ' MiB'],
  [2 ** 10, 2 ** 10, ' KiB'],
  [0, 1, ' B'],
];

const seconds: Steps = [
  [172_800, 86_400, ' d'],
  [7_200, 3_600, ' h'],
  [120, 60, ' min'],
  [0.9995, 1, ' s'],
  [0.0009995, 1e-3, ' ms'],
  [0, 1e-6, ' µs'],
];

/** What a unit is written with: a scale, and what stands behind that. */
const units: Readonly<
  Record<string, { readonly steps?: Steps; readonly times?: number; readonly suffix: string }>
> = {
  none: { suffix: '' },
  percent: { steps: [[0, 1, '']], suffix: ' %' },
  ratio: { steps: [[0, 1, '']], times: 100, suffix: ' %' },
  // seconds of work in a second: a share
  'seconds per second': { steps: [[0, 1, '']], times: 100, suffix: ' %' },
  times: { suffix: '×' },
  seconds: { steps: seconds, suffix: '' },
  milliseconds: { steps: seconds, times: 1e-3, suffix: '' },
  bytes: { steps: bytes, suffix: '' },
  'bytes per second': { steps: bytes, suffix: '/s' },
  'requests per second': { suffix: ' req/s' },
  'events per second': { suffix: ' /s' },
  celsius: { suffix: ' °C' },
};

/** What stands where there is no value. */
export const noValue = '–';

/** A value with its unit, with three digits or so: `12.3 req/s`, `180 ms`, `99.93 %`. */
export function formatValue(value: number | null | undefined, unit: string): string {
  if (value === null || value === undefined) return noValue;
  const { times = 1, suffix, steps = plain } = units[unit] ?? otherUnit(unit);
  const scaled = value * times;
  const [, divisor, behind] = stepFor(steps, Math.abs(scaled));
  const text = digits(scaled / divisor, times === 100);
  return `${text}${scaled === 0 && steps === seconds ? ' s' : behind}${suffix}`;
}

/** Values of an axis, all in the unit of the greatest and with as many digits as tell neighbours apart. */
export function formatTicks(values: readonly number[], unit: string): string[] {
  const { times = 1, suffix, steps = plain } = units[unit] ?? otherUnit(unit);
  const scaled = values.map((value) => value * times);
  const greatest = Math.max(...scaled.map(Math.abs));
  const [, divisor, behind] = stepFor(steps, greatest);
  const apart = Math.abs((scaled[1] ?? 0) - (scaled[0] ?? 0)) / divisor;
  const decimals = apart > 0 ? Math.max(0, Math.min(6, Math.ceil(-Math.log10(apart) - 1e-9))) : 0;
  return scaled.map((value) => `${fixed(value / divisor, extra(apart, decimals))}${behind}${suffix}`);
}

/** One decimal more where steps are such as 2.5 or 0.25. */
function extra(apart: number, decimals: number): number {
  const rounded = Number(apart.toFixed(decimals));
  return Math.abs(rounded - apart) > apart * 1e-6 ? decimals + 1 : decimals;
}

/** A unit that is not known stands behind the number as it is. */
function otherUnit(unit: string): (typeof units)[string] {
  return { suffix: ` ${unit}` };
}

function stepFor(steps: Steps, size: number): Steps[number] {
  return steps.find(([from]) => size >= from) ?? [0, 1, ''];
}

function digits(value: number, isShare: boolean): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  // 99.93 % and 100 % are not the same promise
  if (isShare && size > 99 && size < 100) return trimmed(value, size > 99.99 ? 3 : 2);
  if (size >= 100) return fixed(value, 0);
  if (size >= 10) return trimmed(value, 1);
  if (size >= 1) return trimmed(value, 2);
  return size < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(2)));
}

/** Without zeros that say nothing. */
function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
}
