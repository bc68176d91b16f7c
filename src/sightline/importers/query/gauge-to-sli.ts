import { excerpt, isRefusal, refusal, type Refusal } from '../import-problems';
import type { Query } from './read-query';
import { selectedBy } from './selected';
import type { Measured } from '../slo';

/** What a gauge is held against. */
export interface Threshold {
  /** As OpenSLO writes it: how the value of a good moment compares. */
  readonly op: string;
  readonly value: number;
}

/** How an objective is measured whose gauge is good on one side of a value. */
export function sliOfGauge(query: Query, { op, value }: Threshold): Measured | Refusal {
  const { node, name, text } = query;
  if (op === 'lt' || op === 'gt') {
    return refusal(
      'IMP007',
      `'op' (${op}) leaves the value itself (${value}) out of what is good, and a gauge is good from a value on or up to it`,
      { fix: `say ${op}e, and the next value that is good` },
    );
  }
  if (op !== 'lte' && op !== 'gte')
    return refusal('IMP001', `'op' (${excerpt(op)}) must be lte or gte: how a good value compares`);
  if (node.type !== 'selector') {
    const hint = /histogram_quantile/.test(text)
      ? 'a quantile under a value says that a share of observations is: divide the bucket at that value by the count'
      : 'read one gauge, without functions';
    return refusal(
      'IMP003',
      `'${name}' (${excerpt(text)}) is no single gauge, and only of one is it known at each moment what is good`,
      { fix: hint, span: node.span },
    );
  }
  const selected = selectedBy(query, node);
  if (isRefusal(selected)) return selected;
  if (selected.le !== undefined) {
    return refusal('IMP005', `'${name}' (${excerpt(text)}) matches 'le', which only buckets have`);
  }
  const gauge = { kind: 'gauge', metric: selected.name, matchers: selected.matchers } as const;
  return {
    sli: { type: 'gauge', gauge, bound: op === 'gte' ? 'atLeast' : 'atMost', value },
    by: [],
    target: selected.target,
    notices: [],
  };
}
