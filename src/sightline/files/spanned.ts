import type { Problem } from '../problem/problem';
import { positionOf } from '../problem/source-text';
import { blotted } from '../secrets/masked';
import type { IndexedFile } from './source-file';
import type { Chunk } from './split-documents';

/** Longer lines are handed on in part: a file may be one line. */
const longest = 2_000;

/** A problem at a part of a file, with the line in which that begins. No secret is in it. */
export function spanned(problem: Problem, file: IndexedFile, { start, end }: Chunk): Problem {
  const line = file.lineOf(start);
  const whole = file.span(line);
  const at = Math.min(start, whole.end);
  const { column } = positionOf({ text: file.text.slice(whole.start, at), start: at - whole.start, end: at });
  const from = at - whole.start > longest / 2 ? at - longest / 2 : whole.start;
  const to = Math.min(whole.end, from + longest);
  const source = {
    text: blotted(file.text.slice(from, to)),
    start: at - from,
    end: Math.max(at, Math.min(end, to)) - from,
    firstLine: line,
  };
  return { ...problem, file: file.name, line, column, source };
}
