import { positiveDuration } from '../contract/duration-rule';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { text } from '../problem/scalar-shapes';
import { kindOf } from '../problem/read';
import { checkShape, list, make, record, type Shape } from '../problem/shape';
import { isExpression } from '../promql/typed/vector';
import type { Rule, RuleGroup } from './rule';

const rule: Shape<Rule> = make(['object'], 'a rule made by recordingRule or alertingRule', (value, path) => {
  const { record: name, expression, alert, labels, annotations } = value as Record<string, unknown>; // an object by then
  const named =
    typeof name === 'string'
      ? labels === undefined || isTexts(labels)
      : typeof alert === 'string' && isTexts(labels) && isTexts(annotations);
  return named && isExpression(expression)
    ? []
    : [error('OPT002', `'${path}' must be a rule made by recordingRule or alertingRule`, { path })];
});

function isTexts(value: unknown): boolean {
  return (
    kindOf(value) === 'object' &&
    checkShape(value, record(text({ test: () => true, expected: 'a text' }))).length === 0
  );
}

const problem: Shape<Problem> = make(['object'], 'a problem', () => []);

/** A group of rules as `ruleGroup` and `goldenSignals` make it; what its rules mean is checked when they are bound to a target. */
export const ruleGroupShape: Shape<RuleGroup> = object<RuleGroup>({
  name: required(text({ test: () => true, expected: 'a text' })),
  interval: optional(text(positiveDuration)),
  rules: required(list(rule)),
  problems: required(list(problem)),
});
