import type { VectorSelector } from '../../promql/syntax/ast';
import { excerpt, isRefusal, refusal, type ImportRefusal, type Notice } from '../slo/import-problems';
import type { Measured, Sli } from '../slo/slo';
import { exposerOf } from './exposers';
import { externalNotice } from './origin';
import type { Query } from './read-query';
import { selectedBy } from './selected';
import { groupingOfOthers, groupingOfTarget, namespaceRefusal, targetOf } from './target';

/** What a gauge is compared with. */
export interface Threshold {
  /** As OpenSLO writes it: how the value of a good moment compares. */
  readonly op: string;
  readonly value: number;
}

/** The bound within which a gauge is good. */
export type Bound = Pick<Extract<Sli, { readonly type: 'gauge' }>, 'bound' | 'value'>;

/** How an objective is measured whose gauge is good on one side of a value. */
export function sliOfGauge(query: Query, { op, value }: Threshold): Measured | ImportRefusal {
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
    const fix = /histogram_quantile/.test(text)
      ? 'a quantile under a value says that a share of observations is: divide the bucket at that value by the count'
      : 'read one gauge, without functions';
    return refusal(
      'IMP003',
      `'${name}' (${excerpt(text)}) is no single gauge, and only of one is it known at each moment what is good`,
      { fix, span: node.span },
    );
  }
  return measureOfGauge(query, node, { bound: op === 'gte' ? 'atLeast' : 'atMost', value }, []);
}

/** How an objective is measured on the share of time in which a gauge is within a bound. */
export function measureOfGauge(
  query: Query,
  selector: VectorSelector,
  bound: Bound,
  by: readonly string[],
): Measured | ImportRefusal {
  const selected = selectedBy(query, selector);
  if (isRefusal(selected)) return selected;
  const { name, all, matchers } = selected;
  if (selected.le !== undefined) {
    return refusal(
      'IMP005',
      `'${query.name}' (${excerpt(query.text)}) matches 'le', which only buckets have`,
    );
  }
  const origin = exposerOf(name) === undefined ? 'own' : 'external';
  const target = origin === 'own' ? targetOf(query, selected) : new Map<string, string>();
  if (isRefusal(target)) return target;
  const refused = origin === 'own' ? undefined : namespaceRefusal(query, selected);
  if (refused !== undefined) return refused;
  const grouping = origin === 'own' ? groupingOfTarget(by) : groupingOfOthers(query, by, selected);
  if (isRefusal(grouping)) return grouping;
  const notices: readonly Notice[] = origin === 'own' ? [] : [externalNotice(selected)];
  return {
    sli: {
      type: 'gauge',
      gauge: { kind: 'gauge', metric: name, matchers: origin === 'own' ? matchers : all, origin },
      ...bound,
    },
    by: grouping.by,
    target,
    notices: [...notices, ...grouping.notices],
  };
}
