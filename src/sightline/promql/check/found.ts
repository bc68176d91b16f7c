import type { Problem } from '../../problem/problem';
import type { Placed } from '../syntax/ast';

/** A problem, and where in the text it is, if there is a text. */
export type FoundProblem = Problem & Placed;

/** A problem where something stands, unless it says itself where it is. */
export function placed({ span }: Placed, problem: FoundProblem): FoundProblem {
  return span === undefined || problem.span !== undefined ? problem : { ...problem, span };
}

/** Problems where something stands. */
export function allPlaced(
  at: Placed | undefined,
  problems: readonly FoundProblem[],
): readonly FoundProblem[] {
  return at?.span === undefined ? problems : problems.map((problem) => placed(at, problem));
}

/** Longer texts are cut in a message. */
const around = 30;

/**
 * A problem that says in its message where in the text it is: nothing else shows the text. What stands in no text stays as it is.
 *
 * @param text Default: the one that the span itself names
 */
export function inText({ span, ...problem }: FoundProblem, text: string | undefined = span?.text): Problem {
  if (span === undefined || text === undefined) return problem;
  const line = text.slice(0, span.start).split('\n').length;
  const column = span.start - text.lastIndexOf('\n', span.start - 1);
  const near = text.slice(Math.max(0, span.start - around), span.start + around).replace(/\s+/g, ' ');
  return { ...problem, message: `${problem.message} (at ${line}:${column}, near ${JSON.stringify(near)})` };
}
