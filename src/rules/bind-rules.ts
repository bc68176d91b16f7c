import type { MetricDeclaration } from '../contract/metric';
import { seriesNames } from '../contract/series-names';
import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { below, error, hasErrors } from '../problem/problems';
import { asExpression } from '../promql/vector';
import type { Node } from '../promql/ast';
import { bindToTarget } from '../promql/bind';
import { print } from '../promql/print';
import { checkRanges } from './check-ranges';
import { checkSources, type Sources } from './check-sources';
import { isRecordName } from './record-names';
import type { BoundRule, RecordingRule, RuleGroup } from './rule';

/** A group as it is written into a PrometheusRule. */
export interface BoundGroup {
  readonly name: string;
  readonly rules: readonly BoundRule[];
}

/** What rules are bound to. */
export interface Binding {
  readonly target: Target;

  /** How often the target is scraped, in milliseconds; windows are held against it. */
  readonly scrapeInterval: number;

  /**
   * How often metrics of the cluster are scraped, such as those of cAdvisor, in milliseconds.
   *
   * @default - unknown, and their windows are not checked
   */
  readonly clusterScrapeInterval?: number;

  /**
   * The metrics that the target exposes; rules over others are refused.
   *
   * @default - unknown
   */
  readonly metrics?: readonly MetricDeclaration[];
}

/** The identity labels of every series recorded for a target, so that staging and production never meet. */
export function identityLabels(target: Target): Readonly<Record<string, string>> {
  return { namespace: target.namespace, service: target.service };
}

/** The groups about one target, and everything that is wrong with them. */
export function bindGroups(
  groups: readonly RuleGroup[],
  binding: Binding,
): { readonly groups: readonly BoundGroup[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const names = new Set<string>();
  const records = new Set<string>();
  const sources: Sources = {
    recorded: new Map(groups.flatMap(({ name, rules }) => rules.map(({ record }) => [record, name]))),
    ...(binding.metrics === undefined ? {} : { exposed: new Set(binding.metrics.flatMap(seriesNames)) }),
  };
  const bound = groups.map((group) => {
    problems.push(...group.problems);
    const path = `rules.${group.name}`;
    if (group.name === '')
      problems.push(error('SCH002', "a rule group must have a 'name'", { path: 'rules' }));
    else if (names.has(group.name))
      problems.push(error('SCH002', `rule group '${group.name}' is there twice`, { path }));
    // one that could not be made has said why
    if (group.rules.length === 0 && !hasErrors(group.problems))
      problems.push(error('SCH002', `rule group '${group.name}' has no rules`, { path }));
    names.add(group.name);
    const before = new Set<string>();
    const rules = group.rules.map((rule) => {
      const result = bindRule(rule, binding);
      result.problems.push(...checkSources(result.node, group.name, before, sources));
      before.add(rule.record);
      if (records.has(rule.record)) {
        result.problems.push(
          error('REC503', `'${rule.record}' is recorded twice, so its samples would collide`, {
            fix: 'record it in one group: golden signals over a second window leave saturation out (saturation: false)',
          }),
        );
      }
      records.add(rule.record);
      problems.push(...below(`${path}.${rule.record}`, result.problems));
      return result.rule;
    });
    return { name: group.name, rules };
  });
  return { groups: bound, problems };
}

function bindRule(
  rule: RecordingRule,
  { target, scrapeInterval, clusterScrapeInterval }: Binding,
): { readonly rule: BoundRule; readonly node: Node; readonly problems: Problem[] } {
  const expression = asExpression(rule.expression, `the rule '${rule.record}'`);
  const problems = [...expression.problems];
  if (!isRecordName(rule.record)) {
    problems.push(
      error(
        'REC501',
        `'record' (${rule.record}) must be a metric name with a colon, as level:metric:operations`,
        {
          fix: "such as 'task_api:requests:rate5m'",
        },
      ),
    );
  }
  if (expression.flow.shape === 'range vector') {
    problems.push(
      error('PQL005', 'a rule records an instant vector, and this is a range vector', {
        fix: expression.flow.kind === 'gauge' ? 'leave over() out' : 'take its rate',
      }),
    );
  }
  const { node, problems: binding } = bindToTarget(expression.node, target);
  problems.push(
    ...binding,
    ...checkRanges(node, {
      target: scrapeInterval,
      namespace: clusterScrapeInterval,
      global: clusterScrapeInterval,
    }),
  );
  return { rule: { record: rule.record, expr: print(node), labels: identityLabels(target) }, node, problems };
}
