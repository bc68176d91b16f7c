import { formatDuration } from '../contract/duration';

/** What is chosen of each variable; all values where a variable is not there. */
export type Choices = ReadonlyMap<string, readonly string[]>;

/** What stands in expressions in the place of variables. */
export interface Filling {
  /** The variables of the dashboard. */
  readonly variables: readonly { readonly label: string; readonly mayBeAbsent?: boolean }[];
  readonly choices: Choices;

  /** Seconds between two points. */
  readonly step: number;

  /** Seconds between two scrapes. */
  readonly scrapeInterval: number;
}

/** An expression of a bound dashboard as Prometheus evaluates it: choices as regular expressions, and a window that holds four scrapes at least. */
export function fillVariables(expression: string, filling: Filling): string {
  const { variables, choices, step, scrapeInterval } = filling;
  const window = Math.max(4 * scrapeInterval, step + scrapeInterval);
  const rateInterval = formatDuration(Math.ceil(window) * 1000);
  // one pass, so that no value that was filled in is read again
  return expression.replaceAll(/\$(\w+)/g, (text, name: string) => {
    if (name === '__rate_interval') return rateInterval;
    const variable = variables.find(({ label }) => label === name);
    if (variable === undefined) return text;
    const chosen = choices.get(name) ?? [];
    if (chosen.length > 0) return chosen.map(literally).join('|');
    return variable.mayBeAbsent === true ? '.*' : '.+';
  });
}

/** A value as a regular expression that matches just it, inside a string of PromQL. */
function literally(value: string): string {
  const pattern = value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
  return JSON.stringify(pattern).slice(1, -1);
}
