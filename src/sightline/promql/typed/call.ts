import type { Problem } from '../../problem/problem';
import { describe } from '../../problem/read';
import { error } from '../../problem/problems';
import type { Call, FunctionName, Node } from '../syntax/ast';
import { callFlow, shapeProblems } from '../flow/flow-call';
import { unreadableEdges } from '../check/check-edges';
import { scalar, text, type Flow, type Kind, type Part } from '../flow/flow';
import { asExpression, scalarOf, vector, type Scalar, type Vector } from './vector';

/** What stands for a number in a call: one that is known, or one that Prometheus works out. */
export type Numeric = number | Scalar;

/** An argument, and what is wrong with it. */
export interface Argument extends Part {
  readonly problems: readonly Problem[];
}

interface Called {
  readonly node: Node;
  readonly flow: Flow;
  readonly problems: readonly Problem[];
}

/**
 * A call as its parts, whatever is given.
 *
 * @param before what the caller has found wrong; where there is something, what follows from it is not reported again
 */
export function called(
  name: FunctionName,
  given: readonly unknown[],
  before: readonly Problem[] = [],
): Called {
  const args = given.map((each) => argument(each, name));
  const inherited = args.flatMap(({ problems }) => problems);
  const wrong = shapeProblems(
    name,
    args.map(({ flow }) => flow.shape),
  );
  const { flow, problems } = callFlow(name, args);
  const node: Call = { type: 'call', name, args: args.map((arg) => arg.node) };
  const own = [before, wrong, unreadableEdges(node), problems].find(({ length }) => length > 0) ?? [];
  return {
    node,
    flow,
    problems: [...inherited, ...own],
  };
}

/** A call whose result is an instant vector. The labels and kind of its type are those that `callFlow` says. */
export function callVector<L extends string, K extends Kind>(
  name: FunctionName,
  given: readonly unknown[],
  before?: readonly Problem[],
): Vector<L, K> {
  const { node, flow, problems } = called(name, given, before);
  return vector<L, K>(node, flow, problems);
}

/** A call whose result is a number. */
export function callScalar(name: FunctionName, given: readonly unknown[]): Scalar {
  const { node, problems } = called(name, given);
  return scalarOf(node, problems);
}

/** What is wrong with a number that must lie between two others, where it is known. */
export function outsideOf(
  given: unknown,
  what: string,
  [least, most]: readonly [number, number],
  fix?: string,
): readonly Problem[] {
  if (typeof given !== 'number' || (given >= least && given <= most)) return [];
  const message = `${what} (${describe(given)}) must be a number from ${least} to ${most}`;
  return [error('PQL008', message, fix === undefined ? {} : { fix })];
}

/** The fix for a quantile that was meant in percent. */
export function percentile(value: unknown): string | undefined {
  if (typeof value !== 'number' || !(value > 1 && value <= 100)) return undefined;
  return `the ${value}th percentile is ${value / 100}`;
}

/** What was given in place of an expression: a number, a text or an expression. */
export function argument(given: unknown, where: string): Argument {
  if (typeof given === 'number')
    return { node: { type: 'number', value: given }, flow: scalar, problems: [] };
  if (typeof given === 'string') return { node: { type: 'string', value: given }, flow: text, problems: [] };
  return asExpression(given, where);
}
