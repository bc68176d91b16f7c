import { readNumber } from './read-number';
import type { ExpositionFormat, PageSample } from './exposition';

/** A line that is no sample, and why. */
export class NoSample extends Error {
  /**
   * @param at the index of the character in the line at which it can't be read
   */
  constructor(
    why: string,
    readonly at: number,
  ) {
    super(why);
  }
}

const metricName = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelName = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const blanks = /[ \t]*/y;
const rest = /.*/y;

/**
 * Reads a line that is a sample. Exemplars are passed over.
 *
 * @param text the line, without what ends it
 * @param line its number
 * @throws NoSample if it is none
 */
export function parseSample(text: string, line: number, format: ExpositionFormat): PageSample {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const skip = (character: string): boolean => {
    take(blanks);
    if (text[at] !== character) return false;
    at++;
    return true;
  };

  let name = take(metricName)?.[0];
  const labels: Record<string, string> = {};
  if (skip('{')) {
    while (!skip('}')) {
      take(blanks);
      const inQuotes = take(quoted)?.[1];
      const label = inQuotes === undefined ? take(labelName)?.[0] : unescape(inQuotes);
      if (label === undefined) throw new NoSample(`a label name is missing at column ${at + 1}`, at);
      if (skip('=')) {
        take(blanks);
        const value = take(quoted)?.[1];
        if (value === undefined)
          throw new NoSample(`the value of label '${label}' is not in double quotes`, at);
        if (Object.hasOwn(labels, label)) throw new NoSample(`label '${label}' is there twice`, at);
        labels[label] = unescape(value);
      } else if (inQuotes !== undefined && name === undefined) {
        name = label; // a name with characters that need quotes stands among the labels
      } else {
        throw new NoSample(`label '${label}' has no value`, at);
      }
      if (!skip(',')) {
        if (skip('}')) break;
        throw new NoSample(`a comma or '}' is missing at column ${at + 1}`, at);
      }
    }
  }
  if (name === undefined) throw new NoSample('it does not begin with the name of a metric', 0);
  const from = at;
  return { name, labels, line, ...parseValue(take(rest)?.[0] ?? '', from, format) };
}

/**
 * The value of a sample, and its time.
 *
 * @param from the index of the text in its line
 */
function parseValue(
  text: string,
  from: number,
  format: ExpositionFormat,
): Pick<PageSample, 'value' | 'timestamp'> {
  const [sample = ''] = format === 'openmetrics' ? text.split(' # ') : [text];
  const [valueText = '', timeText, ...more] = sample.trim().split(/[ \t]+/);
  const startOf = (part: string) => from + Math.max(0, text.indexOf(part));
  const value = readNumber(valueText);
  if (value === undefined)
    throw new NoSample(
      valueText === '' ? 'it has no value' : `its value (${valueText}) is no number`,
      valueText === '' ? from + text.length : startOf(valueText),
    );
  if (more.length > 0) {
    const at = from + text.length - text.trimStart().length + valueText.length;
    throw new NoSample(`there is more after its timestamp (${more.join(' ')})`, at);
  }
  if (timeText === undefined) return { value };
  const time = readNumber(timeText);
  const whole = format === 'openmetrics' || /^[+-]?\d+$/.test(timeText);
  if (time === undefined || !Number.isFinite(time) || !whole)
    throw new NoSample(
      `its timestamp (${timeText}) is no number of ${format === 'text' ? 'milliseconds' : 'seconds'}`,
      from + text.lastIndexOf(timeText),
    );
  return { value, timestamp: format === 'text' ? time / 1000 : time };
}

/** A text in which a backslash, a quote and a new line are written with a backslash. Other backslashes stand for themselves. */
export function unescape(text: string): string {
  return text.replace(/\\([\\"n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
}
