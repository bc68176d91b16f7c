import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';

/** The base unit that stands for each unit a metric should not be in. */
const baseUnits: Readonly<Record<string, string>> = {
  milliseconds: 'seconds',
  microseconds: 'seconds',
  nanoseconds: 'seconds',
  minutes: 'seconds',
  hours: 'seconds',
  days: 'seconds',
  bits: 'bytes',
  kilobytes: 'bytes',
  megabytes: 'bytes',
  gigabytes: 'bytes',
  kibibytes: 'bytes',
  mebibytes: 'bytes',
  gibibytes: 'bytes',
  percent: 'ratio',
  ms: 'seconds',
  us: 'seconds',
  ns: 'seconds',
  sec: 'seconds',
  secs: 'seconds',
  kb: 'bytes',
  mb: 'bytes',
  gb: 'bytes',
  pct: 'ratio',
};
const knownUnits = new Set([
  ...['seconds', 'bytes', 'ratio', 'meters', 'grams', 'joules', 'celsius', 'volts', 'amperes'],
  ...Object.keys(baseUnits),
]);

/**
 * The unit that a metric's name states, such as `seconds` of `http_request_duration_seconds`; undefined if none.
 *
 * @see https://prometheus.io/docs/practices/naming/#base-units
 */
export function unitOfName(name: string): string | undefined {
  const last = name
    .replace(/_total$/, '')
    .split('_')
    .at(-1);
  return last !== undefined && knownUnits.has(last) ? last : undefined;
}

/**
 * What is wrong with a unit. OpenMetrics wants it at the end of the name (before `_total`), Prometheus wants base units.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#unit
 */
export function checkUnit(name: string, unit: string | undefined): Problem[] {
  if (unit === undefined) return [];
  const problems: Problem[] = [];
  if (!name.replace(/_total$/, '').endsWith(`_${unit}`)) {
    const total = name.endsWith('_total') ? '_total' : '';
    problems.push(
      error(
        'NAM006',
        `metric '${name}' does not end in its unit (${unit}), so OpenMetrics readers refuse it`,
        {
          path: 'unit',
          fix: `name it '${name.replace(/_total$/, '')}_${unit}${total}'`,
        },
      ),
    );
  }
  const base = baseUnits[unit];
  if (base !== undefined) {
    problems.push(
      warning(
        'NAM007',
        `metric '${name}' is in ${unit}: Prometheus metrics are in base units, here ${base}`,
        { path: 'unit' },
      ),
    );
  }
  return problems;
}
