import { type MappedText, MappedTextBuilder } from './mapped-text';
import type { ReadVariable } from './read-variables';

/** A query as Prometheus may read it, with something in the place of each variable of Grafana. */
export interface SubstitutedQuery extends MappedText {
  /**
   * How much of it is known: all but texts and windows; one choice of several; or a part of it is a guess, so that nothing follows from what
   * is wrong with it.
   */
  readonly certainty: 'whole' | 'choice' | 'guess';

  /** Windows of `$__interval`, which may be shorter than the time between two scrapes. */
  readonly shortWindows: readonly Placed[];

  /** What looks like a variable, and is none that the dashboard declares or Grafana has. */
  readonly undeclared: readonly (Placed & { readonly name: string })[];
}

/** A part of the query as it is written. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/**
 * A variable where it is used, in each of the three forms.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
const use = /\$(\w+)|\[\[(\w+)(?::\w+)?\]\]|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}/y;

/** Windows are so long that they are neither too short for a rate nor longer than what is kept. */
const window = '1h';
const step = '1m';

/** What closes a text, by what opens it. */
const quotes = new Set(['"', "'", '`']);

/** Whether Grafana fills in a variable that no dashboard declares. */
function isBuiltIn(name: string): boolean {
  return name.startsWith('__') || name === 'timeFilter';
}

/**
 * A query of a dashboard with something in the place of its variables: what lets everything through in matchers, an hour in windows, the first choice
 * elsewhere. Never throws.
 *
 * @param written as the dashboard has it
 * @param variables those that the dashboard declares
 * @param part the characters that are the query; default: all
 */
export function substitute(
  written: string,
  variables: ReadonlyMap<string, ReadVariable>,
  part: Placed = { start: 0, end: written.length },
): SubstitutedQuery {
  const builder = new MappedTextBuilder(written);
  const shortWindows: Placed[] = [];
  const undeclared: (Placed & { name: string })[] = [];
  let certainty: SubstitutedQuery['certainty'] = 'whole';
  const lower = (to: 'choice' | 'guess'): void => {
    if (certainty !== 'guess') certainty = to;
  };
  const find = (at: number): (Placed & { readonly name: string }) | undefined => {
    use.lastIndex = at;
    const found = use.exec(written);
    const name = found?.[1] ?? found?.[2] ?? found?.[3];
    if (found === null || name === undefined || /^\d/.test(name)) return undefined;
    const place = { start: at, end: at + found[0].length, name };
    if (variables.has(name) || isBuiltIn(name)) return place;
    // a dollar of a regular expression is none of Grafana's
    const isEscaped = written.charAt(at - 1) === '\\';
    if (!isEscaped && !undeclared.some(({ start }) => start === at)) undeclared.push(place);
    return undefined;
  };
  let kept = part.start;
  const put = ({ start, end }: Placed, text: string): void => {
    builder.keep(kept, start).replace(start, end, text);
    kept = end;
  };
  let depth = 0;
  let isStep = false;
  for (let at = part.start; at < part.end;) {
    const character = written.charAt(at);
    if (character === '#') {
      const end = written.indexOf('\n', at);
      at = end < 0 ? written.length : end;
      continue;
    }
    if (quotes.has(character)) {
      const end = endOfText(written, at);
      const inside: Placed[] = [];
      for (let each = at + 1; each < end - 1; each++) {
        const found = find(each);
        if (found !== undefined) inside.push(found);
      }
      const operator = /(=~|!~|!=|=)\s*$/.exec(written.slice(Math.max(kept, at - 12), at));
      if (inside.length > 0 && operator !== null && depth === 0) {
        // what is chosen may be nothing, so that the series need not have the label
        put({ start: at - operator[0].length, end }, '=~".*"');
      } else if (inside.length > 0) {
        lower('choice');
        for (const each of inside) put(each, 'x');
      }
      at = end;
      continue;
    }
    const found = character === '$' || character === '[' ? find(at) : undefined;
    if (found !== undefined) {
      const variable = variables.get(found.name);
      const next = written.charAt(found.end);
      const isWindow = depth > 0 || /\boffset\s+-?\s*$/.test(written.slice(Math.max(0, at - 20), at));
      if (isWindow) {
        const isNumber = /[a-z]/.test(next) || /_(?:ms|s)$/.test(found.name);
        if (/^__interval(?:_ms)?$/.test(found.name) && !isStep) shortWindows.push(found);
        put(found, isNumber ? (isStep ? '60' : '3600') : isStep ? step : window);
      } else if (isBuiltIn(found.name)) {
        put(found, '3600');
      } else {
        const value = variable?.value;
        lower(value === undefined ? 'guess' : 'choice');
        put(found, value ?? (isPartOfName(written, found) ? 'grafana_variable' : '1'));
      }
      at = found.end;
      continue;
    }
    if (character === '[') [depth, isStep] = [depth + 1, false];
    if (character === ']') depth = Math.max(0, depth - 1);
    if (character === ':' && depth > 0) isStep = true;
    at += 1;
  }
  return { ...builder.keep(kept, part.end).build(), certainty, shortWindows, undeclared };
}

/** Behind the quote that closes a text; the end of the query where none does. */
function endOfText(written: string, start: number): number {
  const quote = written.charAt(start);
  for (let at = start + 1; at < written.length; at++) {
    if (written.charAt(at) === '\\' && quote !== '`') at += 1;
    else if (written.charAt(at) === quote) return at + 1;
  }
  return written.length;
}

function isPartOfName(written: string, { start, end }: Placed): boolean {
  return /[\w:]/.test(written.charAt(start - 1)) || /^(?:[\w:]|\s*[({[])/.test(written.slice(end, end + 20));
}
