import type { KnownMetrics } from '../../flow/known-metrics';
import { isComparison, type Aggregation, type Binary, type Call, type Node } from '../../syntax/ast';
import { seriesName } from '../../syntax/series-name';
import { selectorsOfSmall } from '../../syntax/walk';
import { definitionOf } from '../definition';
import {
  anyValue,
  atLeast,
  atMost,
  between,
  bothRanges,
  eitherRange,
  isNeverNegative,
  negated,
  onlyValue,
  scaled,
  sumOfRanges,
  type Range,
} from './range';
import { isShare } from './share';

/** How many parts of an expression are looked at, those of records included: the rest may be anything. */
const mostParts = 200;

/**
 * Between which numbers the values of an expression are, whatever its series are like. Nothing is said that need not be true; values that are no
 * number (NaN) are outside of every comparison.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function valueRange(root: Node, metrics: KnownMetrics): Range {
  return rangeWithin(root, metrics, { parts: mostParts });
}

function rangeWithin(node: Node, metrics: KnownMetrics, left: { parts: number }): Range {
  left.parts -= 1;
  if (left.parts < 0) return anyValue;
  const rangeOf = (part: Node | undefined): Range =>
    part === undefined ? anyValue : rangeWithin(part, metrics, left);
  switch (node.type) {
    case 'number':
      return Number.isNaN(node.value) ? anyValue : between(node.value, node.value, `it is ${node.value}`);
    case 'string':
      return anyValue;
    case 'selector':
    case 'range': {
      const definition = definitionOf(node, metrics);
      const selector = node.type === 'range' ? node.selector : node;
      return definition === undefined ? seriesRange(seriesName(selector), metrics) : rangeOf(definition);
    }
    case 'subquery':
      return rangeOf(node.expression);
    case 'unary':
      return node.operator === '-' ? negated(rangeOf(node.expression)) : rangeOf(node.expression);
    case 'call':
      return callRange(node, rangeOf, metrics);
    case 'aggregation':
      return aggregationRange(node, rangeOf);
    case 'binary':
      return binaryRange(node, rangeOf, metrics);
  }
}

function seriesRange(name: string, metrics: KnownMetrics): Range {
  const known = metrics.get(name);
  if (known?.isBoolean === true) return between(0, 1, `'${name}' is 0 or 1`);
  const isTotal = known?.kind === 'counter' || known?.kind === 'buckets';
  return isTotal ? atLeast(0, `'${name}' is a counter, and never below 0`) : anyValue;
}

/** The range of what counts something: there is a result only where there is something to count. */
const counted = atLeast(1, 'what counts series has no result where there are none, and never gives 0');

/** Ranges of functions that do not depend on what they read. */
const rangesOfFunctions: Readonly<Partial<Record<Call['name'], Range>>> = {
  absent: between(1, 1, 'it is 1, or there is no result'),
  absent_over_time: between(1, 1, 'it is 1, or there is no result'),
  present_over_time: between(1, 1, 'it is 1, or there is no result'),
  count_over_time: atLeast(1, 'what counts samples has no result where there are none, and never gives 0'),
  changes: atLeast(0, 'a number of changes is never below 0'),
  resets: atLeast(0, 'a number of restarts is never below 0'),
  histogram_fraction: between(0, 1, 'a share of observations is from 0 to 1'),
  minute: between(0, 59, 'minutes are from 0 to 59'),
  hour: between(0, 23, 'hours are from 0 to 23'),
  day_of_week: between(0, 6, 'days of the week are from 0, Sunday, to 6'),
  day_of_month: between(1, 31, 'days of a month are from 1 to 31'),
  day_of_year: between(1, 366, 'days of a year are from 1 to 366'),
  days_in_month: between(28, 31, 'a month has 28 to 31 days'),
  month: between(1, 12, 'months are from 1 to 12'),
  sgn: between(-1, 1, 'a sign is -1, 0 or 1'),
  abs: atLeast(0, 'an absolute value is never below 0'),
  sqrt: atLeast(0, 'a square root is never below 0'),
  exp: atLeast(0, 'a power of e is never below 0'),
  stddev_over_time: atLeast(0, 'a deviation is never below 0'),
  stdvar_over_time: atLeast(0, 'a deviation is never below 0'),
  mad_over_time: atLeast(0, 'a deviation is never below 0'),
  histogram_stddev: atLeast(0, 'a deviation is never below 0'),
  histogram_stdvar: atLeast(0, 'a deviation is never below 0'),
  histogram_count: atLeast(0, 'a number of observations is never below 0'),
  rate: atLeast(0, 'a rate is never below 0'),
  irate: atLeast(0, 'a rate is never below 0'),
  increase: atLeast(0, 'an increase is never below 0'),
};

