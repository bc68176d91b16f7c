import type { Problem } from '../../problem/problem';
import type { Kind } from '../flow/flow';
import { nothingKnown } from '../flow/known-metrics';
import type { Call, FunctionName, Node } from '../syntax/ast';
import { asExpression, metricsOf, scalarOf, vector, type Parts, type Scalar, type Vector } from './vector';

/** What stands for a number in a call: one that is known, or one that Prometheus works out. */
export type Numeric = number | Scalar;

/** A call whose result is an instant vector. The labels and kind of its type are those that `callFlow` says. */
export function callVector<L extends string, K extends Kind>(
  name: FunctionName,
  given: readonly unknown[],
): Vector<L, K> {
  return vector<L, K>(called(name, given));
}

/** A call whose result is a number. */
export function callScalar(name: FunctionName, given: readonly unknown[]): Scalar {
  return scalarOf(called(name, given));
}

/** What was given in place of an expression: a number, a text or an expression. */
export function argument(given: unknown, where: string): Parts & { readonly shape: string } {
  if (typeof given === 'number') return literal({ type: 'number', value: given }, 'scalar');
  if (typeof given === 'string') return literal({ type: 'string', value: given }, 'string');
  return asExpression(given, where);
}

function literal(node: Node, shape: string): Parts & { readonly shape: string } {
  return { node, shape, metrics: nothingKnown, flaws: noFlaws };
}

const noFlaws: readonly Problem[] = [];

/** A call as its parts, whatever is given. */
function called(name: FunctionName, given: readonly unknown[]): Parts {
  const args = given.map((each) => argument(each, name));
  const node: Call = { type: 'call', name, args: args.map((arg) => arg.node) };
  return { node, metrics: metricsOf(args), flaws: args.flatMap(({ flaws }) => flaws) };
}
