import { object, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { text } from '../problem/scalar-shapes';
import { list, make, type Shape } from '../problem/shape';
import { isExpression } from '../promql/vector';
import type { RecordingRule, RuleGroup } from './rule';

const rule: Shape<RecordingRule> = make(['object'], 'a rule made by recordingRule', (value, path) => {
  const { record, expression } = value as Partial<Record<keyof RecordingRule, unknown>>; // an object by then
  const made = typeof record === 'string' && isExpression(expression);
  return made ? [] : [error('OPT002', `'${path}' must be a rule made by recordingRule`, { path })];
});

const problem: Shape<Problem> = make(['object'], 'a problem', () => []);

/** A group of rules as `ruleGroup` and `goldenSignals` make it; what its rules mean is checked when they are bound to a target. */
export const ruleGroupShape: Shape<RuleGroup> = object<RuleGroup>({
  name: required(text({ test: () => true, expected: 'a text' })),
  rules: required(list(rule)),
  problems: required(list(problem)),
});
