import type { ReadFile } from '../../files/read-file';
import type { IndexedFile } from '../../files/source-file';
import type { Undecided } from '../../files/undecided';
import type { Problem } from '../../problem/problem';
import type { CheckReport } from './check-report';

/** What was found in a state, and the files that it was found in. */
export interface CheckedState {
  readonly report: CheckReport;
  readonly files: readonly ReadFile[];
}

/**
 * What a report has that one of an earlier state has not. Something is the same if it is said of the same object in the same words and the marked
 * line is the same; on which line it stands, and as which of a list, may have changed.
 */
export function newSince(now: CheckedState, before: CheckedState, ref: string): CheckReport {
  const { report } = now;
  const known = { now: withAround(now), before: withAround(before) };
  const problems = moreThan(known.now, known.before).map(({ problem }) => problem);
  const undecided = without(report.undecided, before.report.undecided, identityOfUndecided);
  return { ...report, problems, undecided, since: { ref, older: report.problems.length - problems.length } };
}

/** A problem, and the lines before and behind its own: they tell which of several that are the same is meant. */
interface Around {
  readonly problem: Problem;
  readonly identity: string;
  readonly around: string;
}

function withAround({ report, files }: CheckedState): readonly Around[] {
  const byName = new Map(files.map(({ file }) => [file.name, file]));
  return report.problems.map((problem) => {
    const { file: name = '', line = 0 } = problem;
    const file = byName.get(name);
    const lines = file === undefined ? [] : [line - 1, line + 1].map((each) => lineIn(file, each));
    return { problem, identity: identityOf(problem), around: lines.join('\n') };
  });
}

function lineIn({ text, span }: IndexedFile, line: number): string {
  if (line < 1) return '';
  const { start, end } = span(line);
  return text.slice(start, end).trim();
}

function moreThan(now: readonly Around[], before: readonly Around[]): readonly Around[] {
  const withLines = ({ identity, around }: Around): string => `${identity}\n${around}`;
  const rest = without(now, before, withLines);
  return without(rest, without(before, now, withLines), ({ identity }) => identity);
}

/** Each of the others takes one that is the same away. Of as many as there are more of the same, the last are left. */
function without<T>(all: readonly T[], others: readonly T[], identity: (each: T) => string): readonly T[] {
  const counts = new Map<string, number>();
  for (const each of others) counts.set(identity(each), (counts.get(identity(each)) ?? 0) + 1);
  return all.filter((each) => {
    const left = counts.get(identity(each)) ?? 0;
    counts.set(identity(each), left - 1);
    return left <= 0;
  });
}

function identityOf({ id, severity, object, path, file, message, source }: Problem): string {
  const line = source?.text.slice(
    source.text.lastIndexOf('\n', source.start - 1) + 1,
    (source.text.indexOf('\n', source.start) + 1 || source.text.length + 1) - 1,
  );
  return JSON.stringify([id, severity, object, unplaced(path), file, unplaced(message), line?.trim()]);
}

function identityOfUndecided({ object, file, link, missing }: Undecided): string {
  return JSON.stringify([object, file, link, missing.map(unplaced)]);
}

/** A text without numbers of lines, and of items of lists. */
function unplaced(text = ''): string {
  return text.replace(/\[\d+\]/g, '[]').replace(/:\d+(?::\d+)?\b/g, ':');
}
