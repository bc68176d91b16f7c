import { defined } from '../../problem/defined';
import type { Node } from '../syntax/ast';
import { fold } from '../syntax/walk';
import { aggregationFlow } from './aggregation-flow';
import { binaryFlow } from './binary-flow';
import { callFlow } from './call-flow';
import { overWindow, partsOf, scalar, text, unknownFlow, type Flow } from './flow';
import { nothingKnown, type KnownMetrics } from './known-metrics';
import { asStated } from './labels';
import { selectorFlow } from './selector-flow';

/**
 * What is known of the result of an expression whose types are right: its type, what its samples mean, its labels. Metrics that nobody knows
 * may be anything.
 *
 * @param metrics what is known of metrics
 */
export function infer(root: Node, metrics: KnownMetrics = nothingKnown): Flow {
  return fold<Flow>(root, (node, flows) => flowOf(node, flows, metrics));
}

/**
 * What is known of one expression from what is known of its children.
 *
 * @param flows those of its children, in their order
 */
export function flowOf(node: Node, flows: readonly Flow[], metrics: KnownMetrics): Flow {
  const flow = inferredFlow(node, flows, metrics);
  return node.stated === undefined ? flow : { ...flow, labels: asStated(flow.labels, node.stated) };
}

function inferredFlow(node: Node, flows: readonly Flow[], metrics: KnownMetrics): Flow {
  const [first = unknownFlow, second = unknownFlow] = flows;
  switch (node.type) {
    case 'number':
      return { ...scalar, value: node.value };
    case 'string':
      return text;
    case 'selector':
      return selectorFlow(node, metrics);
    case 'range':
      return overWindow(selectorFlow(node.selector, metrics));
    case 'subquery':
      return overWindow(first);
    case 'unary':
      return signFlow(node.operator, first);
    case 'call':
      return callFlow(node.name, partsOf(node.args, flows));
    case 'aggregation':
      return aggregationFlow(node, node.parameter === undefined ? first : second);
    case 'binary':
      return binaryFlow(node, first, second);
  }
}

/** A sign before an expression: what was a counter is none any more. */
function signFlow(operator: '+' | '-', input: Flow): Flow {
  if (operator === '+') return input;
  const { totals, quantile: _, value, ...rest } = input;
  const kind = ['gauge', 'histogram', 'unknown'].includes(input.kind) ? input.kind : 'sample';
  return {
    ...rest,
    kind,
    // the sign of its counts does not make rates of a histogram running totals
    ...(kind === 'histogram' ? defined({ totals }) : {}),
    ...(value === undefined ? {} : { value: -value }),
  };
}
