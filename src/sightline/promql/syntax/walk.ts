import type { Binary, Node, Placed, VectorSelector } from './ast';

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

/**
 * Every part of an expression of not more than so many; none of a larger one. For what is asked at each level of an expression, which may be nested ten
 * thousand deep.
 */
export function partsOfSmall(root: Node, most = 100): readonly Node[] {
  const found: Node[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (found.length === most) return [];
    found.push(node);
    waiting.push(...childrenOf(node));
  }
  return found;
}

/** The selectors of an expression that {@link partsOfSmall} looks at. */
export function selectorsOfSmall(root: Node): readonly VectorSelector[] {
  return partsOfSmall(root).flatMap(selectorOf);
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
  return mapPlaced(root, ({ span: _, operatorSpan: __, ...rest }) => rest);
}

/** The expression with its text in the place of each of its parts, so that it can stand within others. */
export function placedIn(root: Node, text: string): Node {
  return mapPlaced(root, (part) => ({
    ...part,
    ...(part.span === undefined ? {} : { span: { ...part.span, text } }),
    ...(part.operatorSpan === undefined ? {} : { operatorSpan: { ...part.operatorSpan, text } }),
  }));
}

/** What says where it, or its operator, stands in a text. */
type WithPlaces = Placed & Partial<Pick<Binary, 'operatorSpan'>>;

/** The expression with the places changed of all that has one: expressions, the selectors of ranges, and matchers. */
function mapPlaced(root: Node, change: (part: WithPlaces) => WithPlaces): Node {
  const changed = <T extends WithPlaces>(part: T): T => change(part) as T; // only its places are others
  const changedSelector = (selector: VectorSelector): VectorSelector =>
    changed({ ...selector, matchers: selector.matchers.map(changed) });
  return fold<Node>(root, (node, children) => {
    if (node.type === 'selector') return changedSelector(node);
    if (node.type === 'range') return changed({ ...node, selector: changedSelector(node.selector) });
    return changed(withChildren(node, children));
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
