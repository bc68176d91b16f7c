import type { Problem } from '../../problem/problem';
import type { Binary, Placed } from '../syntax/ast';

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

/** Where an operator itself stands. */
export function operatorOf({ span, operatorSpan }: Binary): Placed {
  const place = operatorSpan ?? span;
  return place === undefined ? {} : { span: place };
}

/**
 * A problem with the text that it stands in, which nothing else shows. What stands in no text stays as it is.
 *
 * @param text Default: the one that the span itself names
 */
export function inText({ span, ...problem }: FoundProblem, text: string | undefined = span?.text): Problem {
  if (span === undefined || text === undefined) return problem;
  return { ...problem, source: { text, start: span.start, end: span.end } };
}
