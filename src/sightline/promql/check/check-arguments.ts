import { defined } from '../../problem/defined';
import { describe } from '../../problem/read';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { Aggregation, Call, Node } from '../syntax/ast';
import { syntaxOf, type Dialect } from '../syntax/dialect';
import { patternProblems } from '../syntax/regex';
import { missingGroups } from '../syntax/replacement';
import { isLabelName } from '../syntax/words';
import { allPlaced, type FoundProblem } from './found';

/**
 * Arguments of the right types with values that fail at each evaluation, or give nothing of use: Prometheus' parser does not look at
 * them.
 */
export function callArguments({ name, args }: Call, dialect: Dialect): readonly FoundProblem[] {
  const number = (index: number): number | undefined => numberOf(args[index]);
  const at = (index: number, problems: readonly Problem[]): readonly FoundProblem[] =>
    allPlaced(args[index], problems);
  const quantile = (index: number): readonly FoundProblem[] =>
    at(index, outsideOf(number(index), 'quantile', [0, 1], percentile(number(index))));
  switch (name) {
    case 'histogram_quantile':
    case 'quantile_over_time':
      return quantile(0);
    case 'histogram_quantiles':
      return args.slice(2).flatMap((_, index) => quantile(index + 2));
    case 'holt_winters':
    case 'double_exponential_smoothing':
      return [1, 2].flatMap((index) =>
        at(index, outsideFactor(number(index), index === 1 ? 'smoothing' : 'trend')),
      );
    case 'clamp':
      return (number(1) ?? -Infinity) > (number(2) ?? Infinity)
        ? at(1, [
            error(
              'PQL008',
              `clamp has a least value (${number(1)}) above its greatest (${number(2)}), and is always empty`,
            ),
          ])
        : [];
    case 'histogram_fraction':
      return (number(0) ?? -Infinity) >= (number(1) ?? Infinity)
        ? at(0, [
            error(
              'PQL008',
              `histogram_fraction from ${number(0)} up to ${number(1)} is of nothing, and always 0`,
              { fix: 'write the lower bound first' },
            ),
          ])
        : [];
    case 'round':
      return number(1) === 0
        ? at(1, [error('PQL008', 'round to multiples of 0 is always NaN', { fix: 'leave the 0 out' })])
        : [];
    case 'label_replace':
      return [
        ...at(1, labelProblems(textOf(args[1]), 'the label that label_replace writes', dialect)),
        ...at(4, patternProblems(textOf(args[4]) ?? '')),
        ...at(
          2,
          missingGroups(textOf(args[2]) ?? '', textOf(args[4]) ?? '').map(({ message, fix }) =>
            warning('PQL008', message, defined({ fix })),
          ),
        ),
      ];
    case 'label_join':
      return [
        ...at(1, labelProblems(textOf(args[1]), 'the label that label_join writes', dialect)),
        ...args
          .slice(3)
          .flatMap((arg) =>
            allPlaced(arg, labelProblems(textOf(arg), 'a label that label_join reads', dialect)),
          ),
      ];
    default:
      return [];
  }
}

/** Like {@link callArguments}, of the parameter of an aggregation. */
export function aggregationArguments(
  { operator, parameter }: Aggregation,
  dialect: Dialect,
): readonly FoundProblem[] {
  const value = numberOf(parameter);
  switch (operator) {
    case 'quantile':
      return allPlaced(parameter, outsideOf(value, 'quantile', [0, 1], percentile(value)));
    case 'limit_ratio':
      return allPlaced(
        parameter,
        value === 0
          ? [error('PQL008', "'ratio' of limit_ratio (0) chooses no series, and is always empty")]
          : outsideOf(value, "'ratio' of limit_ratio", [-1, 1]),
      );
    case 'topk':
    case 'bottomk':
    case 'limitk':
      return allPlaced(parameter, countProblems(value, operator));
    case 'count_values':
      return allPlaced(
        parameter,
        labelProblems(textOf(parameter), 'the label that count_values writes', dialect),
      );
    default:
      return [];
  }
}

function outsideFactor(value: number | undefined, what: string): readonly Problem[] {
  if (value === undefined || (value > 0 && value < 1)) return [];
  return [error('PQL008', `the ${what} factor (${value}) must be above 0 and below 1: evaluation fails`)];
}

function labelProblems(label: string | undefined, what: string, dialect: Dialect): readonly Problem[] {
  if (label === undefined || isLabelName(label) || (syntaxOf(dialect).anyLabels && label !== '')) return [];
  return [error('PQL008', `${what} (${JSON.stringify(label)}) is no name of a label: evaluation fails`)];
}

function numberOf(node: Node | undefined): number | undefined {
  return node?.type === 'number' ? node.value : undefined;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? node.value : undefined;
}

/** A number of series. What has a fraction is cut by Prometheus, which nobody writes it for. */
function countProblems(value: number | undefined, operator: string): readonly Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return [];
  const message = `'k' (${describe(value)}) of ${operator} must be a whole number of at least 1`;
  return [value >= 1 && Number.isFinite(value) ? warning('PQL008', message) : error('PQL008', message)];
}

/** What is wrong with a number that must lie between two others, where it is known. */
function outsideOf(
  value: number | undefined,
  what: string,
  [least, most]: readonly [number, number],
  fix?: string,
): readonly Problem[] {
  if (value === undefined || (value >= least && value <= most)) return [];
  const message = `${what} (${describe(value)}) must be a number from ${least} to ${most}`;
  return [error('PQL008', message, fix === undefined ? {} : { fix })];
}

/** The fix for a quantile that was meant in percent. */
function percentile(value: number | undefined): string | undefined {
  if (value === undefined || !(value > 1 && value <= 100)) return undefined;
  return `the ${value}th percentile is ${value / 100}`;
}
