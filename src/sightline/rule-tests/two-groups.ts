import { inOtherGroup } from './input-series';
import type { Scenario } from './scenario';
import type { Subject } from './subject';

/** The same with another value of each label that the objective is kept by, of which all was recorded as well: neither may be taken for the other. */
export function inTwoGroups({ objective: { by } }: Subject, scenario: Scenario): Scenario {
  const ofGroups = scenario.beside.filter(({ labels }) => by.every((label) => label in labels));
  const twice = ofGroups.map((each) => ({ ...each, labels: inOtherGroup(each.labels, by) }));
  return by.length === 0 ? scenario : { ...scenario, beside: [...scenario.beside, ...twice] };
}
