import type { Node } from '../../src/promql/ast';

/** A tree as if it had been built: where its parts stand in a text is left out. */
export function withoutPlaces(node: Node): Node {
  // a tree is JSON but for the numbers that JSON has not, which stay as they are
  return strip(node) as Node;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'span' && key !== 'operatorSpan');
  return Object.fromEntries(kept.map(([key, each]) => [key, strip(each)]));
}
