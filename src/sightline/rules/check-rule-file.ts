import type { Problem } from '../problem/problem';
import { below } from '../problem/problems';
import { check } from '../promql/check/check';
import { inText } from '../promql/check/found';
import { asOpen } from '../promql/check/open-world';
import { unknownFlow, type Flow } from '../promql/flow/flow';
import type { KnownMetric, KnownMetrics } from '../promql/flow/known-metrics';
import { parse } from '../promql/parse/parse';
import type { Dialect } from '../promql/syntax/dialect';
import { prometheusSeries } from './prometheus-series';
import { recordChain, type Chained } from './record-chain';
import { checkTemplate } from './template/check-template';

/** A rule as it stands in a rule file or a PrometheusRule. */
export interface FileRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A group as it stands there. */
export interface FileGroup {
  readonly name: string;
  readonly rules: readonly FileRule[];
}

/**
 * What is wrong with rules of others: expressions and texts that Prometheus refuses or fails to evaluate are errors; what it evaluates is at most
 * warned of. Nothing is known of series that no rule of the same groups records.
 *
 * @param dialect the Prometheus that evaluates them
 * @returns each with its group and rule as path
 */
export function checkRuleFile(groups: readonly FileGroup[], dialect: Dialect = {}): Problem[] {
  const checked = recordChain<FileRule, CheckedFileRule>({
    rules: groups.flatMap(({ rules }) => rules),
    identity: {},
    check: (rule, recordedBy) => checkFileRule(rule, recordedBy, dialect),
  });
  return groups.flatMap(({ name, rules }) =>
    rules.flatMap((rule) => {
      const { flow, problems } = checked(rule);
      const texts = rule.alert === undefined ? [] : textProblems(rule, rule.alert, flow);
      return below(`rules.${name}.${rule.alert ?? rule.record ?? ''}`, [...problems, ...texts]);
    }),
  );
}

interface CheckedFileRule extends Chained {
  readonly problems: readonly Problem[];
}

function checkFileRule(
  { expr, alert }: FileRule,
  recordedBy: (name: string) => KnownMetric | undefined,
  dialect: Dialect,
): CheckedFileRule {
  const { node, problems } = parse(expr, dialect);
  if (node === undefined || problems.length > 0)
    return { flow: unknownFlow, problems: problems.map((problem) => inText(problem, expr)) };
  const metrics: KnownMetrics = { get: (name) => recordedBy(name) ?? ofPrometheus(name) };
  const use = alert === undefined ? 'rule' : 'alert';
  const { flow, problems: found } = check(node, { metrics, dialect, use, open: true });
  return { node, flow, problems: found.map((problem) => inText(problem, expr)) };
}

/** What Prometheus writes of alerts; which labels a target got is not said. */
function ofPrometheus(name: string): KnownMetric | undefined {
  const known = prometheusSeries.get(name);
  return known?.own === true ? undefined : known;
}

function textProblems({ annotations = {}, labels = {} }: FileRule, alert: string, flow: Flow): Problem[] {
  return Object.entries({ annotation: annotations, label: labels }).flatMap(([kind, texts]) =>
    Object.entries(texts).flatMap(([name, text]) =>
      checkTemplate(text, `${kind} '${name}' of alert '${alert}'`, flow).map(asOpen),
    ),
  );
}
