import * as fc from '../../fast-check';
import {
  isComparison,
  isSetOperator,
  type Fill,
  type Length,
  type Node,
  type VectorSelector,
} from '../../../src/sightline/promql/syntax/ast';
import type { LengthOperator } from '../../../src/sightline/promql/syntax/length';
import { signatureOf } from '../../../src/sightline/promql/syntax/catalogue';
import { fold, withChildren } from '../../../src/sightline/promql/syntax/walk';
import { expressions } from './expressions';
import { random, type Random } from './random';

/** Expressions that Prometheus 3.16 accepts with every feature: those of 2.42, with what came since put into them at random. */
export const recentExpressions: fc.Arbitrary<Node> = fc
  .tuple(expressions, fc.integer({ min: 1, max: 2 ** 31 - 1 }))
  .map(([node, seed]) => modernised(node, random(seed)));

/** Whether an expression is surely a number. */
export function isScalar(node: Node): boolean {
  return fold<boolean>(node, (each, [first = false, second = false]) => {
    if (each.type === 'unary') return first;
    if (each.type === 'binary') return first && second;
    return each.type === 'number' || (each.type === 'call' && signatureOf(each.name)?.gives === 'scalar');
  });
}

function modernised(root: Node, choices: Random): Node {
  return fold<Node>(root, (node, children) => {
    const same = withChildren(node, children);
    switch (same.type) {
      case 'selector':
        return withEdges(same, choices);
      case 'range':
        return {
          ...same,
          selector: withEdges(same.selector, choices),
          window: window(choices, same.window),
        };
      case 'subquery':
        return {
          ...same,
          window: window(choices, same.window),
          offset: moved(choices, same.offset),
          ...(same.step === undefined ? {} : { step: window(choices, same.step) }),
        };
      case 'binary': {
        const operator =
          isComparison(same.operator) && !same.bool && choices.chance(0.3)
            ? choices.pick(['</', '>/'] as const)
            : same.operator;
        const canFill = !isSetOperator(operator) && !isScalar(same.left) && !isScalar(same.right);
        return { ...same, operator, ...(canFill && choices.chance(0.4) ? { fill: fill(choices) } : {}) };
      }
      default:
        return same;
    }
  });
}

function withEdges(selector: VectorSelector, choices: Random): VectorSelector {
  return {
    ...selector,
    offset: moved(choices, selector.offset),
    ...(choices.chance(0.3) ? { edges: choices.pick(['anchored', 'smoothed'] as const) } : {}),
  };
}

/** Of what is endless Prometheus can't give the tree. */
function fill({ pick, chance }: Random): Fill {
  const [left, right] = [pick([0, 1, -2.5]), pick([0, 7, 1e-9])];
  if (chance(0.3)) return { left, right: left };
  return chance(0.5) ? { left, right } : chance(0.5) ? { left } : { right };
}

function window(choices: Random, length: Length): Length {
  return choices.chance(0.5) ? calculation(choices, 3) : length;
}

function moved(choices: Random, length: Length): Length {
  return choices.chance(0.2) ? calculation(choices, 2) : length;
}

const operators: readonly LengthOperator[] = ['+', '-', '*', '/', '%', '^', 'max_of', 'min_of'];

/** A length that is surely none by itself. */
function calculation(choices: Random, depth: number): Length {
  const { pick, below } = choices;
  switch (below(4)) {
    case 0:
      return { type: pick(['step', 'range']) };
    case 1: {
      const length = calculation(choices, depth - 1);
      return { type: 'negated', length };
    }
    default:
      return {
        type: 'operation',
        operator: pick(operators),
        left: part(choices, depth),
        right: part(choices, depth),
      };
  }
}

function part(choices: Random, depth: number): Length {
  const { pick, chance } = choices;
  if (depth > 0 && chance(0.6)) return calculation(choices, depth - 1);
  return pick<Length>([
    60_000,
    1,
    -300_000,
    5_400_000,
    { type: 'number', value: 2 },
    { type: 'number', value: -0.5 },
    { type: 'number', value: 1e-3 },
  ]);
}
