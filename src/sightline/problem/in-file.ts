import { blotted } from '../secrets/masked';
import type { Problem } from './problem';
import { lineOf, positionOf, type SourceText } from './source-text';

/**
 * Problems with the file that they are in: with the line that each names, and with the column where a part of the line is known.
 *
 * @param file the file as the user names it
 * @param text its content
 */
export function inFile(problems: readonly Problem[], file: string, text: string): Problem[] {
  if (problems.length === 0) return [];
  const lines = blotted(text).split(/\r?\n/);
  return problems.map((problem) => {
    const { line, source } = problem;
    const content = line === undefined ? undefined : lines[line - 1];
    if (line === undefined || content === undefined || content.trim() === '') return { ...problem, file };
    const part = source === undefined ? undefined : partIn(content, source);
    const whole = { start: content.search(/\S/), end: content.trimEnd().length };
    const found = { text: content, firstLine: line, ...(part ?? whole) };
    const column = part === undefined ? {} : { column: positionOf(found).column };
    return { ...problem, file, line, ...column, source: shortened(found) };
  });
}

/** So much of a line is handed on: one of a metrics page may have megabytes. */
const longest = 2_000;

/** A line, or what is around its part where it is long. */
function shortened(source: SourceText): SourceText {
  const { text, start, end } = source;
  if (text.length <= longest) return source;
  const from = Math.max(0, Math.min(start - longest / 2, text.length - longest));
  return {
    ...source,
    text: text.slice(from, from + longest),
    start: start - from,
    end: Math.min(end - from, longest),
  };
}

/** Where the part of a text is in a line of a file that contains the line of the text as it is. */
function partIn(content: string, source: SourceText): Pick<SourceText, 'start' | 'end'> | undefined {
  const { line, from, to } = lineOf(source);
  const at = content.indexOf(line);
  return line.trim() === '' || at < 0 ? undefined : { start: at + from, end: at + to };
}
