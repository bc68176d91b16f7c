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

/** A part of a list, up to a comma that stands in no quotes. */
const part = /\s*((?:"(?:[^"\\]|\\.)*"|[^",])*)(?:,|$)/y;

/**
 * Reads the matchers of one text: `severity="critical"`, or several of them, in braces or not.
 *
 * @returns undefined where one of them is none
 */
export function parseMatchers(text: string): readonly AlertMatcher[] | undefined {
  const inside = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const matchers: AlertMatcher[] = [];
  part.lastIndex = 0;
  for (let found = part.exec(inside); found !== null && found[0] !== ''; found = part.exec(inside)) {
    const written = found[1] ?? '';
    // a comma may stand at the end
    if (written.trim() === '' && part.lastIndex >= inside.length) break;
    const matcher = parseMatcher(written);
    if (matcher === undefined) return undefined;
    matchers.push(matcher);
  }
  return matchers;
}

/** A matcher as it is written today. */
export function written({ label, operator, value }: AlertMatcher): string {
  return `${label}${operator}"${value}"`;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}
