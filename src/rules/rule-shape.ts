import { object, required } from '../problem/object-shape';
import { anything, list, type Shape } from '../problem/shape';
import type { RuleGroup } from './rule';

/** A group of rules as `ruleGroup` and `goldenSignals` make it; what is in it is checked when it is bound to a target. */
export const ruleGroupShape: Shape<RuleGroup> = object<RuleGroup>({
  name: required(anything()),
  rules: required(list(anything())),
  problems: required(list(anything())),
});
