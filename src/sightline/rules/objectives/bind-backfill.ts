import type { ServiceContract } from '../../contract/service-contract';
import type { Target } from '../../contract/target-labels';
import type { Objective } from '../../objectives/objective';
import type { Dialect } from '../../promql/syntax/dialect';
import { bindGroups, type BoundGroup } from '../bind-rules';
import type { RuleGroup } from '../rule';
import { backfillRules } from './backfill-rules';
import type { ObjectiveRules } from './groups';

/** What fills the past of an objective. */
export interface Backfill {
  /** The target that the series are about. */
  readonly target: Target;

  /** The objective whose past is filled. */
  readonly objective: Objective;

  /** Recording rules that read the service's own series only; each group is evaluated at its interval, at moments of the past. */
  readonly groups: readonly BoundGroup[];
}

/** What the rules of the past are bound to, as those of the present are. */
export interface BackfillBinding {
  readonly target: Target;
  readonly scrapeInterval: number;
  readonly dialect: Dialect;

  /** Other groups about the target, whose series exclusions may read. */
  readonly beside: readonly RuleGroup[];
}

/** What fills the past of each objective. Its live rules are bound before: what is wrong with them has been said. */
export function bindBackfill(
  contract: ServiceContract,
  objectives: readonly ObjectiveRules[],
  { target, beside, ...binding }: BackfillBinding,
): readonly Backfill[] {
  const live = [...beside, ...objectives.flatMap(({ groups }) => groups)];
  return objectives.map(({ objective }) => {
    const { groups } = bindGroups(backfillRules(contract, objective), {
      ...binding,
      target,
      metrics: contract.metrics,
      beside: live,
    });
    return { target, objective, groups };
  });
}
