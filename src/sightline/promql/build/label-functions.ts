import { elementsOf } from '../../problem/read';
import type { FunctionName } from '../syntax/ast';
import { callVector } from './call';
import type { Kind } from '../flow/flow';
import type { Ranged } from './over-time';
import type { AnyVector, Expression, Vector } from './vector';

/**
 * One series of value 1 where the vector is empty, nothing where it is not. Its labels are those that `=` matchers of a selector say.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#absent
 */
export function absent(vector: AnyVector): Vector<string, 'sample'> {
  return callVector('absent', [vector]);
}

/** Like {@link absent}, of a window. */
export function absentOverTime<X extends Expression>(samples: Ranged<X>): Vector<string, 'sample'> {
  return callVector('absent_over_time', [samples]);
}

/**
 * Writes a label from another, where a regular expression matches all of the other's value.
 *
 * @param destination the label that is written; an empty text takes it away
 * @param replacement may say `$1` and `${name}` for what groups of the expression have matched
 * @param source the label that is read; with an empty text and an empty pattern the replacement is written to all series: `labelReplace(v, 'team', 'shop', '', '')`
 * @param pattern an RE2 expression
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#label_replace
 */
export function labelReplace<L extends string, K extends Kind>(
  vector: Vector<L, K>,
  destination: string,
  replacement: string,
  source: NoInfer<L> | '',
  pattern: string,
): Vector<string, K> {
  return callVector('label_replace', [vector, destination, replacement, source, pattern]);
}

/**
 * Writes a label from others, joined.
 *
 * @param destination the label that is written
 * @param separator what stands between the values
 * @param sources the labels that are read
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#label_join
 */
export function labelJoin<L extends string, K extends Kind>(
  vector: Vector<L, K>,
  destination: string,
  separator: string,
  sources: readonly NoInfer<L>[],
): Vector<string, K> {
  return callVector('label_join', [vector, destination, separator, ...textList(sources)]);
}

/**
 * Adds the labels of info metrics, such as `target_info`. Experimental, from 2.55 on.
 *
 * @param selector which labels, of which info metrics. Default: all of `target_info`
 */
export function info<L extends string, K extends Kind>(
  vector: Vector<L, K>,
  selector?: AnyVector,
): Vector<string, K> {
  return callVector('info', selector === undefined ? [vector] : [vector, selector]);
}

/** Orders series for a panel; a rule has no order. */
export type Ordering = <L extends string, K extends Kind>(vector: Vector<L, K>) => Vector<L, K>;

/** Orders series by labels, for a panel; a rule has no order. Experimental, from 2.49 on. */
export type LabelOrdering = <L extends string, K extends Kind>(
  vector: Vector<L, K>,
  labels: readonly [L, ...L[]],
) => Vector<L, K>;

/** By value, the smallest first. */
export const sort: Ordering = (vector) => callVector('sort', [vector]);

/** By value, the greatest first. */
export const sortDesc: Ordering = (vector) => callVector('sort_desc', [vector]);

/** By the values of labels, ascending. */
export const sortByLabel: LabelOrdering = byLabel('sort_by_label');

/** By the values of labels, descending. */
export const sortByLabelDesc: LabelOrdering = byLabel('sort_by_label_desc');

function byLabel(name: FunctionName): LabelOrdering {
  return (vector, labels) => callVector(name, [vector, ...textList(labels)]);
}

/** What a caller gives as a list may be anything; what is none is refused as an argument. */
function textList(given: unknown): readonly unknown[] {
  return elementsOf(given) ?? [given];
}
