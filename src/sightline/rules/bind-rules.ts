import type { MetricDeclaration } from '../contract/metric';
import { seriesNames } from '../contract/series-names';
import type { Target } from '../contract/target-labels';
import { defaultSeverities, type SeverityLabels } from '../objectives/alert-severities';
import type { Problem } from '../problem/problem';
import { below, error, hasErrors, mustStop, unanswerable, warning } from '../problem/problems';
import { asExpression } from '../promql/typed/vector';
import { infer } from '../promql/flow/infer';
import type { Matcher, Node } from '../promql/syntax/ast';
import { bindToTarget, mapSelectors, selectorsIn } from '../promql/bind';
import { checkText } from '../promql/check/check';
import type { Dialect } from '../promql/syntax/dialect';
import { print } from '../promql/print/print';
import { checkAlert } from './check-alert';
import { checkRanges } from './check-ranges';
import { checkSources, type RecordedSeries, type Sources } from './check-sources';
import { isRecordName } from './record-names';
import { isAlertingRule, type BoundRule, type RecordingRule, type Rule, type RuleGroup } from './rule';

/** A group as it is written into a PrometheusRule. */
export interface BoundGroup {
  readonly name: string;

  /** @default - as often as the target is scraped */
  readonly interval?: string;
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

  /**
   * What the label `severity` of alerts says.
   *
   * @default { page: 'critical', ticket: 'warning' }
   */
  readonly severities?: SeverityLabels;

  /**
   * What the Prometheus that evaluates them understands.
   *
   * @default - that of the chart, without features
   */
  readonly dialect?: Dialect;

  /**
   * Groups of the same target that are bound apart; rules may read what they record.
   *
   * @default - there are none
   */
  readonly beside?: readonly RuleGroup[];
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
  const names = new Set((binding.beside ?? []).map(({ name }) => name));
  const known = new Set<string>();
  const sources = sourcesOf(groups, binding);
  const bound = groups.map((group) => {
    // one that is wrong has no rules
    problems.push(...unanswerable(group.problems), ...checkGroup(group, names));
    names.add(group.name);
    const rules = group.rules.map((rule, place) => {
      const { bound: result, node, problems: found } = bindRule(rule, binding, sources.own);
      found.push(
        ...checkSources(node, { ...rule, group: group.name, place }, sources),
        ...checkRepeated(result, known),
      );
      problems.push(...below(`rules.${group.name}.${nameOf(rule)}`, found));
      return result;
    });
    return { name: group.name, ...(group.interval === undefined ? {} : { interval: group.interval }), rules };
  });
  return { groups: bound, problems };
}

function sourcesOf(groups: readonly RuleGroup[], { beside = [], metrics }: Binding): Sources {
  const recorded = [...groups, ...beside].flatMap(recordedBy);
  const exposed = metrics === undefined ? undefined : new Set(metrics.flatMap(seriesNames));
  const own = new Set([...(exposed ?? []), ...recorded.map(({ record }) => record)]);
  return { recorded, ...(exposed === undefined ? {} : { exposed }), own };
}

function recordedBy({ name: group, rules }: RuleGroup): RecordedSeries[] {
  return rules.flatMap((rule, place) =>
    isAlertingRule(rule) ? [] : [{ record: rule.record, labels: rule.labels ?? {}, group, place }],
  );
}

function checkGroup(group: RuleGroup, names: ReadonlySet<string>): Problem[] {
  const path = `rules.${group.name}`;
  if (group.name === '')
    return [
      error('SCH002', "a rule group must have a 'name'", { path: 'rules' }),
      ...checkFilled(group, path),
    ];
  if (names.has(group.name))
    return [
      error('SCH002', `rule group '${group.name}' is there twice`, { path }),
      ...checkFilled(group, path),
    ];
  return checkFilled(group, path);
}

/** One that could not be made has said why. */
function checkFilled(group: RuleGroup, path: string): Problem[] {
  return group.rules.length === 0 && !hasErrors(group.problems)
    ? [error('SCH011', `rule group '${group.name}' has no rules`, { path })]
    : [];
}

/** Two rules that write the same series, or fire the same alert. */
function checkRepeated(rule: BoundRule, known: Set<string>): Problem[] {
  const isAlert = 'alert' in rule;
  const key = JSON.stringify([
    isAlert,
    isAlert ? rule.alert : rule.record,
    Object.entries(rule.labels).sort(),
  ]);
  if (!known.has(key)) {
    known.add(key);
    return [];
  }
  return [
    isAlert
      ? error('ALR408', `alert '${rule.alert}' is there twice with the same labels`, {
          fix: 'join the expressions with or, or tell the alerts apart by a label',
        })
      : error('REC503', `'${rule.record}' is recorded twice, so its samples would collide`, {
          fix: 'record it in one group: golden signals over a second window leave saturation out (saturation: false)',
        }),
  ];
}

