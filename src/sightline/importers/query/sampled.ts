import { printLine } from '../../promql/print/print';
import { printLength } from '../../promql/print/print-length';
import type { Node, Subquery, VectorSelector } from '../../promql/syntax/ast';
import type { Length } from '../../promql/syntax/length';
import { withoutGuards } from './guards';

/** The samples of a gauge in a window: how many there are, what they add up to, or their mean. */
export interface Sampled {
  readonly of: 'count' | 'sum' | 'mean';
  readonly selector: VectorSelector;

  /** The comparison that samples are counted by. @default - the samples themselves */
  readonly condition?: Condition;

  /** How the series are put together. @default - each stands for itself */
  readonly together?: 'sum' | 'avg';

  /** Sorted, none twice. */
  readonly by: readonly string[];

  readonly window: Length;

  /** The time between two evaluations, as it is written. @default - the samples are those of the series */
  readonly step?: string;
}

/** A comparison of a gauge with a number. */
export interface Condition {
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly value: number;
}

/** What a query says of the samples of a gauge; nothing if it is about something else. */
export function sampledBy(node: Node): Sampled | undefined {
  const bare = withoutGuards(node);
  if (bare.type !== 'aggregation') return sampledCall(bare);
  const { operator, grouping, expression } = bare;
  if ((operator !== 'sum' && operator !== 'avg') || grouping?.type === 'without') return undefined;
  const inner = sampledCall(withoutGuards(expression));
  const by = [...new Set(grouping?.labels ?? [])].sort();
  return inner && { ...inner, together: operator, by };
}

/** Whether two are about the same samples: of the same series, in the same window, and put together in the same way. */
export function sameSamples(a: Sampled, b: Sampled): boolean {
  return identityOf(a) === identityOf(b);
}

function identityOf({ selector, together, by, window, step }: Sampled): string {
  return [printLine(selector), together, by, printLength(window), step].join(' ');
}

const functions: Readonly<Record<string, Sampled['of']>> = {
  count_over_time: 'count',
  sum_over_time: 'sum',
  avg_over_time: 'mean',
};

function sampledCall(node: Node): Sampled | undefined {
  if (node.type !== 'call') return undefined;
  const of = functions[node.name];
  const [range] = node.args;
  if (of === undefined) return undefined;
  if (range?.type === 'range') return { of, by: [], selector: range.selector, window: range.window };
  return range?.type === 'subquery' && range.offset === 0 && range.at === undefined
    ? evaluatedSamples(of, range)
    : undefined;
}

/** The samples of a subquery: a gauge evaluated again and again, or the moments at which a comparison holds. */
function evaluatedSamples(of: Sampled['of'], { expression, window, step }: Subquery): Sampled | undefined {
  const common = { by: [], window, step: step === undefined ? 'usual' : printLength(step) };
  if (expression.type === 'selector') return { of, selector: expression, ...common };
  if (expression.type !== 'binary' || expression.left.type !== 'selector') return undefined;
  const { operator, right, bool, left } = expression;
  const value = right.type === 'number' ? right.value : undefined;
  if (value === undefined || !isComparison(operator)) return undefined;
  const condition = { operator, value };
  // a filter leaves what holds, to be counted; with bool each moment is 0 or 1, to be added up
  if (of === (bool ? 'sum' : 'count')) return { of: 'count', selector: left, condition, ...common };
  return bool && of === 'mean' ? { of, selector: left, condition, ...common } : undefined;
}

function isComparison(operator: string): operator is Condition['operator'] {
  return ['<', '<=', '>', '>=', '==', '!='].includes(operator);
}
