/** A finite number with all its digits and no exponent. */
export function plainDecimal(value: number): string {
  const { sign, digits, power } = scientific(value);
  const all = digits.replace('.', '');
  const point = power + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  if (point >= all.length) return `${sign}${all}${'0'.repeat(point - all.length)}`;
  return `${sign}${all.slice(0, point)}.${all.slice(point)}`;
}

/**
 * A number as Go prints it, and so Prometheus: the shortest digits that mean it, with an exponent below 1e-04 and from 1e+21.
 *
 * @see https://pkg.go.dev/fmt (verb %v of a float64)
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const { sign, digits, power } = scientific(value);
  return power >= -4 && power < 21 ? plainDecimal(value) : `${sign}${digits}${exponent(power)}`;
}

/**
 * Every way in which a client or a Prometheus writes the upper bound of a bucket into the label `le`: the shortest decimal (Go
 * and JavaScript clients), with `.0` after a whole number (Python, Java, OpenMetrics, and Prometheus 3, which normalises), and
 * where the number is small or large the exponents of Go, OpenMetrics (from 1e+06), Java, Python and JavaScript.
 *
 * @param bound a finite bound
 * @returns the spellings, no two alike, the most usual first
 * @see https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function spellingsOfBound(bound: number): readonly string[] {
  const decimal = plainDecimal(bound);
  const spellings = [formatNumber(bound), decimal, decimal.includes('.') ? decimal : `${decimal}.0`, String(bound)];
  const { sign, digits, power } = scientific(bound);
  if (power < -3 || power >= 6) {
    const fraction = digits.includes('.') ? digits : `${digits}.0`;
    spellings.push(`${sign}${digits}${exponent(power)}`, `${sign}${fraction}E${power}`);
  }
  return [...new Set(spellings)];
}

function exponent(power: number): string {
  return `e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function scientific(value: number): { readonly sign: '' | '-'; readonly digits: string; readonly power: number } {
  const [digits = '', power = '0'] = Math.abs(value).toExponential().split('e');
  return { sign: value < 0 || Object.is(value, -0) ? '-' : '', digits, power: Number(power) };
}
