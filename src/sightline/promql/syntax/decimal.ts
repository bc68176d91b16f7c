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
 * A number as Prometheus 3 prints it in an expression: the shortest digits that mean it, and never an exponent.
 *
 * @see https://pkg.go.dev/strconv#FormatFloat (format 'f', precision -1)
 */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return plainDecimal(value);
}

/**
 * A number as Prometheus 3 stores it in the labels `le` and `quantile` of what it scrapes, however the page spells it; undefined for a text
 * that is no number.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/model/textparse/openmetricsparse.go (normalizeFloatsInLabelValues)
 */
export function storedNumber(text: string): string | undefined {
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return text.startsWith('-') ? '-Inf' : '+Inf';
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) return undefined;
  const { sign, digits, power } = scientific(value);
  if (power < -4 || power >= 6) return `${sign}${digits}${exponent(power)}`;
  const decimal = plainDecimal(value);
  return decimal.includes('.') ? decimal : `${decimal}.0`;
}

/**
 * Every way in which a client or a Prometheus writes the upper bound of a bucket into the label `le`: the shortest decimal (Go
 * and JavaScript clients), with `.0` after a whole number (Python, Java, OpenMetrics, and Prometheus 3, which normalises), and
 * where the number is small or large the exponents of Go, OpenMetrics (from 1e+06), Java, Python (from 1e10 with a zero too many)
 * and JavaScript.
 *
 * @param bound a finite bound
 * @returns the spellings, no two alike, the most usual first
 * @see https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values
 */
export function spellingsOfBound(bound: number): readonly string[] {
  const decimal = plainDecimal(bound);
  const { sign, digits, power } = scientific(bound);
  const script = `${sign}${Math.abs(bound)}`;
  const spellings = [decimal, decimal.includes('.') ? decimal : `${decimal}.0`, script];
  if (power < -3 || power >= 6) {
    const fraction = digits.includes('.') ? digits : `${digits}.0`;
    spellings.push(`${sign}${digits}${exponent(power)}`, `${sign}${fraction}E${power}`);
  }
  if (power >= 10 && power < 16) spellings.push(`${sign}${digits}e+0${power}`);
  return [...new Set(spellings)];
}

function exponent(power: number): string {
  return `e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function scientific(value: number): {
  readonly sign: '' | '-';
  readonly digits: string;
  readonly power: number;
} {
  const [digits = '', power = '0'] = Math.abs(value).toExponential().split('e');
  return { sign: value < 0 || Object.is(value, -0) ? '-' : '', digits, power: Number(power) };
}
