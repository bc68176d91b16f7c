import type { Problem } from '../../problem/problem';
import { isTrim, type Node } from '../syntax/ast';
import { arrivals, unavailable, type Availability } from '../syntax/availability';
import type { Dialect } from '../syntax/dialect';
import type { DurationExpression, Length } from '../syntax/length';

/** What of the language itself a Prometheus does not have, of one expression without what it is made of. */
export function missingSyntax(node: Node, dialect: Dialect): readonly Problem[] {
  if (isOld(node)) return [];
  const missing = (thing: string, what: Availability): readonly Problem[] => {
    const problem = unavailable(thing, what, dialect);
    return problem === undefined ? [] : [problem];
  };
  const lengths = (...given: readonly (Length | undefined)[]): readonly Problem[] =>
    given.flatMap((length) => (typeof length === 'object' ? firstOf(length, missing) : []));
  switch (node.type) {
    case 'selector':
      return [
        ...(node.edges === undefined ? [] : missing(`'${node.edges}'`, arrivals.edges)),
        ...lengths(node.offset),
      ];
    case 'range':
      return [...missingSyntax(node.selector, dialect), ...lengths(node.window)];
    case 'subquery':
      return lengths(node.window, node.step, node.offset);
    case 'binary':
      return [
        ...(isTrim(node.operator) ? missing(`operator '${node.operator}'`, arrivals.trim) : []),
        ...(node.fill === undefined ? [] : missing("'fill'", arrivals.fill)),
      ];
    default:
      return [];
  }
}

/** Whether there is nothing in an expression that came after 2.42: of most there is nothing to look up. */
function isOld(node: Node): boolean {
  switch (node.type) {
    case 'selector':
      return node.edges === undefined && typeof node.offset === 'number';
    case 'range':
      return typeof node.window === 'number' && isOld(node.selector);
    case 'subquery':
      return [node.window, node.step, node.offset].every((length) => typeof length !== 'object');
    case 'binary':
      return node.fill === undefined && !isTrim(node.operator);
    default:
      return true;
  }
}

/** Whether a length stands in parentheses behind a sign that is not its own. */
function isLiteral(length: Length): boolean {
  return typeof length === 'number' || length.type === 'number';
}

type Missing = (thing: string, what: Availability) => readonly Problem[];

/** The first thing of a calculated length that is missing: the others come from the same version or feature. */
function firstOf(length: DurationExpression, missing: Missing): readonly Problem[] {
  const inner = (part: Length): readonly Problem[] =>
    typeof part === 'number' ? [] : firstOf(part, missing);
  switch (length.type) {
    case 'number':
      return missing('a calculated duration', arrivals.calculation);
    case 'step':
    case 'range':
      return missing(`'${length.type}()' as a duration`, arrivals[length.type]);
    case 'negated':
      // a sign has always been able to stand before a call
      return isLiteral(length.length)
        ? missing('a calculated duration', arrivals.calculation)
        : inner(length.length);
    case 'operation': {
      const isCall = length.operator === 'max_of' || length.operator === 'min_of';
      const own = isCall
        ? missing(`'${length.operator}()' as a duration`, arrivals.greatest)
        : missing('a calculated duration', arrivals.calculation);
      return [...own, ...inner(length.left), ...inner(length.right)].slice(0, 1);
    }
  }
}
