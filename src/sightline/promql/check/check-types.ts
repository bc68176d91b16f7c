import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import {
  isComparison,
  isSetOperator,
  type Aggregation,
  type Binary,
  type Call,
  type Node,
  type Placed,
  type VectorSelector,
} from '../syntax/ast';
import { aggregationOf, signatureOf, type Shape } from '../syntax/catalogue';
import { unavailable } from '../syntax/availability';
import type { Dialect } from '../syntax/dialect';
import { matchesEmpty } from '../syntax/regex';
import { fold } from '../syntax/walk';
import { excused } from './excused';
import { argumentProblems, withArticle } from './check-signature';
import { missingSyntax } from './check-syntax';
import { operatorOf, placed, type FoundProblem } from './found';

/** The type of an expression; undefined where it has none, which has been reported. */
export type Type = Shape | undefined;

/** Takes down what is wrong, and where. */
export type Report = (at: Placed, problem: Problem) => void;

/**
 * What Prometheus' parser refuses of an expression that is well written: the types of operands and arguments, their number, selectors of
 * everything, what the version does not have.
 *
 * @see https://github.com/prometheus/prometheus/blob/main/promql/parser/parse.go
 */
export function checkTypes(root: Node, dialect: Dialect = {}): readonly FoundProblem[] {
  const refused: (readonly [Node, FoundProblem])[] = [];
  fold<Type>(root, (node, types) =>
    typeOf(node, types, dialect, (at, problem) => refused.push([node, placed(at, problem)])),
  );
  return excused(root, refused).map(([, problem]) => problem);
}

/**
 * The type of one expression, and what is wrong with it for its types.
 *
 * @param types those of its children, in their order
 */
export function typeOf(node: Node, types: readonly Type[], dialect: Dialect, report: Report): Type {
  for (const problem of missingSyntax(node, dialect))
    report(node.type === 'binary' ? operatorOf(node) : node, problem);
  switch (node.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      checkSelector(node, report);
      return 'instant vector';
    case 'range':
      checkSelector(node.selector, report);
      return 'range vector';
    case 'subquery':
      if (types[0] !== undefined && types[0] !== 'instant vector')
        report(
          node.expression,
          error('PQL002', `a subquery evaluates an instant vector, and this is ${withArticle(types[0])}`),
        );
      return 'range vector';
    case 'unary':
      if (types[0] === undefined || types[0] === 'scalar' || types[0] === 'instant vector') return types[0];
      report(
        node,
        error(
          'PQL002',
          `a sign stands before a number or an instant vector, and this is ${withArticle(types[0])}`,
        ),
      );
      return undefined;
    case 'call':
      return typeOfCall(node, types, dialect, report);
    case 'aggregation':
      return typeOfAggregation(node, types, dialect, report);
    case 'binary':
      return typeOfBinary(node, types, report);
  }
}

function checkSelector(selector: VectorSelector, report: Report): void {
  if (selector.name !== '' || selector.matchers.some((matcher) => !matchesEmpty(matcher))) return;
  report(
    selector,
    error('PQL004', 'this selector matches every series there is, which Prometheus refuses', {
      fix: 'name the metric, or a label with a value that is not empty',
    }),
  );
}

function typeOfCall(node: Call, types: readonly Type[], dialect: Dialect, report: Report): Type {
  const signature = signatureOf(node.name);
  if (signature === undefined) return undefined;
  const missing = unavailable(`function '${node.name}'`, signature, dialect);
  if (missing !== undefined) report(node, missing);
  else
    for (const { index, problem } of argumentProblems(node.name, types))
      report(node.args[index ?? -1] ?? node, problem);
  const labels = node.name === 'info' ? node.args[1] : undefined;
  if (labels !== undefined && (labels.type !== 'selector' || labels.name !== '')) {
    report(
      labels,
      error('PQL002', 'info takes labels as its second argument, such as {version!=""}, and this is none', {
        fix: 'a metric is named by {__name__="…"}',
      }),
    );
  }
  return signature.gives;
}

function typeOfAggregation(
  node: Aggregation,
  types: readonly Type[],
  dialect: Dialect,
  report: Report,
): Type {
  const { operator, parameter } = node;
  const signature = aggregationOf(operator);
  const missing = unavailable(`aggregation '${operator}'`, signature, dialect);
  if (missing !== undefined) report(node, missing);
  const vector = types.at(-1);
  if (vector !== undefined && vector !== 'instant vector')
    report(
      node.expression,
      error('PQL002', `${operator} aggregates an instant vector, and this is ${withArticle(vector)}`),
    );
  const [given] = types;
  const wanted = signature.parameter;
  if (parameter !== undefined && given !== undefined && wanted !== undefined && given !== wanted)
    report(
      parameter,
      error(
        'PQL002',
        `the parameter of ${operator} must be ${withArticle(wanted)}, and is ${withArticle(given)}`,
      ),
    );
  return 'instant vector';
}

function typeOfBinary(node: Binary, [left, right]: readonly Type[], report: Report): Type {
  const { operator, bool, matching, fill } = node;
  const thing = `'${operator}'`;
  const place = operatorOf(node);
  if (bool && !isComparison(operator)) report(place, refuse('boolOnSet', `'${operator} bool'`));
  const on = new Set(matching?.type === 'on' ? matching.labels : []);
  const repeated = new Set((matching?.group?.include ?? []).filter((label) => on.has(label)));
  for (const label of repeated)
    report(
      place,
      error('PQL020', `${thing} names '${label}' in 'on' and to be added: it is on both sides already`),
    );
  const operands = [
    [node.left, left],
    [node.right, right],
  ] as const;
  const wrong = operands.filter(([, type]) => type === 'string' || type === 'range vector');
  for (const [operand, type] of wrong)
    report(
      operand,
      error(
        'PQL002',
        `${thing} takes instant vectors and numbers, and this is ${withArticle(type ?? 'string')}`,
      ),
    );
  if (wrong.length > 0 || left === undefined || right === undefined) return undefined;
  if (left === 'instant vector' && right === 'instant vector') {
    if (matching?.group !== undefined && isSetOperator(operator)) report(place, refuse('groupOnSet', thing));
    if (fill !== undefined && isSetOperator(operator)) report(place, refuse('fillOnSet', thing));
    return 'instant vector';
  }
  if (isSetOperator(operator))
    report(place, error('PQL002', `${thing} works on sets of series, and one side is a number`));
  else if ((matching?.labels.length ?? 0) > 0)
    report(place, error('PQL020', `${thing} has one side that is a number, which has no labels to match`));
  if (fill !== undefined)
    report(
      place,
      error('PQL020', `${thing} has one side that is a number, which misses no series to fill in`),
    );
  if (left === 'scalar' && right === 'scalar') {
    if (isComparison(operator) && !bool) report(place, refuse('boolBetweenScalars', thing));
    return 'scalar';
  }
  return 'instant vector';
}
