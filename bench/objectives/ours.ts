import { defaultSeverities } from '../../src/objectives/alert-severities';
import { bindGroups } from '../../src/rules/bind-rules';
import { objectiveRules } from '../../src/rules/objectives/groups';
import { scrapeSeconds, target, contract } from './task-api';
import type { Shape } from './shape';

/**
 * What the library itself writes.
 *
 * @throws Error when anything is wrong with it, so that nothing is measured that synth would refuse
 */
export function ours(): Shape {
  const scrapeInterval = scrapeSeconds * 1000;
  const groups = objectiveRules(contract, { scrapeInterval, severities: defaultSeverities }).flatMap(
    (each) => each.groups,
  );
  const bound = bindGroups(groups, { target, scrapeInterval, metrics: contract.metrics });
  const problems = [...contract.problems, ...bound.problems];
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return {
    name: 'ours',
    groups: bound.groups.map(({ interval = `${scrapeSeconds}s`, ...group }) => ({ ...group, interval })),
  };
}
