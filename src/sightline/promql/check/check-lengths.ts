import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { printLength } from '../print/print-length';
import type { Node } from '../syntax/ast';
import { instant, millisecondsOf, type Length } from '../syntax/length';
import type { Use } from './check-use';
import { placed, type FoundProblem } from './found';

/** What Prometheus keeps a duration in: 64 bits of nanoseconds, here in milliseconds. */
const longest = 2 ** 63 / 1e6;

/**
 * Calculated lengths of an expression that are none: Prometheus reads them, and fails at each evaluation. What depends on the query is known
 * in a rule, which is evaluated at one instant.
 */
export function checkLengths(node: Node, use: Use): readonly FoundProblem[] {
  return [...coarseStep(node), ...wrongLengths(node, use)];
}

/** A subquery that looks at most once into its window: between two of its steps it is empty. */
function coarseStep(node: Node): readonly FoundProblem[] {
  if (node.type !== 'subquery' || typeof node.step !== 'number' || typeof node.window !== 'number') return [];
  if (node.step <= node.window || node.window <= 0) return [];
  const message = `the step of the subquery (${printLength(node.step)}) is longer than its window (${printLength(node.window)}): its moments are multiples of the step, so that most of the time none is in it`;
  return [
    placed(node, warning('PQL008', message, { fix: 'take a step that fits into the window several times' })),
  ];
}

function wrongLengths(node: Node, use: Use): readonly FoundProblem[] {
  return lengthsOf(node).flatMap(({ what, length, positive }) => {
    const problem = lengthProblem(what, length, positive, use);
    return problem === undefined ? [] : [placed(node, problem)];
  });
}

interface LengthOf {
  readonly what: string;
  readonly length: Length;
  readonly positive: boolean;
}

function lengthsOf(node: Node): readonly LengthOf[] {
  switch (node.type) {
    case 'selector':
      return [{ what: 'the offset', length: node.offset, positive: false }];
    case 'range':
      return [{ what: 'the window', length: node.window, positive: true }, ...lengthsOf(node.selector)];
    case 'subquery':
      return [
        { what: 'the window', length: node.window, positive: true },
        ...(node.step === undefined ? [] : [{ what: 'the step', length: node.step, positive: true }]),
        { what: 'the offset', length: node.offset, positive: false },
      ];
    default:
      return [];
  }
}

function lengthProblem(what: string, length: Length, positive: boolean, use: Use): Problem | undefined {
  // most are literals, which the parser has looked at
  if (typeof length === 'number' && (!positive || length > 0)) return undefined;
  const milliseconds = millisecondsOf(length, use !== 'query' ? instant : undefined);
  if (milliseconds === undefined) return undefined;
  if (!Number.isFinite(milliseconds))
    return error('PQL008', `${what} is no duration: it is divided by 0, or endless; evaluation fails`);
  if (Math.abs(milliseconds) > longest)
    return error('PQL008', `${what} is longer than 292 years: evaluation fails`);
  if (!positive || milliseconds > 0) return undefined;
  const asksQuery = millisecondsOf(length) === undefined;
  return error(
    'PQL008',
    `${what} must be longer than 0, and is ${milliseconds / 1000} s${asksQuery ? ' in a rule' : ''}: evaluation fails`,
    asksQuery
      ? { fix: 'write a duration: a rule is evaluated at one instant, where step() and range() are 0' }
      : {},
  );
}
