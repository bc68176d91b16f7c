import type { Node, Placed, VectorSelector } from './ast';

/** The expressions right below one, from left to right. The selector of a range is a part of it, and no child. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'number':
    case 'string':
    case 'selector':
    case 'range':
      return [];
    case 'subquery':
    case 'unary':
      return [node.expression];
    case 'call':
      return node.args;
    case 'aggregation':
      return node.parameter === undefined ? [node.expression] : [node.parameter, node.expression];
    case 'binary':
      return [node.left, node.right];
  }
}

/**
 * Works out something for an expression from the same of its children, from the leaves to the root. A sum of ten thousand terms is a tree of
 * ten thousand levels, so that a function that calls itself would run out of stack.
 *
 * @param combine what is worked out for one expression; `children` are in the order of {@link childrenOf}
 */
export function fold<T>(root: Node, combine: (node: Node, children: readonly T[]) => T): T {
  const order: Node[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    order.push(node);
    for (const child of childrenOf(node)) waiting.push(child);
  }
  // each before its children, the last child first: backwards, the children of each are the last that were worked out
  const results: T[] = [];
  for (let index = order.length - 1; index >= 0; index--) {
    const node = order[index] as Node; // within the list
    const count = childrenOf(node).length;
    results.push(combine(node, count === 0 ? [] : results.splice(results.length - count)));
  }
  return results[0] as T; // of the root
}

/** The expression with other children, as many as it has and in their order. */
export function withChildren(node: Node, children: readonly Node[]): Node {
  const [first = node, second = node] = children;
  switch (node.type) {
    case 'number':
    case 'string':
    case 'selector':
    case 'range':
      return node;
    case 'subquery':
    case 'unary':
      return { ...node, expression: first };
    case 'call':
      return { ...node, args: children };
    case 'aggregation':
      return node.parameter === undefined
        ? { ...node, expression: first }
        : { ...node, parameter: first, expression: second };
    case 'binary':
      return { ...node, left: first, right: second };
  }
}

/** Every expression within one, itself included; each after its children, from left to right. */
export function nodesIn(root: Node): readonly Node[] {
  const all: Node[] = [];
  fold(root, (node) => void all.push(node));
  return all;
}

/** Every selector in an expression, from left to right. */
export function selectorsIn(root: Node): readonly VectorSelector[] {
  return nodesIn(root).flatMap(selectorOf);
}

/** The selector that an expression is, or whose samples it takes; none for any other. */
export function selectorOf(node: Node): readonly VectorSelector[] {
  if (node.type === 'selector') return [node];
  return node.type === 'range' ? [node.selector] : [];
}

/** The expression as if it had been built: without the places in the text that it was read from. */
export function withoutPlaces(root: Node): Node {
  const bare = <T extends Placed>({ span: _, ...rest }: T): Omit<T, 'span'> => rest;
  const selectorOf = (selector: VectorSelector): VectorSelector => ({
    ...bare(selector),
    matchers: selector.matchers.map(bare),
  });
  return fold<Node>(root, (node, children) => {
    if (node.type === 'selector') return selectorOf(node);
    if (node.type === 'range') return { ...bare(node), selector: selectorOf(node.selector) };
    const same = withChildren(node, children);
    if (same.type !== 'binary') return bare(same) as Node; // what is left of a node without its place is that node
    const { operatorSpan: _, ...rest } = same;
    return bare(rest);
  });
}

/** The expression with its text in the place of each of its parts, so that it can stand within others. */
export function placedIn(root: Node, text: string): Node {
  const within = <T extends Placed>(part: T): T =>
    part.span === undefined ? part : { ...part, span: { ...part.span, text } };
  const selectorOf = (selector: VectorSelector): VectorSelector => ({
    ...within(selector),
    matchers: selector.matchers.map(within),
  });
  return fold<Node>(root, (node, children) => {
    if (node.type === 'selector') return selectorOf(node);
    if (node.type === 'range') return { ...within(node), selector: selectorOf(node.selector) };
    const same = within(withChildren(node, children));
    return same.type === 'binary' && same.operatorSpan !== undefined
      ? { ...same, operatorSpan: { ...same.operatorSpan, text } }
      : same;
  });
}

/** The expression with each of its selectors replaced. */
export function mapSelectors(root: Node, change: (selector: VectorSelector) => VectorSelector): Node {
  return fold<Node>(root, (node, children) => {
    if (node.type === 'selector') return change(node);
    if (node.type === 'range') return { ...node, selector: change(node.selector) };
    return withChildren(node, children);
  });
}
