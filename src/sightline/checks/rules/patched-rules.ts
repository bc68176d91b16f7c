import { isDeepStrictEqual } from 'node:util';
import type { Duration } from '../../contract/duration-literal';
import { identityLabelNames, type Target } from '../../contract/target-labels';
import type { Problem } from '../../problem/problem';
import { beside } from '../../problem/problems';
import { ruleText } from '../../promql/build/promql';
import { check } from '../../promql/check/check';
import { lacks } from '../../promql/flow/labels';
import { parse } from '../../promql/parse/parse';
import { bindGroups } from '../../rules/bind-rules';
import { identityLabels } from '../../rules/identity-labels';
import type { Rule, RuleGroup } from '../../rules/rule';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf, type RuleFacts } from '../world';
import { type FinalGroup, finalGroups, type FinalRule } from './final-groups';

/**
 * Rules about a target that are not what was written for it, since somebody patched them: as if they had been declared so, as text. Rules that
 * are as they were have been judged where they were bound.
 */
export const patchedRulesCheck: Check = {
  layer: 'rules',
  run: (world) =>
    objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').flatMap((object) => {
      const { rules } = object;
      return rules?.bound === undefined ? [] : patched(object, rules, rules.bound);
    }),
};

function patched(
  object: FinalObject,
  { written }: RuleFacts,
  { groups, binding, problems: known }: NonNullable<RuleFacts['bound']>,
): Problem[] {
  const final = finalGroups(object);
  if (isDeepStrictEqual(final, written)) return [];
  const asDeclared = final.map((group) => declaredGroup(group, written, groups, binding.target));
  const { problems } = bindGroups(asDeclared, binding);
  return beside(problems, known).map((problem) => ({
    ...problem,
    object: referenceOf(object),
    path: `${object.path}.${problem.path ?? 'spec'}`,
  }));
}

/** A final group as a declaration: rules that are as they were written are those of the program, others are text. */
function declaredGroup(
  { name, interval, rules = [] }: FinalGroup,
  written: readonly FinalGroup[],
  groups: readonly RuleGroup[],
  target: Target,
): RuleGroup {
  const place = written.findIndex((group) => group.name === name);
  const before = written[place]?.rules ?? [];
  return {
    name,
    // the schema has seen to its form
    ...(interval === undefined ? {} : { interval: interval as Duration }),
    rules: rules.map((rule) => {
      const same = before.findIndex((each) => isDeepStrictEqual(each, rule));
      return groups[place]?.rules[same] ?? declaredRule(rule, target);
    }),
    problems: [],
  };
}

function declaredRule(
  { record, alert, expr, for: wait, keep_firing_for: keep, labels = {}, annotations = {} }: FinalRule,
  target: Target,
): Rule {
  const expression = ruleText(String(expr));
  const own = Object.fromEntries(
    Object.entries(labels).filter(([label]) => !identityLabelNames.some((name) => name === label)),
  );
  if (alert === undefined)
    return {
      record: record ?? '',
      expression,
      labels: { ...own, ...otherIdentity(String(expr), labels, target) },
    };
  return {
    alert,
    expression,
    ...(wait === undefined ? {} : { for: wait as Duration }), // as above
    ...(keep === undefined ? {} : { keepFiringFor: keep as Duration }),
    labels: own,
    annotations,
  };
}

/** The labels of a recorded series by which rules know its target, where they say another one, or none. */
function otherIdentity(
  expr: string,
  labels: Readonly<Record<string, string>>,
  target: Target,
): Readonly<Record<string, string>> {
  const { node } = parse(expr);
  return Object.fromEntries(
    Object.entries(identityLabels(target)).flatMap(([label, value]) => {
      const given = labels[label];
      if (given === value) return [];
      // the expression may keep it
      const isKept = node === undefined || !lacks(check(node, { open: true }).flow.labels, label);
      return given === undefined && isKept ? [] : [[label, given ?? '']];
    }),
  );
}
