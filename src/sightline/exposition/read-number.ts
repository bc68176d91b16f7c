/** A number as Prometheus reads values, bounds and quantiles: with an exponent, `NaN`, or an infinity; undefined if it is none. */
export function readNumber(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  if (/^nan$/i.test(text)) return NaN;
  const [, sign] = /^([+-]?)inf(?:inity)?$/i.exec(text) ?? [];
  return sign === undefined ? undefined : sign === '-' ? -Infinity : Infinity;
}
