import { printLength } from '../../promql/print/print-length';
import type { Binary, Node } from '../../promql/syntax/ast';
import { excerpt, isRefusal, refusal, type ImportRefusal, type Notice } from '../slo/import-problems';
import type { Measured } from '../slo/slo';
import { meet, type CountRules } from './counted';
import { isZeroOrOne } from './exposers';
import { measureOfGauge, type Bound } from './gauge-to-sli';
import { isNumber, ratioWithoutGuards, withoutGuards } from './guards';
import { templateWindow, type Query } from './read-query';
import { sameSamples, sampledBy, type Condition, type Sampled } from './sampled';

/** The moments at which something holds of a gauge, among all moments. */
interface Moments {
  /** All of them. */
  readonly all: Sampled;

  /** What holds at those that are counted. @default - that the gauge is 1 */
  readonly condition?: Condition | undefined;

  /** Whether those are counted at which it does not hold. */
  readonly isRest: boolean;
}

/** Two queries of which one counts moments and the other all moments. */
export interface TimeQueries {
  readonly part: { readonly query: Query; readonly good: boolean };
  readonly total: Query;
}

/**
 * How an objective is measured whose queries count the moments at which a gauge is good, or bad, and all moments:
 * `count_over_time(up[w]) - sum_over_time(up[w])` by `count_over_time(up[w])`. Nothing if the queries are about events.
 */
export function shareOfTime(
  { part, total }: TimeQueries,
  rules: CountRules,
): Measured | ImportRefusal | undefined {
  const all = sampledBy(total.node);
  if (all?.of !== 'count' || all.condition !== undefined) return undefined;
  const moments = momentsOf(part.query, part.query.node, all);
  if (moments === undefined || isRefusal(moments)) return moments;
  return measureOf(part.query, moments, { rules, good: part.good });
}

/**
 * How an objective is measured whose query is the share of time in which a gauge is good, or bad: `1 - avg_over_time(up[w])`. Nothing if the
 * query is no such share.
 */
export function ratioOfTime(
  query: Query,
  { good, rules }: { readonly good: boolean; readonly rules: CountRules },
): Measured | ImportRefusal | undefined {
  const whole = ratioWithoutGuards(query.node);
  const isRest = whole.type === 'binary' && whole.operator === '-' && isNumber(whole.left, 1);
  const ratio = ratioWithoutGuards(isRest ? whole.right : whole);
  const moments = ratio.type === 'binary' ? divided(query, ratio) : meanOf(ratio);
  if (moments === undefined || isRefusal(moments)) return moments;
  return measureOf(query, moments, { rules, good: good !== isRest });
}

function meanOf(node: Node): Moments | undefined {
  const sampled = sampledBy(node);
  // a sum of means is no mean where there are several series
  return sampled?.of === 'mean' && sampled.together !== 'sum'
    ? { all: sampled, condition: sampled.condition, isRest: false }
    : undefined;
}

function divided(query: Query, node: Binary): Moments | ImportRefusal | undefined {
  const all = node.operator === '/' ? sampledBy(node.right) : undefined;
  if (all?.of !== 'count' || all.condition !== undefined) return undefined;
  if (all.together !== undefined && !meet(node.matching, all.by, all.by)) return undefined;
  return momentsOf(query, node.left, all);
}

/** Which moments an expression counts, as some of all. */
function momentsOf(query: Query, node: Node, all: Sampled): Moments | ImportRefusal | undefined {
  const bare = withoutGuards(node);
  const difference = differenceIn(bare);
  const counted = difference?.without ?? sampledBy(bare);
  if (counted === undefined || counted.of === 'mean') return undefined;
  if (difference !== undefined && (difference.from.of !== 'count' || difference.from.condition !== undefined))
    return undefined;
  const others = difference === undefined ? [counted] : [counted, difference.from];
  if (!others.every((each) => sameSamples(each, all))) {
    return refusal(
      'IMP004',
      `'${query.name}' (${excerpt(query.text)}) counts moments of other series, of another window or in other steps than all moments are counted, so their ratio is no share of time`,
      { span: node.span, fix: 'count both with the same selector, window and grouping' },
    );
  }
  // to count all moments once more says nothing
  if (counted.of === 'count' && counted.condition === undefined) return undefined;
  return { all, condition: counted.condition, isRest: difference !== undefined };
}

