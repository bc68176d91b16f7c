/**
 * A number as Prometheus reads values, bounds and quantiles: decimal, `NaN`, or an infinity; undefined if it is none, or too large to be held.
 *
 * @see https://pkg.go.dev/strconv#ParseFloat
 */
export function readNumber(text: string): number | undefined {
  if (text.length <= 'infinity'.length + 1) {
    if (/^nan$/i.test(text)) return NaN;
    const [, sign] = /^([+-]?)inf(?:inity)?$/i.exec(text) ?? [];
    if (sign !== undefined) return sign === '-' ? -Infinity : Infinity;
  }
  if (text === '' || /[^\d.eE+-]/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
