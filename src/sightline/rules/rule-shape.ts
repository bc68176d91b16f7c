import { positiveDuration } from '../contract/duration-rule';
import { object, optional, required } from '../problem/object-shape';
import { problemShape } from '../problem/problem-shape';
import { error } from '../problem/problems';
import { allKinds, readEntry } from '../problem/read';
import { oneOf, text } from '../problem/scalar-shapes';
import { anyText } from '../problem/text-rules';
import { checkShape, list, make, once, record, type Shape } from '../problem/shape';
import { isExpression, type AnyVector, type Expression } from '../promql/build/vector';
import type { AlertSeverity } from '../objectives/alert-severities';
import type { Signal, SignalType } from '../signals/signal';
import type { AlertingRule, RecordingRule, Rule, RuleGroup } from './rule';

const words = text(anyText);
const texts = record(words);

const expression: Shape<Expression> = make(['object'], 'an expression', (value, path) =>
  isExpression(value) ? [] : [error('OPT002', `'${path}' must be an expression`, { path })],
);

const vector: Shape<AnyVector> = make(['object'], 'an instant vector', (value, path) =>
  isExpression(value) && value.shape === 'instant vector'
    ? []
    : [error('OPT002', `'${path}' must be an instant vector`, { path })],
);

/** What `recordingRule` gives: a rule, and the series that later rules can use. */
const recording = object<RecordingRule & { readonly series?: unknown }>({
  record: required(words),
  expression: required(expression),
  labels: optional(texts),
  remembered: optional(list(words)),
  // it is read by nobody here
  series: optional(make(allKinds, 'a series', () => [])),
});

const alerting = object<AlertingRule>({
  alert: required(words),
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

const anyNumber = make<number>(['number'], 'a number', () => []);

/** What the recorded series mean, for those that are golden signals. */
const signal = object<Signal>({
  name: required(words),
  type: required(oneOf<SignalType>('latency', 'traffic', 'errors', 'saturation')),
  meaning: required(words),
  unit: optional(words),
  threshold: optional(anyNumber),
  record: required(words),
  expression: required(vector),
  by: required(list(words)),
});

/** A group of rules as `ruleGroup` and `goldenSignals` make it; what its rules mean is checked when they are bound to a target. */
export const ruleGroupShape: Shape<RuleGroup> = once(
  object<RuleGroup>({
    name: required(words),
    interval: optional(text(positiveDuration)),
    rules: required(list(rule)),
    signals: optional(list(signal)),
    problems: required(list(problemShape)),
  }),
);
