import type { Exclusion } from '../objectives/exclusion';
import { bindToTarget } from '../promql/bind';
import type { ExcludedTime } from './excluded-times';
import { pickLabels } from './pick-labels';
import type { FedSeries } from './scenario';
import type { Subject } from './subject';

/**
 * The series that tells of an excluded time, 0 before and after it, and beside it those of others, which always tell of one.
 *
 * @param until up to which minute
 * @returns undefined where no series tells of the exclusion, or not one alone
 */
export function tellingOf(
  { target }: Subject,
  exclusion: Exclusion,
  { from, to }: ExcludedTime,
  until: number,
): readonly [FedSeries, ...FedSeries[]] | undefined {
  if (!('during' in exclusion)) return undefined;
  const selector = bindToTarget(exclusion.during.node, target).node;
  const labels = selector.type === 'selector' ? pickLabels({ labels: {} }, selector.matchers) : undefined;
  if (selector.type !== 'selector' || labels === undefined) return undefined;
  const { name, matchers } = selector;
  const others = matchers
    .filter(({ operator }) => operator === '=')
    .map(({ label }): FedSeries => ({
      name,
      labels: { ...labels, [label]: 'another' },
      values: `1x${until}`,
    }));
  return [{ name, labels, values: `0x${from - 1} 1x${to - from - 1} 0x${until - to}` }, ...others];
}