function nameOf(rule: Rule): string {
  return isAlertingRule(rule) ? rule.alert : rule.record;
}

function bindRule(
  rule: Rule,
  { target, scrapeInterval, clusterScrapeInterval, severities = defaultSeverities, dialect }: Binding,
  own: ReadonlySet<string>,
): { readonly bound: BoundRule; readonly node: Node; readonly problems: Problem[] } {
  const expression = asExpression(rule.expression, `the rule '${nameOf(rule)}'`);
  const problems = [
    ...expression.problems,
    ...(isAlertingRule(rule) ? checkAlert(rule, expression.flow.labels, severities) : checkRecord(rule)),
  ];
  if (expression.flow.shape === 'range vector') {
    const does = isAlertingRule(rule) ? 'an alert fires for' : 'a rule records';
    problems.push(
      error('PQL005', `${does} an instant vector, and this is a range vector`, {
        fix: expression.flow.kind === 'gauge' ? 'leave over() out' : 'take its rate',
      }),
    );
  }
  const { node, problems: binding } = bindToTarget(claimed(expression.node, own), target);
  problems.push(
    ...binding,
    ...checkRanges(node, {
      target: scrapeInterval,
      namespace: clusterScrapeInterval,
      global: clusterScrapeInterval,
    }),
  );
  if (!mustStop(problems)) problems.push(...overwritten(node, target));
  const expr = print(node);
  // what is wrong for every Prometheus needs no second reason
  if (!mustStop(problems)) problems.push(...unreadable(expr, dialect));
  const labels = { ...identityLabels(target), ...rule.labels };
  if (!isAlertingRule(rule)) return { bound: { record: rule.record, expr, labels }, node, problems };
  const severity: Readonly<Record<string, string>> =
    rule.severity === undefined ? {} : { severity: severities[rule.severity] };
  const bound = {
    alert: rule.alert,
    expr,
    ...(rule.for === undefined ? {} : { for: rule.for }),
    ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: rule.keepFiringFor }),
    labels: { ...labels, ...severity },
    annotations: rule.annotations,
  };
  return { bound, node, problems };
}

/**
 * Labels of the result that those of the rule overwrite, though the series are of any target: what was told apart by them falls together,
 * and evaluation fails where two are then the same.
 */
function overwritten(node: Node, target: Target): readonly Problem[] {
  const others = selectorsIn(node).filter(({ scope }) => scope === 'global');
  if (others.length === 0) return [];
  // what is bound has its value by now
  const { names, values } = infer(node).flow.labels;
  const identity = Object.entries(identityLabels(target));
  return identity.flatMap(([label, value]) => {
    const isFixed = (matchers: readonly Matcher[]): boolean =>
      matchers.some(
        (matcher) => matcher.label === label && matcher.operator === '=' && matcher.value === value,
      );
    const isOpen = others.some(({ matchers }) => !isFixed(matchers));
    if (!names.has(label) || values?.has(label) === true || !isOpen) return [];
    const message = `the rule's ${label}="${value}" overwrites the '${label}' of its result, which may be any`;
    return [
      warning('LBL207', message, {
        fix: `narrow what it reads to ${label}="${value}", or leave '${label}' out of by`,
      }),
    ];
  });
}

/** What the Prometheus of the stack refuses of an expression as it is written, or fails to evaluate; advice on it was given where it was built. */
function unreadable(expr: string, dialect: Dialect | undefined): readonly Problem[] {
  return checkText(expr, dialect, 'rule')
    .problems.filter(({ id, severity }) => severity === 'error' || id === 'PQL009')
    .map(({ span: _, ...problem }) => problem);
}

/** The expression with what the service itself exposes and records as its own: text that names no metrics says it of none. */
function claimed(root: Node, own: ReadonlySet<string>): Node {
  return mapSelectors(root, (selector) =>
    selector.scope === 'global' && own.has(selector.name) ? { ...selector, scope: 'target' } : selector,
  );
}

function checkRecord({ record }: RecordingRule): Problem[] {
  if (isRecordName(record)) return [];
  const message = `'record' (${record}) must be a metric name with a colon, as level:metric:operations`;
  return [error('REC501', message, { fix: "such as 'task_api:requests:rate5m'" })];
}
