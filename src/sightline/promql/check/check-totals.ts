import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import type { Flow, Part } from '../flow/flow';
import { isComparison, type Binary, type FunctionName, type Node } from '../syntax/ast';
import { selectorsIn } from '../syntax/walk';
import type { Use } from './check-use';

/**
 * A share or a mean of running totals: it is about everything since the processes began, and jumps when one restarts.
 *
 * @param flowOf what is known of the result of a part of the sides
 */
export function checkDividedTotals(
  { operator, left, right }: Pick<Binary, 'operator' | 'left' | 'right'>,
  flowOf: (part: Node) => Flow,
  use: Use,
): readonly Problem[] {
  if (operator !== '/') return [];
  const areRunning = isRunningTotal(left, flowOf) && isRunningTotal(right, flowOf);
  if (!areRunning && (use === 'query' || !areNamedTotals(left, right, flowOf))) return [];
  const message =
    "both sides of '/' are counters, so the result is about everything since the processes began, and jumps when one restarts";
  return [warning('TYP112', message, { fix: 'take the rate of each side over one window' })];
}

/**
 * Two sides of which one is counted per second and the other over a window, or of all time: their quotient is no share, and changes with the length of
 * the window.
 *
 * @param flowOf what is known of the result of a part of the sides
 */
export function checkMixedTotals(
  { operator, left, right }: Pick<Binary, 'operator' | 'left' | 'right'>,
  flowOf: (part: Node) => Flow,
): readonly Problem[] {
  if (operator !== '/') return [];
  const ways = [left, right].map((side) => wayOfCounting(side, flowOf));
  const [one, other] = ways;
  if (one === undefined || other === undefined || one === other) return [];
  const message = `'/' is between ${counts[one]}, and ${counts[other]}`;
  return [warning('TYP116', message, { fix: 'take the same function over one window on both sides' })];
}

type WayOfCounting = 'rate' | 'increase' | 'total';

const counts: Readonly<Record<WayOfCounting, string>> = {
  rate: 'a rate, per second',
  increase: 'an increase, over a whole window',
  total: 'a counter, of all time',
};

/** How a side counts; undefined where it does not, or is scaled by a number, which may make up for it. */
function wayOfCounting(node: Node, flowOf: (part: Node) => Flow): WayOfCounting | undefined {
  if (node.type === 'aggregation' && node.operator === 'sum') return wayOfCounting(node.expression, flowOf);
  if (node.type === 'binary' && isComparison(node.operator) && !node.bool)
    return wayOfCounting(node.left, flowOf);
  if (node.type === 'call') {
    if (node.name === 'clamp_min') return node.args[0] && wayOfCounting(node.args[0], flowOf);
    if (node.name === 'irate') return 'rate';
    return node.name === 'rate' || node.name === 'increase' ? node.name : undefined;
  }
  return node.type === 'selector' && flowOf(node).kind === 'counter' && flowOf(node).totals !== 'rates'
    ? 'total'
    : undefined;
}

/** Whether a side is a running total, a multiple of one, or what is left of one without another, such as all requests without those that failed. */
function isRunningTotal(node: Node, flowOf: (part: Node) => Flow): boolean {
  const { kind, totals, shape } = flowOf(node);
  if (shape === 'scalar') return false;
  if (kind === 'counter') return totals !== 'rates';
  if (node.type === 'aggregation' && node.operator === 'sum') return isRunningTotal(node.expression, flowOf);
  if (node.type !== 'binary') return false;
  const { operator, left, right } = node;
  const isRunning = (side: Node): boolean => isRunningTotal(side, flowOf);
  const isNumber = (side: Node): boolean => side.type === 'number';
  if (operator === '*') return (isRunning(left) && isNumber(right)) || (isNumber(left) && isRunning(right));
  if (operator === '/') return isRunning(left) && isNumber(right);
  // the total of another time taken away from it is no total any more
  const isOfNow = selectorsIn(node).every(({ offset, at }) => offset === 0 && at === undefined);
  return (operator === '-' || operator === '+') && isOfNow && isRunning(left) && isRunning(right);
}

/** A quantile of buckets that were never made rates. */
export function checkQuantileOfTotals(name: FunctionName, { flow }: Part, use: Use): readonly Problem[] {
  // the share of all observations times their number is how many there were so far, which is another running total
  const isShareOfAll = flow.kind === 'histogram' && name === 'histogram_fraction';
  if (!isQuantile(name) || isShareOfAll || !isRunning(flow, use)) return [];
  const what = flow.kind === 'histogram' ? 'native histograms' : 'buckets';
  const message = `${name} of ${what} without rate is about everything since the processes began, and jumps when one restarts`;
  return [
    warning('TYP112', message, { fix: `take the rate of the ${what}, then add up, then take the quantile` }),
  ];
}

function isQuantile(name: FunctionName): boolean {
  return ['histogram_quantile', 'histogram_quantiles', 'histogram_fraction'].includes(name);
}

/** Of what nobody declared the name is believed where a rule is written; a part of one may be anything. */
function isRunning({ kind, namedBuckets, totals }: Flow, use: Use): boolean {
  const areNamed = kind === 'unknown' && namedBuckets === true && use !== 'query';
  return (kind === 'buckets' || kind === 'histogram' || areNamed) && totals !== 'rates';
}

/**
 * Whether two sides that nobody declared are running totals by their names, as they are exposed: the sum and the count of one histogram or summary, or
 * a part of a counter and the whole of it.
 */
function areNamedTotals(left: Node, right: Node, flowOf: (part: Node) => Flow): boolean {
  const [part, whole] = [exposedName(left, flowOf), exposedName(right, flowOf)];
  if (part === undefined || whole === undefined) return false;
  if (part.endsWith('_sum')) return whole === part.replace(/_sum$/, '_count');
  return part === whole ? /_(?:total|count)$/.test(part) : whole === part.replace(/_bucket$/, '_count');
}

/** The name of the one series that a side adds up, is, or is a multiple of. */
function exposedName(node: Node, flowOf: (part: Node) => Flow): string | undefined {
  if (node.type === 'binary') {
    const { operator, left, right } = node;
    if (operator === '*' && left.type === 'number') return exposedName(right, flowOf);
    return (operator === '*' || operator === '/') && right.type === 'number'
      ? exposedName(left, flowOf)
      : undefined;
  }
  const inner: Node = node.type === 'aggregation' && node.operator === 'sum' ? node.expression : node;
  if (flowOf(node).kind !== 'unknown' || inner.type !== 'selector' || inner.name.includes(':'))
    return undefined;
  return inner.name;
}
