/** A matcher of Alertmanager. */
export interface AlertMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** A label, quoted or not, an operator, and a value, quoted or not. */
const form =
  /^\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"=!~{},\\]+))\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"=!~{},\\]*))\s*$/;

/**
 * Reads a matcher such as `severity = "critical"`.
 *
 * @returns undefined for a text that is no single matcher in a form that both parsers of Alertmanager read alike
 * @see https://prometheus.io/docs/alerting/latest/configuration/#matcher
 */
export function parseMatcher(text: string): AlertMatcher | undefined {
  const [, quotedLabel, bareLabel, operator, quotedValue, bareValue] = form.exec(text) ?? [];
  const label = quotedLabel === undefined ? bareLabel : unescaped(quotedLabel);
  const value = quotedValue === undefined ? bareValue : unescaped(quotedValue);
  if (label === undefined || value === undefined) return undefined;
  return { label, operator: operator as AlertMatcher['operator'], value }; // one of the four, by the form
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}
