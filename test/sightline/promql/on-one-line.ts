/** An expression as it stands in a rule, on one line. */
export function onOneLine(expression: string): string {
  return expression.replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').trim();
}
