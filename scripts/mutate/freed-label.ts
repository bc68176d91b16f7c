import { isSetOperator, type Node } from '../../src/sightline/promql/syntax/ast';
import type { Change } from './change';
import { isMatchedBy, isScalar, keepsLabels, keptLabel } from './kept-label';

/**
 * What a change to a part is to the whole. Series that a dropped matcher lets in find no partner where the other side of an operator still has the
 * matcher: then the mutant does the same.
 *
 * @param node what the part is in
 * @param place which of its parts
 */
export function seenFrom<T>(node: Node, place: number, { freed, ...change }: Change<T>): Change<T> {
  if (freed === undefined) return change;
  switch (node.type) {
    case 'subquery':
      return { ...change, freed };
    case 'call':
      return keepsLabels(node) ? { ...change, freed } : change;
    case 'binary': {
      const other = place === 0 ? node.right : node.left;
      if (isScalar(other)) return { ...change, freed };
      const isGuard =
        isMatchedBy(node.matching, freed.label) &&
        keptLabel(other, freed.label) === freed.value &&
        node.operator !== 'or' &&
        (node.operator !== 'unless' || place === 1);
      if (isGuard) {
        const why = `the other side of ${node.operator} has ${freed.label}="${freed.value}", and both are matched by it`;
        return { ...change, why };
      }
      // what comes in on the left, or on either side of or, goes on
      const goesOn = node.operator === 'or' || (isSetOperator(node.operator) && place === 0);
      return goesOn ? { ...change, freed } : change;
    }
    default:
      return change;
  }
}
