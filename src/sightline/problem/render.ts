import { checksFolder } from './docs-folder';
import type { Problem } from './problem';
import { drawSource, positionOf } from './source-text';
import { plainStyle, type TextStyle } from './text-style';

/** Longer texts are cut where there is one line for all. */
const around = 30;

/** A problem on one line, for places that have only strings: `SEL001 message Fix: fix`. */
export function renderLine({ id, message, source, fix }: Problem): string {
  const said = source === undefined ? message : `${message} (${shortly(source)})`;
  return `${id} ${sentence(said)}${fix === undefined ? '' : ` Fix: ${sentence(fix)}`}`;
}

/** Problems for the terminal: a block each, the worst first, then by place. */
export function renderProblems(problems: readonly Problem[], style = plainStyle): string {
  const rank = { error: 0, warning: 1, info: 2 };
  const sorted = [...problems].sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] || placeOf(a).localeCompare(placeOf(b), 'en', { numeric: true }),
  );
  return sorted.map((each) => renderBlock(each, style)).join('\n');
}

/** Pages that are named one by one; of more there is the folder. */
const mostPages = 4;

/** Where more is said of problems, on one line. */
export function whereToRead(problems: readonly Problem[]): string {
  const ids = [...new Set(problems.map(({ id }) => id))].sort();
  const pages = ids.length > mostPages ? [`${checksFolder}/`] : ids.map((id) => `${checksFolder}/${id}.md`);
  return `Read more: ${pages.join(', ')}`;
}

function renderBlock(problem: Problem, style: TextStyle): string {
  const { severity, id, message, source, file, fix } = problem;
  const place = renderPlace(problem, style);
  const lines = [
    `${style.severity(severity, severity)} ${style.page(id, id)} [${place}]`,
    `  ${sentence(message)}`,
  ];
  if (source !== undefined) {
    const isNumbered = file !== undefined || source.text.trimEnd().includes('\n');
    const [text, carets] = drawSource(source, isNumbered);
    const at = carets.indexOf('^');
    lines.push(`    ${text}`, `    ${carets.slice(0, at)}${style.severity(severity, carets.slice(at))}`);
  }
  if (fix !== undefined) lines.push(`  Fix: ${sentence(fix)}`);
  return `${lines.join('\n')}\n`;
}

/** The same as {@link placeOf}, in which the place in a file leads there. */
function renderPlace(problem: Problem, style: TextStyle): string {
  const { file, line, path } = problem;
  if (file === undefined) return placeOf(problem);
  const where = style.place(file, line, placeOf({ ...problem, path: undefined }));
  return path === undefined ? where : `${where} ${style.faint(path)}`;
}

type Place = { readonly [K in 'path' | 'object' | 'file' | 'line' | 'column']?: Problem[K] | undefined };

/** Where a problem stands, on one line. */
export function placeOf({ path, object, file, line, column }: Place): string {
  if (file === undefined) return path ?? object ?? 'program';
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  return path === undefined ? where : `${where} ${path}`;
}

function shortly(source: NonNullable<Problem['source']>): string {
  const { line, column } = positionOf(source);
  const near = source.text.slice(Math.max(0, source.start - around), source.start + around);
  return `at ${line}:${column}, near ${JSON.stringify(near.replace(/\s+/g, ' '))}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
