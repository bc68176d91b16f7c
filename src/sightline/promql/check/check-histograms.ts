import type { Problem } from '../../problem/problem';
import { refuse } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import {
  isComparison,
  isSetOperator,
  isTrim,
  type AggregationOperator,
  type BinaryOperator,
  type FunctionName,
} from '../syntax/ast';

/**
 * Native histograms in a calculation that has no meaning for them: Prometheus leaves out the pairs, with a note that no rule shows to anybody.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#arithmetic-binary-operators
 */
export function checkHistogramOperands(
  operator: BinaryOperator,
  left: Flow,
  right: Flow,
): readonly Problem[] {
  const sorts = [sortOf(left), sortOf(right)] as const;
  if (!sorts.includes('histogram') || isSetOperator(operator) || isTrim(operator)) return [];
  if (allows(operator, sorts)) return [];
  const what = sorts.includes('float') ? 'native histograms and numbers' : 'native histograms';
  return [refuse('histogramsCalculated', `'${operator}' of ${what}`)];
}

/** Native histograms as the input of what reads only numbers. */
export function checkFloatsOnly(
  name: FunctionName | AggregationOperator,
  { kind }: Pick<Flow, 'kind'>,
): readonly Problem[] {
  if (kind !== 'histogram' || !floatsOnly.has(name)) return [];
  return [refuse('histogramsIgnored', `${name} of native histograms`)];
}

type Sort = 'histogram' | 'float' | 'unknown';

function sortOf({ kind }: Flow): Sort {
  return kind === 'histogram' || kind === 'unknown' ? kind : 'float';
}

/** Whether an operator calculates with what stands on its sides, of which one is native histograms. */
function allows(operator: BinaryOperator, [left, right]: readonly [Sort, Sort]): boolean {
  if (operator === '+' || operator === '-' || operator === '==' || operator === '!=')
    return left !== 'float' && right !== 'float';
  if (operator === '*') return left !== 'histogram' || right !== 'histogram';
  return operator === '/' && right !== 'histogram' && !isComparison(operator);
}

/**
 * What leaves native histograms out.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
const floatsOnly: ReadonlySet<string> = new Set<FunctionName | AggregationOperator>([
  ...(['abs', 'ceil', 'floor', 'round', 'sgn', 'sqrt', 'exp', 'ln', 'log2', 'log10'] as const),
  ...(['acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'sin', 'sinh', 'tan'] as const),
  ...(['tanh', 'deg', 'rad', 'clamp', 'clamp_max', 'clamp_min', 'sort', 'sort_desc'] as const),
  ...(['deriv', 'predict_linear', 'holt_winters', 'double_exponential_smoothing'] as const),
  ...(['min_over_time', 'max_over_time', 'quantile_over_time', 'mad_over_time'] as const),
  ...(['stddev_over_time', 'stdvar_over_time'] as const),
  ...(['min', 'max', 'topk', 'bottomk', 'quantile', 'stddev', 'stdvar'] as const),
]);
