import { positiveDuration } from '../contract/duration-rule';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { allKinds, readEntry } from '../problem/read';
import { oneOf, text } from '../problem/scalar-shapes';
import { checkShape, list, make, record, type Shape } from '../problem/shape';
import { isExpression, type Expression } from '../promql/build/vector';
import type { AlertSeverity } from '../objectives/alert-severities';
import type { Signal } from '../signals/signal';
import type { AlertingRule, RecordingRule, Rule, RuleGroup } from './rule';

const anyText = text({ test: () => true, expected: 'a text' });
const texts = record(anyText);

const expression: Shape<Expression> = make(['object'], 'an expression', (value, path) =>
  isExpression(value) ? [] : [error('OPT002', `'${path}' must be an expression`, { path })],
);

/** What `recordingRule` gives: a rule, and the series that later rules can use. */
const recording = object<RecordingRule & { readonly series?: unknown }>({
  record: required(anyText),
  expression: required(expression),
  labels: optional(texts),
  remembered: optional(list(anyText)),
  // it is read by nobody here
  series: optional(make(allKinds, 'a series', () => [])),
});

const alerting = object<AlertingRule>({
  alert: required(anyText),
  expression: required(expression),
  for: optional(text(positiveDuration)),
  keepFiringFor: optional(text(positiveDuration)),
  severity: optional(oneOf<AlertSeverity>('page', 'ticket')),
  labels: optional(texts),
  annotations: required(texts),
});

const rule: Shape<Rule> = make(['object'], 'a rule made by recordingRule or alertingRule', (value, path) => {
  const has = (key: string) => readEntry(value as object, key).value !== undefined; // an object by then
  if (has('alert')) return checkShape(value, alerting, path);
  if (has('record')) return checkShape(value, recording, path);
  return [error('OPT002', `'${path}' must be a rule made by recordingRule or alertingRule`, { path })];
});

const problem: Shape<Problem> = make(['object'], 'a problem', () => []);

/** A group of rules as `ruleGroup` and `goldenSignals` make it; what its rules mean is checked when they are bound to a target. */
export const ruleGroupShape: Shape<RuleGroup> = object<RuleGroup>({
  name: required(anyText),
  interval: optional(text(positiveDuration)),
  rules: required(list(rule)),
  // they are made by goldenSignals, and read by views of them only
  signals: optional(list(make<Signal>(['object'], 'a signal', () => []))),
  problems: required(list(problem)),
});
