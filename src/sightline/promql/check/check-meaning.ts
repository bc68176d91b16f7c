import { aggregationFlow } from '../flow/aggregation-flow';
import { vectorOf } from '../flow/call-flow';
import { partsOf, unknownFlow, type Flow } from '../flow/flow';
import type { KnownMetrics } from '../flow/known-metrics';
import type { Aggregation, Node } from '../syntax/ast';
import type { Dialect } from '../syntax/dialect';
import { seriesName } from '../syntax/series-name';
import { checkAggregation } from './check-aggregation';
import { aggregationArguments, callArguments } from './check-arguments';
import { checkCall } from './check-call';
import { checkFloatsOnly, checkHistogramOperands } from './check-histograms';
import { smoothedUpToNow, unreadableEdges } from './check-edges';
import { checkLengths } from './check-lengths';
import { checkMatchers } from './check-matchers';
import { checkMatching, checkUnion } from './check-matching';
import { checkPartners } from './check-partners';
import { checkShare } from './check-share';
import { checkStated } from './check-stated';
import { checkDividedTotals, checkMixedTotals } from './check-totals';
import { checkTrim } from './check-trim';
import { checkComparedTotals, checkUnits } from './check-units';
import type { Use } from './check-use';
import { allPlaced, operatorOf, type FoundProblem } from './found';
import { checkBoth } from './range/check-both';
import { checkNever } from './range/check-never';

/** What is known around an expression. */
export interface Surroundings {
  readonly metrics: KnownMetrics;
  readonly dialect: Dialect;
  readonly use: Use;

  /** Whether what nobody has declared may be anybody's. */
  readonly open: boolean;

  /** Whether a part that the expression is made of, or itself, reads series that somebody here has declared. */
  readonly readsOurs: (part: Node) => boolean;

  /** What is known of the result of each part that the expression is made of. */
  readonly flowOf: (part: Node) => Flow;
}

/**
 * What is wrong with one expression of the right type, without what is wrong with its children.
 *
 * @param flows what is known of its children, in their order
 * @param flow what is known of its result
 */
export function meaningProblems(
  node: Node,
  flows: readonly Flow[],
  flow: Flow,
  { metrics, dialect, use, open, readsOurs, flowOf }: Surroundings,
): readonly FoundProblem[] {
  const found = [...checkLengths(node, use), ...checkStated(node, flow)];
  const [first = unknownFlow, second = unknownFlow] = flows;
  const ofOthers = open && !readsOurs(node);
  switch (node.type) {
    case 'number':
    case 'string':
    case 'unary':
    case 'subquery':
      return found;
    case 'selector':
    case 'range': {
      const selector = node.type === 'range' ? node.selector : node;
      const matchers = checkMatchers(selector, metrics.get(seriesName(selector)), dialect);
      return [...allPlaced(selector, matchers), ...found, ...(use !== 'query' ? smoothedUpToNow(node) : [])];
    }
    case 'call': {
      const args = partsOf(node.args, flows);
      return [
        ...allPlaced(node, [
          ...checkCall(node.name, args, use),
          ...checkFloatsOnly(node.name, vectorOf(args)?.flow ?? unknownFlow),
        ]),
        ...found,
        ...callArguments(node, dialect),
        ...unreadableEdges(node),
      ];
    }
    case 'aggregation': {
      const input = node.parameter === undefined ? first : second;
      return [
        ...allPlaced(node, [
          ...checkAggregation(node, input, flow, metrics),
          ...checkFloatsOnly(node.operator, input),
        ]),
        ...unionBelow(node, flowOf, ofOthers),
        ...found,
        ...aggregationArguments(node, dialect),
      ];
    }
    case 'binary': {
      const sides = partsOf([node.left, node.right], flows);
      const apart = checkMatching(node, first, second);
      const problems = [
        ...checkTrim(node, first, second),
        ...checkHistogramOperands(node.operator, first, second),
        ...apart,
        // what never meets needs no partner
        ...(apart.length > 0 ? [] : checkPartners(node, sides, metrics)),
        // series and the sign that there are none do not get into each other's way
        ...(isAbsence(node.left) ? [] : checkUnion(node, first, second, ofOthers)),
        // what never meets has no share
        ...(apart.length > 0 ? [] : checkShare(node, metrics)),
        ...(apart.length > 0 ? [] : checkDividedTotals(node, flowOf, use)),
        ...(apart.length > 0 ? [] : checkMixedTotals(node, flowOf)),
        ...checkUnits(node, first, second),
        ...checkComparedTotals(node.operator, sides),
        ...checkNever(node, sides, metrics),
        ...checkBoth(node, first, second, metrics),
      ];
      return [...allPlaced(operatorOf(node), problems), ...found];
    }
  }
}

function isAbsence(node: Node): boolean {
  return node.type === 'call' && (node.name === 'absent' || node.name === 'absent_over_time');
}

/** What is wrong with a union that is aggregated at once: only the labels that are left of each side count. */
function unionBelow(
  node: Aggregation,
  flowOf: (part: Node) => Flow,
  ofOthers: boolean,
): readonly FoundProblem[] {
  const { expression } = node;
  if (expression.type !== 'binary' || expression.operator !== 'or') return [];
  const left = aggregationFlow(node, flowOf(expression.left));
  const right = aggregationFlow(node, flowOf(expression.right));
  return allPlaced(operatorOf(expression), checkUnion(expression, left, right, ofOthers));
}
