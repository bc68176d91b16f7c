import { bindGroups } from '../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../src/sightline/rules/objectives/groups';
import type { ServiceContract } from '../../src/sightline/contract/service-contract';
import type { Target } from '../../src/sightline/contract/target-labels';
import type { Shape } from './shape';
import { contract, scrapeSeconds } from './task-api';

/**
 * What the library itself writes.
 *
 * @throws Error when anything is wrong with it, so that nothing is measured that synth would refuse
 */
export function ours(target: Target): Shape {
  return objectiveShape(contract, target);
}

/**
 * What the library writes for the objectives of a contract.
 *
 * @throws Error when anything is wrong with it
 */
export function objectiveShape(contract: ServiceContract, target: Target): Shape {
  const scrapeInterval = scrapeSeconds * 1000;
  const groups = objectiveRules(contract, { scrapeInterval }).flatMap((each) => each.groups);
  const bound = bindGroups(groups, { target, scrapeInterval, metrics: contract.metrics });
  const problems = [...contract.problems, ...bound.problems];
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return {
    name: 'ours',
    groups: bound.groups.map(({ interval = `${scrapeSeconds}s`, ...group }) => ({ ...group, interval })),
  };
}
