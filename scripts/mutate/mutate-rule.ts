import type { Node } from '../../src/sightline/promql/syntax/ast';
import { parse } from '../../src/sightline/promql/parse/parse';
import { print } from '../../src/sightline/promql/print/print';
import { parseDuration, formatDuration } from '../../src/sightline/contract/duration';
import type { Change } from './change';
import { keptLabel } from './kept-label';
import { changesOf } from './mutate-expression';
import { nameOf, type WrittenRule } from './rules-file';

/** A label that no rule has. */
const otherValue = 'another';

/** All that one change makes of a rule; its annotations are left as they are. */
export function changesOfRule(rule: WrittenRule): readonly Change<WrittenRule>[] {
  const { node, problems } = parse(rule.expr);
  if (node === undefined) throw new Error(`the expression of ${nameOf(rule)}: ${problems[0]?.message ?? ''}`);
  return [
    ...changesOf(node).map(({ freed: _, result, ...change }) => ({
      ...change,
      result: { ...rule, expr: print(result) },
    })),
    ...changesOfTime(rule, 'for'),
    ...changesOfTime(rule, 'keep_firing_for'),
    ...changesOfLabels(rule, node),
  ].filter(({ result }) => result.expr !== rule.expr || result !== rule);
}

function changesOfTime(rule: WrittenRule, key: 'for' | 'keep_firing_for'): readonly Change<WrittenRule>[] {
  const written = rule[key];
  if (written === undefined) return [];
  const { [key]: _, ...without } = rule;
  const length = parseDuration(written) ?? 0;
  return [
    { change: `drop ${key}`, result: without },
    ...[2, 0.5].map((factor) => ({
      change: `${key} × ${factor}`,
      result: { ...rule, [key]: formatDuration(length * factor) },
    })),
  ];
}

function changesOfLabels(rule: WrittenRule, node: Node): readonly Change<WrittenRule>[] {
  const { labels = {} } = rule;
  return Object.entries(labels).flatMap(([label, value]) => {
    const { [label]: _, ...without } = labels;
    const other = label === 'severity' && value !== 'warning' ? 'warning' : otherValue;
    return [
      {
        change: `drop label ${label}`,
        result: { ...rule, labels: without },
        ...(keptLabel(node, label) === value ? { why: 'the expression has the label' } : {}),
      },
      { change: `label ${label} → another`, result: { ...rule, labels: { ...labels, [label]: other } } },
    ];
  });
}
