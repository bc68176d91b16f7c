import { type Node, visit } from 'yaml';

/** What each alias stands for: the last thing before it that has its anchor. */
export function anchorsIn(root: Node): ReadonlyMap<Node, Node> {
  const last = new Map<string, Node>();
  const meant = new Map<Node, Node>();
  visit(root, {
    Value: (_, node) => {
      if (node.anchor !== undefined) last.set(node.anchor, node);
    },
    Alias: (_, alias) => {
      const node = last.get(alias.source);
      if (node !== undefined) meant.set(alias, node);
    },
  });
  return meant;
}
