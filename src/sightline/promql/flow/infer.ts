import type { Problem } from '../../problem/problem';
import type { Node, Placed, VectorSelector } from '../syntax/ast';
import { callFlow } from './flow-call';
import { comparedTotals, joinFlow } from './flow-binary';
import {
  aggregationFlow,
  overWindow,
  scalar,
  signFlow,
  text,
  unknownFlow,
  type Flow,
  type Part,
} from './flow';
import { selectorProblems } from './flow-selector';
import type { KnownMetrics } from './known-metrics';
import { matched } from './labels';
import { fold } from '../syntax/walk';

/** What is known of an expression, and what is surely wrong with it given its metrics. */
export interface Inferred {
  readonly flow: Flow;
  readonly problems: readonly (Problem & Placed)[];
}

/**
 * What is known of the result of an expression whose types are right: its type, what its samples mean, its labels; and what is wrong
 * with it: labels that are not there, values that never occur, sides that never meet, rates of what was added up. Metrics that nobody
 * knows may be anything, and nothing is held against them.
 *
 * @param metrics what is known of metrics
 */
export function infer(root: Node, metrics: KnownMetrics = new Map()): Inferred {
  const problems: (Problem & Placed)[] = [];
  const keep = ({ span }: Placed, found: readonly (Problem & Placed)[]): void => {
    for (const problem of found) problems.push(span === undefined ? problem : { span, ...problem });
  };
  const flow = fold<Flow>(root, (node, flows) => flowOf(node, flows, metrics, keep));
  return { flow, problems };
}

type Keep = (place: Placed, found: readonly (Problem & Placed)[]) => void;

function flowOf(node: Node, flows: readonly Flow[], metrics: KnownMetrics, keep: Keep): Flow {
  const [first = unknownFlow, second = unknownFlow] = flows;
  switch (node.type) {
    case 'number':
      return scalar;
    case 'string':
      return text;
    case 'selector':
      return selectorFlow(node, metrics, keep);
    case 'range':
      return overWindow(selectorFlow(node.selector, metrics, keep));
    case 'subquery':
      return overWindow(first);
    case 'unary':
      return signFlow(node.operator, first);
    case 'call': {
      const { flow, problems } = callFlow(node.name, partsOf(node.args, flows));
      keep(node, problems);
      return flow;
    }
    case 'aggregation': {
      const input = node.parameter === undefined ? first : second;
      const { flow, problems } = aggregationFlow(node.operator, input, node.grouping, node.parameter);
      keep(node, problems);
      return flow;
    }
    case 'binary': {
      const place: Placed = node.operatorSpan === undefined ? node : { span: node.operatorSpan };
      const { flow, problems } = joinFlow(node, first, second);
      const sides = partsOf([node.left, node.right], flows);
      keep(place, [...problems, ...comparedTotals(node.operator, sides)]);
      return flow;
    }
  }
}

function partsOf(nodes: readonly Node[], flows: readonly Flow[]): readonly Part[] {
  return nodes.map((node, index) => ({ node, flow: flows[index] ?? unknownFlow }));
}

function selectorFlow(selector: VectorSelector, metrics: KnownMetrics, keep: Keep): Flow {
  const known = metrics.get(selector.name);
  if (known === undefined) return { ...unknownFlow, labels: matched(unknownFlow.labels, selector.matchers) };
  keep(selector, selectorProblems(selector, known));
  const { labels, domains: _, buckets: __, own: ___, ...meaning } = known;
  const narrowed = matched(labels, selector.matchers);
  // one bucket alone is a counter
  const kind = meaning.kind === 'buckets' && narrowed.values?.has('le') === true ? 'counter' : meaning.kind;
  return { ...meaning, kind, shape: 'instant vector', labels: narrowed };
}
