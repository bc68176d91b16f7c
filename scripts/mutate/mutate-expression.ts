import type { Node, VectorSelector } from '../../src/sightline/promql/syntax/ast';
import { childrenOf, withChildren } from '../../src/sightline/promql/syntax/walk';
import type { Change } from './change';
import { seenFrom } from './freed-label';
import { changesOfAggregation } from './mutate-aggregation';
import { changesOfBinary } from './mutate-binary';
import { changesOfCall } from './mutate-call';
import { changesOfNumber } from './mutate-number';
import { changesOfSelector } from './mutate-selector';
import { changesOfWindow } from './mutate-window';

/** All that one change makes of an expression: of its root, and of each part. */
export function changesOf(node: Node): readonly Change<Node>[] {
  const children = childrenOf(node);
  return [
    ...changesOfRoot(node),
    ...children.flatMap((child, place) =>
      changesOf(child).map((part) => ({
        ...seenFrom(node, place, part),
        result: withChildren(
          node,
          children.map((each, index) => (index === place ? part.result : each)),
        ),
      })),
    ),
  ];
}

function changesOfRoot(node: Node): readonly Change<Node>[] {
  switch (node.type) {
    case 'number':
      return changesOfNumber(node.value).map(({ change, result: value }) => ({
        change,
        result: { ...node, value },
      }));
    case 'selector':
      return changesOfSelector(node);
    case 'range':
      return [
        ...changesOfSelector(node.selector).map((each: Change<VectorSelector>) => ({
          ...each,
          result: { ...node, selector: each.result },
        })),
        ...changesOfWindow(node.window, `[window] of ${node.selector.name}`).map(({ change, result }) => ({
          change,
          result: { ...node, window: result },
        })),
      ];
    case 'subquery':
      return [
        ...changesOfWindow(node.window, '[window:] of a subquery').map(({ change, result }) => ({
          change,
          result: { ...node, window: result },
        })),
        ...(node.step === undefined ? [] : changesOfWindow(node.step, '[:step] of a subquery')).map(
          ({ change, result }) => ({ change, result: { ...node, step: result } }),
        ),
      ];
    case 'call':
      return changesOfCall(node);
    case 'aggregation':
      return changesOfAggregation(node);
    case 'binary':
      return changesOfBinary(node);
    case 'string':
    case 'unary':
      return [];
  }
}
