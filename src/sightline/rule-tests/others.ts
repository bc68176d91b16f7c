import { remainingRatio } from '../objectives/recorded-series';
import { objectiveLabel } from '../rules/objectives/series';
import type { FedSeries } from './scenario';
import type { Subject } from './subject';

/** For how long before the moment that is looked at others have recorded something, in minutes. */
const recent = 60;

/** Much of everything, and nothing left of a budget. */
function value(name: string): number {
  return name === remainingRatio.name ? -7 : 7000;
}

/**
 * What is recorded for another namespace, another service and another objective, each of which differs in nothing else: no rule may read it.
 *
 * @param minutes until when
 * @param names of which series. Default: of all that the objective records
 */
export function recordedByOthers(
  { recorded, target, objective, input }: Subject,
  minutes: number,
  names: readonly string[] = recorded,
): readonly FedSeries[] {
  const own = { ...target, [objectiveLabel]: objective.name, ...input.group };
  return [...new Set(names)].flatMap((name) =>
    ['namespace', 'service', objectiveLabel].map((label) => ({
      name,
      labels: { ...own, [label]: 'another' },
      values:
        minutes > recent ? `_x${minutes - recent} ${value(name)}x${recent}` : `${value(name)}x${minutes}`,
    })),
  );
}