function callRange(node: Call, rangeOf: (part: Node | undefined) => Range, metrics: KnownMetrics): Range {
  const { name, args } = node;
  const fixed = rangesOfFunctions[name];
  if (fixed !== undefined) return fixed;
  const [first, second, third] = args;
  switch (name) {
    case 'histogram_quantile':
      return second === undefined ? anyValue : quantileRange(second, metrics);
    case 'clamp':
      return bothRanges(rangeOf(first), {
        ...boundBy(rangeOf(second), 'least'),
        ...boundBy(rangeOf(third), 'greatest'),
      });
    case 'clamp_min':
      return bothRanges(rangeOf(first), boundBy(rangeOf(second), 'least'));
    case 'clamp_max':
      return bothRanges(rangeOf(first), boundBy(rangeOf(second), 'greatest'));
    case 'quantile_over_time':
      return rangeOf(second);
    case 'sum_over_time':
      return summed(rangeOf(first));
    case 'vector':
    case 'scalar':
    case 'avg_over_time':
    case 'min_over_time':
    case 'max_over_time':
    case 'last_over_time':
    case 'first_over_time':
    case 'label_replace':
    case 'label_join':
    case 'sort':
    case 'sort_desc':
    case 'sort_by_label':
    case 'sort_by_label_desc':
      return rangeOf(first);
    default:
      return anyValue;
  }
}

/** What a number that clamps makes sure of. */
function boundBy(range: Range, end: keyof Range): Range {
  const value = onlyValue(range);
  if (value === undefined) return anyValue;
  const reason = `it is clamped to ${value}`;
  return end === 'least' ? atLeast(value, reason) : atMost(value, reason);
}

/** A quantile of classic buckets lies within their finite bounds: what is above the last of them is told as that. */
function quantileRange(input: Node, metrics: KnownMetrics): Range {
  const [selector, ...more] = selectorsOfSmall(input);
  if (selector === undefined || more.length > 0) return anyValue;
  const name = seriesName(selector);
  const bounds = metrics.get(name)?.buckets ?? [];
  const last = Math.max(...bounds);
  if (!Number.isFinite(last)) return anyValue;
  const reason = `the greatest bucket of '${name}' is ${last}, and no quantile is above it`;
  const isPositive = bounds.every((bound) => bound > 0);
  return {
    ...atMost(last, reason),
    ...(isPositive ? atLeast(0, 'a quantile of buckets above 0 is never below 0') : {}),
  };
}

function aggregationRange(node: Aggregation, rangeOf: (part: Node | undefined) => Range): Range {
  const { operator, expression, parameter } = node;
  switch (operator) {
    case 'count':
    case 'count_values':
      return counted;
    case 'group':
      return between(1, 1, 'it is 1, or there is no result');
    case 'stddev':
    case 'stdvar':
      return atLeast(0, 'a deviation is never below 0');
    case 'sum':
      return summed(rangeOf(expression));
    case 'quantile':
      return parameter?.type === 'number' && parameter.value >= 0 && parameter.value <= 1
        ? rangeOf(expression)
        : anyValue;
    default:
      return rangeOf(expression);
  }
}

/** Sums of at least one value. */
function summed(range: Range): Range {
  return isNeverNegative(range) && range.least !== undefined ? { least: range.least } : anyValue;
}

function binaryRange(node: Binary, rangeOf: (part: Node | undefined) => Range, metrics: KnownMetrics): Range {
  const { operator, left, right, bool, fill } = node;
  if (isComparison(operator)) {
    if (bool) return between(0, 1, `'${operator} bool' gives 0 or 1`);
    return fill === undefined ? comparedRange(node, rangeOf) : anyValue;
  }
  if (fill !== undefined) return anyValue;
  switch (operator) {
    case 'and':
    case 'unless':
      return rangeOf(left);
    case 'or':
      return eitherRange(rangeOf(left), rangeOf(right));
    case '+':
      return sumOfRanges(rangeOf(left), rangeOf(right));
    case '-':
      return sumOfRanges(rangeOf(left), negated(rangeOf(right)));
    case '*':
    case '/':
      return productRange(node, rangeOf, metrics);
    default:
      return anyValue;
  }
}

function productRange(
  { operator, left, right }: Binary,
  rangeOf: (part: Node | undefined) => Range,
  metrics: KnownMetrics,
): Range {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  const [one, other] = [onlyValue(a), onlyValue(b)];
  if (operator === '/') {
    if (isShare(left, right, metrics)) return between(0, 1, 'a share of a whole is from 0 to 1');
    if (other !== undefined) return scaled(a, 1 / other);
  } else if (other !== undefined) {
    return scaled(a, other);
  } else if (one !== undefined) {
    return scaled(b, one);
  }
  return isNeverNegative(a) && isNeverNegative(b) && a.least !== undefined
    ? atLeast(0, a.least.reason)
    : anyValue;
}

/** What is left of the values of one side by a comparison with a number. */
function comparedRange({ operator, left, right }: Binary, rangeOf: (part: Node | undefined) => Range): Range {
  const isTurned = left.type === 'number';
  const range = rangeOf(isTurned ? right : left);
  const number = onlyValue(rangeOf(isTurned ? left : right));
  if (number === undefined || operator === '!=') return range;
  const reason = `only values that are ${operator} ${number} are left`;
  if (operator === '==') return bothRanges(range, between(number, number, `it is ${number}`));
  const isLeast = operator.startsWith('>') !== isTurned;
  return bothRanges(range, isLeast ? atLeast(number, reason) : atMost(number, reason));
}
