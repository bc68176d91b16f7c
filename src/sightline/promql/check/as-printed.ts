import { parse } from '../parse/parse';
import { print } from '../print/print';
import type { Node, Placed, VectorSelector } from '../syntax/ast';
import { allFeatures, newestVersion } from '../syntax/dialect';
import { fold, nodesIn, placedIn, withChildren } from '../syntax/walk';

/** Reads whatever can be printed. */
const everything = { version: newestVersion, features: allFeatures };

/**
 * An expression in which each part that was built has its place in the text that is printed for it, so that a problem can show it. What was
 * read from a text keeps its place there.
 */
export function asPrinted(root: Node): Node {
  const text = print(root);
  const read = parse(text, everything).node;
  if (read === undefined) return root;
  const twins = nodesIn(placedIn(read, text));
  const all = nodesIn(root);
  if (all.length !== twins.length || all.some(({ type }, index) => type !== twins[index]?.type)) return root;
  let index = 0;
  return fold<Node>(root, (node, children) => {
    const twin = twins[index++];
    return twin === undefined ? node : placeOne(withChildren(node, children), twin);
  });
}

/** A part in the place of its twin. */
function placeOne(node: Node, twin: Node): Node {
  if (node.type === 'selector' && twin.type === 'selector') return placeSelector(node, twin);
  const same = at(node, twin);
  if (same.type === 'range' && twin.type === 'range')
    return { ...same, selector: placeSelector(same.selector, twin.selector) };
  if (same.type !== 'binary' || twin.type !== 'binary' || twin.operatorSpan === undefined) return same;
  return same.operatorSpan === undefined ? { ...same, operatorSpan: twin.operatorSpan } : same;
}

function placeSelector(selector: VectorSelector, twin: VectorSelector): VectorSelector {
  const matchers = selector.matchers.map((matcher, index) => at(matcher, twin.matchers[index] ?? {}));
  return { ...at(selector, twin), matchers };
}

function at<T extends Placed>(part: T, { span }: Placed): T {
  return part.span !== undefined || span === undefined ? part : { ...part, span };
}
