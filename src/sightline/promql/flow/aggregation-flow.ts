import { defined } from '../../problem/defined';
import type { Aggregation, AggregationOperator, Grouping, Node } from '../syntax/ast';
import { aggregationOf } from '../syntax/catalogue';
import { isTotal, type Flow } from './flow';
import { closed, only, open, withMore, without, type LabelSet } from './labels';
import { things } from './unit';

/** The result of an aggregation. */
export function aggregationFlow(
  { operator, grouping, parameter }: Pick<Aggregation, 'operator' | 'grouping' | 'parameter'>,
  input: Flow,
): Flow {
  const { picks = false, meaning } = aggregationOf(operator);
  if (picks) return { ...input, shape: 'instant vector' };
  const labels =
    operator === 'count_values'
      ? countedLabels(input.labels, grouping, parameter)
      : groupedLabels(input.labels, grouping);
  const kind = meaning === 'same' ? input.kind : 'sample';
  const { presence, namedBuckets, percent } = input;
  const flow: Flow = {
    shape: 'instant vector',
    kind,
    labels,
    ...defined({ presence }),
  };
  if (meaning !== 'same') return { ...flow, ...unitAfter(operator, input) };
  const areTotals = isTotal(input.kind) || (input.namedTotals === true && operator === 'sum');
  const totals = areTotals ? (input.totals ?? 'added up') : input.totals;
  return {
    ...flow,
    ...defined({ totals, unit: input.unit }),
    ...(input.quantile === true ? { quantile: true } : {}),
    ...(percent === true ? { percent } : {}),
    ...(namedBuckets === true ? { namedBuckets } : {}),
  };
}

/** The unit of what an aggregation calculates. */
function unitAfter(operator: AggregationOperator, { unit }: Flow): Pick<Flow, 'unit'> {
  if (operator === 'count' || operator === 'count_values') return { unit: things };
  const keeps = operator === 'quantile' || operator === 'stddev';
  return keeps && unit !== undefined ? { unit } : {};
}

/** The labels of `count_values`: one is written first, then the series are grouped by it too, unless it is taken away. */
function countedLabels(
  labels: LabelSet,
  grouping: Grouping | undefined,
  parameter: Node | undefined,
): LabelSet {
  if (parameter?.type !== 'string') return open();
  const written = withMore(labels, [parameter.value]);
  return grouping?.type === 'without'
    ? without(written, grouping.labels)
    : only(written, [...(grouping?.labels ?? []), parameter.value]);
}

function groupedLabels(labels: LabelSet, grouping: Grouping | undefined): LabelSet {
  if (grouping === undefined) return closed([]);
  return grouping.type === 'by' ? only(labels, grouping.labels) : without(labels, grouping.labels);
}