/** `count - sum`, subtracted when series are put together, or before. */
function differenceIn(node: Node): { readonly from: Sampled; readonly without: Sampled } | undefined {
  if (node.type === 'binary' && node.operator === '-') {
    const [from, without] = [sampledBy(node.left), sampledBy(node.right)];
    if (from === undefined || without === undefined) return undefined;
    const isPlain =
      from.together === undefined ? node.matching === undefined : meet(node.matching, from.by, without.by);
    return isPlain ? { from, without } : undefined;
  }
  if (node.type !== 'aggregation') return undefined;
  const inner = withoutGuards(node.expression);
  if (inner.type !== 'binary' || inner.operator !== '-' || inner.matching !== undefined) return undefined;
  const [from, without] = [inner.left, inner.right].map((side) => sampledBy({ ...node, expression: side }));
  return from === undefined || without === undefined ? undefined : { from, without };
}

function measureOf(
  query: Query,
  { all, condition, isRest }: Moments,
  { rules, good }: { readonly rules: CountRules; readonly good: boolean },
): Measured | ImportRefusal {
  const { selector, together, by, window } = all;
  if (rules.template && window !== templateWindow) {
    return refusal(
      'IMP003',
      `'${query.name}' (${excerpt(query.text)}) has the window ${printLength(window)}, which is the same for each of the windows that alerts look at`,
      { fix: 'write {{.window}}' },
    );
  }
  const bound = boundOf(query, selector.name, { condition, good: good !== isRest });
  if (isRefusal(bound)) return bound;
  const measured = measureOfGauge(query, selector, bound, by);
  if (isRefusal(measured)) return measured;
  const notices: Notice[] = [];
  if (isZeroOrOne(selector.name) === 'assumed' && condition === undefined)
    notices.push({
      severity: 'info',
      id: 'IMP012',
      message: `'${selector.name}' is assumed to be 0 or 1, as its name says`,
    });
  if (together === undefined && !selector.matchers.some(namesOneTarget)) {
    notices.push({
      severity: 'warning',
      id: 'IMP009',
      message: `'${query.name}' (${excerpt(query.text)}) keeps a budget for each series, which is left out: an objective has one, in which each series counts for itself`,
      fix: "name in 'by' what the objective is to be kept by",
    });
  }
  return { ...measured, notices: [...notices, ...measured.notices] };
}

function namesOneTarget({ label, operator }: { readonly label: string; readonly operator: string }): boolean {
  return operator === '=' && ['instance', 'pod', 'target'].includes(label);
}

/** The bound of a gauge that is good, or bad, when something holds. */
function boundOf(
  query: Query,
  gauge: string,
  { condition, good }: { readonly condition: Condition | undefined; readonly good: boolean },
): Bound | ImportRefusal {
  const no = (why: string, fix: string) =>
    refusal('IMP003', `'${query.name}' (${excerpt(query.text)}) ${why}`, { fix });
  const declare = 'declare a gaugeObjective, with what is good';
  if (isZeroOrOne(gauge) !== undefined) {
    const isGood = (value: number) => holds(value, condition ?? { operator: '==', value: 1 }) === good;
    if (isGood(1) === isGood(0))
      return no(`calls '${gauge}' good both when it is 0 and when it is 1`, declare);
    return isGood(1) ? { bound: 'atLeast', value: 1 } : { bound: 'atMost', value: 0 };
  }
  if (condition === undefined) {
    return no(
      `takes the values of '${gauge}' for shares of time, and only of a gauge that is 0 or 1 are they that`,
      `if it is 0 or 1, declare a gaugeObjective with atLeast: 1`,
    );
  }
  const { operator, value } = condition;
  if (operator === (good ? '>=' : '<')) return { bound: 'atLeast', value };
  if (operator === (good ? '<=' : '>')) return { bound: 'atMost', value };
  return no(
    `compares '${gauge}' by ${operator}, and a gauge is good from a value on or up to it, the value included`,
    declare,
  );
}

function holds(value: number, { operator, value: other }: Condition): boolean {
  switch (operator) {
    case '<':
      return value < other;
    case '<=':
      return value <= other;
    case '>':
      return value > other;
    case '>=':
      return value >= other;
    case '==':
      return value === other;
    case '!=':
      return value !== other;
  }
}
