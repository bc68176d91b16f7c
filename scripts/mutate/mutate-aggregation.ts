import type { Aggregation, AggregationOperator } from '../../src/sightline/promql/syntax/ast';
import type { Change } from './change';

const mistaken: Readonly<Partial<Record<AggregationOperator, readonly AggregationOperator[]>>> = {
  sum: ['avg', 'max'],
  max: ['min', 'sum'],
  min: ['max'],
  avg: ['sum'],
  count: ['sum'],
};

/** Another aggregation, and one over other labels. */
export function changesOfAggregation(node: Aggregation): readonly Change<Aggregation>[] {
  const { operator, grouping, ...rest } = node;
  const { labels = [] } = grouping ?? {};
  return [
    ...(mistaken[operator] ?? []).map((other) => ({
      change: `${operator} → ${other}`,
      result: { ...node, operator: other },
    })),
    ...(grouping === undefined
      ? [
          {
            change: `${operator} → ${operator} by (pod)`,
            result: { ...node, grouping: { type: 'by' as const, labels: ['pod'] } },
          },
        ]
      : [{ change: `drop by of ${operator}`, result: { ...rest, operator } }]),
    ...labels.map((label) => ({
      change: `drop ${label} in by of ${operator}`,
      result: { ...node, grouping: { type: 'by' as const, labels: labels.filter((each) => each !== label) } },
    })),
  ];
}
