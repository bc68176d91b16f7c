import type { Problem } from '../../problem/problem';
import { error, refuse, warning } from '../../problem/problems';
import { isTrim, type Aggregation, type Call, type Matcher, type Node, type Placed } from '../syntax/ast';
import { outsideOf, percentile } from '../typed/call';
import { syntaxOf, type Dialect } from '../syntax/dialect';
import { adviceOn, patternProblems } from '../syntax/regex';
import { isLabelName } from '../syntax/words';

type Found = Problem & Placed;

/**
 * Arguments of the right types with values that fail at each evaluation, or give nothing of use: Prometheus' parser does not look at
 * them.
 *
 * @param nodes every expression within one
 */
export function checkArguments(nodes: readonly Node[], dialect: Dialect = {}): readonly Found[] {
  // its matchers say which labels are wanted, and ".*" takes nothing away there because it adds
  const infos = new Set(
    nodes.flatMap((node) => (node.type === 'call' && node.name === 'info' ? node.args.slice(1) : [])),
  );
  return nodes.flatMap((node) => {
    switch (node.type) {
      case 'call':
        return checkCall(node, dialect);
      case 'binary':
        return isTrim(node.operator) && node.left.type === 'number'
          ? placed(node.left, [refuse('trimsHistograms', `'${node.operator}' of a number`)])
          : [];
      case 'aggregation':
        return checkAggregation(node, dialect);
      case 'selector':
        return infos.has(node) ? [] : node.matchers.flatMap(checkMatcher);
      case 'range':
        return node.selector.matchers.flatMap(checkMatcher);
      default:
        return [];
    }
  });
}

function checkCall({ name, args }: Call, dialect: Dialect): readonly Found[] {
  const number = (index: number): number | undefined => numberOf(args[index]);
  const at = (index: number, problems: readonly Problem[]): readonly Found[] => placed(args[index], problems);
  const quantile = (index: number): readonly Found[] =>
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
    case 'label_replace':
      return [
        ...at(1, labelProblems(textOf(args[1]), 'the label that label_replace writes', dialect)),
        ...at(4, patternProblems(textOf(args[4]) ?? '')),
      ];
    case 'label_join':
      return [
        ...at(1, labelProblems(textOf(args[1]), 'the label that label_join writes', dialect)),
        ...args
          .slice(3)
          .flatMap((arg) =>
            placed(arg, labelProblems(textOf(arg), 'a label that label_join reads', dialect)),
          ),
      ];
    default:
      return [];
  }
}

function checkAggregation({ operator, parameter }: Aggregation, dialect: Dialect): readonly Found[] {
  const value = numberOf(parameter);
  switch (operator) {
    case 'quantile':
      return placed(parameter, outsideOf(value, 'quantile', [0, 1], percentile(value)));
    case 'limit_ratio':
      return placed(parameter, outsideOf(value, "'ratio' of limit_ratio", [-1, 1]));
    case 'topk':
    case 'bottomk':
    case 'limitk':
      return value === undefined || value >= 1
        ? []
        : placed(parameter, [
            error('PQL008', `'k' (${value}) of ${operator} must be a whole number of at least 1`),
          ]);
    case 'count_values':
      return placed(
        parameter,
        labelProblems(textOf(parameter), 'the label that count_values writes', dialect),
      );
    default:
      return [];
  }
}

function checkMatcher(matcher: Matcher): readonly Found[] {
  const advice = adviceOn(matcher);
  return advice === undefined
    ? []
    : placed(matcher, [warning('PQL007', advice.message, { fix: advice.fix })]);
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

function placed({ span }: Placed = {}, problems: readonly Problem[]): readonly Found[] {
  return span === undefined ? problems : problems.map((problem) => ({ ...problem, span }));
}
