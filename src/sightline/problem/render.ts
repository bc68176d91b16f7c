import type { Problem } from './problem';

/** A problem on one line, for places that have only strings: `SEL001 message Fix: fix`. */
export function renderLine({ id, message, fix }: Problem): string {
  return `${id} ${sentence(message)}${fix === undefined ? '' : ` Fix: ${sentence(fix)}`}`;
}

/** Problems for the terminal: a block each, the worst first, then by place. */
export function renderProblems(problems: readonly Problem[]): string {
  const rank = { error: 0, warning: 1, info: 2 };
  const sorted = [...problems].sort(
    (a, b) => rank[a.severity] - rank[b.severity] || placeOf(a).localeCompare(placeOf(b), 'en'),
  );
  return sorted.map(renderBlock).join('\n');
}

function renderBlock(problem: Problem): string {
  const { severity, id, message, fix } = problem;
  const lines = [`${severity} ${id} [${placeOf(problem)}]`, `  ${sentence(message)}`];
  if (fix !== undefined) lines.push(`  Fix: ${sentence(fix)}`);
  return `${lines.join('\n')}\n`;
}

/** Where a problem stands, on one line. */
export function placeOf({ path, object, file, line }: Problem): string {
  const where =
    file === undefined ? (path ?? object ?? 'program') : `${file}${line === undefined ? '' : `:${line}`}`;
  return file === undefined || path === undefined ? where : `${where} ${path}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
