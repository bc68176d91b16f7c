import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import type { Length, Moment, Node } from '../syntax/ast';
import type { AnyDuration } from './calculated';
import type { Kind } from '../flow/flow';
import { readDuration, readMoment } from './read-time';
import {
  asExpression,
  range,
  type AddedUp,
  type AnyVector,
  type Parts,
  type Range,
  type Vector,
} from './vector';

/** A vector evaluated again and again over a window. */
export interface SubqueryRange<L extends string, K extends Kind> extends Range<L, K> {
  /** The window that ended so long ago. */
  offset(ago: AnyDuration): SubqueryRange<L, K>;

  /**
   * The window that ends at one moment, whatever moment is evaluated.
   *
   * @param moment seconds since 1970, or the `start` or `end` of the query's range
   */
  at(moment: number | 'start' | 'end'): SubqueryRange<L, K>;
}

/**
 * A vector evaluated again and again over a window: `(…)[30d:5m]`.
 *
 * @param vector what is evaluated
 * @param window how far back
 * @param step the time between two evaluations. Default: the interval at which Prometheus evaluates rules by default
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#subquery
 */
export function subquery<V extends AnyVector>(
  vector: V,
  window: AnyDuration,
  step?: AnyDuration,
): SubqueryRange<LabelsOf<V>, V['kind']> & (V extends AddedUp ? AddedUp : unknown) {
  const input = asExpression(vector, 'subquery');
  const read = readDuration(window, 'window', 'subquery');
  const every = step === undefined ? undefined : readDuration(step, 'step', 'subquery');
  const flaws = [...input.flaws, ...read.problems, ...(every?.problems ?? [])];
  const times = { window: read.length, step: every?.length };
  // that something was added up is only a type
  return build<LabelsOf<V>, V['kind']>(
    { node: input.node, metrics: input.metrics, flaws },
    times,
  ) as SubqueryRange<LabelsOf<V>, V['kind']> & (V extends AddedUp ? AddedUp : unknown);
}

type LabelsOf<V> = V extends Vector<infer L> ? L : never;

interface Times {
  readonly window: Length;
  readonly step: Length | undefined;
  readonly offset?: Length;
  readonly at?: Moment;
}

function build<L extends string, K extends Kind>(parts: Parts, times: Times): SubqueryRange<L, K> {
  const { window, step, offset = 0, at } = times;
  const node: Node = {
    type: 'subquery',
    expression: parts.node,
    window,
    ...defined({ step }),
    offset,
    ...defined({ at }),
  };
  const again = (more: Partial<Times>, wrong: readonly Problem[]): SubqueryRange<L, K> =>
    build({ ...parts, flaws: [...parts.flaws, ...wrong] }, { ...times, ...more });
  const methods = {
    offset: (ago: AnyDuration) => {
      const read = readDuration(ago, 'offset', 'subquery');
      return again({ offset: read.length }, read.problems);
    },
    at: (moment: number | 'start' | 'end') => {
      const read = readMoment(moment, 'subquery');
      return again({ at: read.moment }, read.problems);
    },
  };
  return range<L, K, typeof methods>({ ...parts, node }, methods);
}
