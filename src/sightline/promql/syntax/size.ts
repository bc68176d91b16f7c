import { sideTable } from '../../problem/side-table';
import type { Node } from './ast';
import { isBareOperation } from './precedence';
import { childrenOf } from './walk';

/** A larger tree is none that anybody wrote: it is most often one that was built into itself again and again, each time twice as large. */
export const mostNodes = 200_000;

/** Expressions within expressions: the most that there are. A person nests ten, and a stack is not endless. */
export const deepest = 400;

/** How large a tree is. */
interface Size {
  readonly nodes: number;
  readonly depth: number;
}

/** The sizes of trees that others may be built from. */
const sizes = sideTable<Size>();

/** Why a tree is too large to be worked with, in a sentence; undefined where it is not. */
export function tooLarge(root: Node): string | undefined {
  const size = sizeOf(root);
  if (size === undefined || size.nodes > mostNodes) return `an expression has more than ${mostNodes} parts`;
  return size.depth > deepest ? `more than ${deepest} expressions stand within each other` : undefined;
}

/** The size of a tree, undefined where nobody counts so far. What others were built from before has been counted. */
function sizeOf(root: Node): Size | undefined {
  const unknown = [root];
  for (let index = 0; index < unknown.length; index++) {
    if (index > mostNodes) return undefined;
    const node = unknown[index] as Node; // within the list
    if (sizes.has(node)) continue;
    for (const child of childrenOf(node)) unknown.push(child);
  }
  // each stands behind what it is a part of
  for (const node of unknown.reverse()) if (!sizes.has(node)) sizes.set(node, sizeFromChildren(node));
  return sizes.get(root);
}

function sizeFromChildren(node: Node): Size {
  let nodes = 1;
  let depth = 0;
  for (const child of childrenOf(node)) {
    const size = sizes.get(child) ?? { nodes: 1, depth: 0 };
    nodes += size.nodes;
    // a chain of operators is a list, however long it is
    const isChained = node.type === 'binary' && child === node.left && isBareOperation(node, 'left');
    depth = Math.max(depth, size.depth + (isChained ? 0 : 1));
  }
  return { nodes: Math.min(nodes, mostNodes + 1), depth };
}
