import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import type { Flow, Part } from '../flow/flow';
import type { BinaryOperator, FunctionName, Node } from '../syntax/ast';
import type { Use } from './check-use';

/** A share or a mean of running totals: it is about everything since the processes began, and jumps when one restarts. */
export function checkDividedTotals(
  operator: BinaryOperator,
  [left, right]: readonly Part[],
  use: Use,
): readonly Problem[] {
  if (operator !== '/' || left === undefined || right === undefined) return [];
  const areCounters = [left, right].every(
    ({ flow: { kind, totals } }) => kind === 'counter' && totals !== 'rates',
  );
  if (!areCounters && (use === 'query' || !isNamedMean(left, right))) return [];
  const message =
    "both sides of '/' are counters, so the result is about everything since the processes began, and jumps when one restarts";
  return [warning('TYP112', message, { fix: 'take the rate of each side over one window' })];
}

/** A quantile of buckets that were never made rates. */
export function checkQuantileOfTotals(name: FunctionName, { flow }: Part, use: Use): readonly Problem[] {
  if (!isQuantile(name) || !isRunning(flow, use)) return [];
  const message = `${name} of buckets without rate is about everything since the processes began, and jumps when one restarts`;
  return [
    warning('TYP112', message, { fix: 'take the rate of the buckets, then add up, then take the quantile' }),
  ];
}

function isQuantile(name: FunctionName): boolean {
  return ['histogram_quantile', 'histogram_quantiles', 'histogram_fraction'].includes(name);
}

/** Of what nobody declared the name is believed where a rule is written; a part of one may be anything. */
function isRunning({ kind, namedBuckets, totals }: Flow, use: Use): boolean {
  const areNamed = kind === 'unknown' && namedBuckets === true && use !== 'query';
  return (kind === 'buckets' || areNamed) && totals !== 'rates';
}

/** Whether two sides that nobody declared are the sum and the count of one histogram or summary, by their names, as they are exposed. */
function isNamedMean(left: Part, right: Part): boolean {
  const [sum, count] = [exposedName(left), exposedName(right)];
  return sum !== undefined && sum.endsWith('_sum') && count === sum.replace(/_sum$/, '_count');
}

/** The name of the one series that a side adds up, or is. */
function exposedName({ node, flow }: Part): string | undefined {
  const inner: Node = node.type === 'aggregation' && node.operator === 'sum' ? node.expression : node;
  if (flow.kind !== 'unknown' || inner.type !== 'selector' || inner.name.includes(':')) return undefined;
  return inner.name;
}
