/** One line: a ratio, its bar, and whether it holds. */
export function ratioLine(title: string, ratio: number, bar: number, aim?: number): string {
  const verdict = ratio <= bar ? 'holds' : 'MISSED';
  const wanted = `bar ${bar}${aim === undefined ? '' : `, aim ${aim}`}`;
  return `${digits(ratio)}  ${title} (${wanted}: ${verdict})`;
}

/** One line: a ratio that should be great, its bar, and whether it holds. */
export function atLeastLine(title: string, ratio: number, bar: number): string {
  return `${ratio.toFixed(2).padStart(7)}  ${title} (at least ${bar}: ${ratio >= bar ? 'holds' : 'MISSED'})`;
}

/** A ratio as it stands in a line: two decimals, of a small one three, so that it can be held against its bar. */
export function digits(ratio: number): string {
  return ratio.toFixed(ratio < 0.1 ? 3 : 2).padStart(7);
}

/** A line of the report. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A number of many things, rounded. */
export function thousands(count: number): string {
  return Math.round(count).toLocaleString('en');
}
