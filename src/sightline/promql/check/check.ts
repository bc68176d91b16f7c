import type { Problem } from '../../problem/problem';
import type { Node, Placed } from '../syntax/ast';
import { checkArguments } from './check-arguments';
import { checkEdges } from './check-edges';
import { checkLengths } from './check-lengths';
import { checkTypes } from './check-types';
import { checkUse } from './check-use';
import type { Dialect } from '../syntax/dialect';
import { parse } from '../parse/parse';
import { nodesIn } from '../syntax/walk';

/** A problem, and where in the text it is, if there is a text. */
export type FoundProblem = Problem & Placed;

/** What an expression is for: a query may have any type, a rule must be something that can be recorded. */
export type Use = 'query' | 'rule';

/** An expression that was read and checked. */
export interface Checked {
  /**
   * Its tree.
   *
   * @default - the text is no expression
   */
  readonly node?: Node;

  /** Everything that is wrong with it for a Prometheus that knows nothing of the metrics. */
  readonly problems: readonly FoundProblem[];
}

/**
 * Everything that is wrong with an expression, whatever its metrics are: what Prometheus' parser refuses (types, numbers of arguments,
 * matching, functions that the version does not have), and what fails only when it is evaluated.
 *
 * @param dialect the Prometheus that is to evaluate it
 */
export function check(node: Node, dialect: Dialect = {}, use: Use = 'query'): readonly FoundProblem[] {
  const problems = checkTypes(node, dialect);
  // what is of the wrong type has no arguments worth a look
  if (problems.length > 0) return problems;
  const nodes = nodesIn(node);
  return [
    ...checkUse(node, use),
    ...checkArguments(nodes, dialect),
    ...checkLengths(nodes, use),
    ...checkEdges(nodes, use),
  ];
}

/** Reads an expression and checks it. Never throws, whatever the text is. */
export function checkText(text: string, dialect: Dialect = {}, use: Use = 'query'): Checked {
  const { node, problems } = parse(text, dialect);
  if (node === undefined || problems.length > 0) return { ...(node === undefined ? {} : { node }), problems };
  return { node, problems: check(node, dialect, use) };
}
