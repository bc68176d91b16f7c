import { defined } from '../problem/defined';
import type { MetricDeclaration } from '../contract/metric';
import { seriesNames } from '../contract/series-names';
import type { Target } from '../contract/target-labels';
import { defaultSeverities, type SeverityLabels } from '../objectives/alert-severities';
import type { Problem } from '../problem/problem';
import { below, distinct, error, hasErrors, mustStop, unanswerable } from '../problem/problems';
import {
  eitherMetric,
  recordedMetric,
  type KnownMetric,
  type KnownMetricMap,
} from '../promql/flow/known-metrics';
import { print } from '../promql/print/print';
import type { Dialect } from '../promql/syntax/dialect';
import { checkAlert } from './check-alert';
import { checkOverwritten, checkSetLabels } from './check-overwritten';
import type { AskedProblems } from './template/check-template';
import { checkNearNames, type NearName, nearNames } from './check-near-names';
import { checkRanges } from './check-ranges';
import { checkReach } from './check-reach';
import { checkSources, type RecordedSeries, type Sources } from './check-sources';
import { checkedRules, type CheckedRule } from './checked-rules';
import { identityLabels } from './identity-labels';
import { isRecordName } from '../signals/record-names';
import {
  isAlertingRule,
  nameOf,
  type BoundRule,
  type RecordingRule,
  type Rule,
  type RuleGroup,
} from './rule';

/** A group as it is written into a PrometheusRule. */
export interface BoundGroup {
  /** Its name, unique within its PrometheusRule. */
  readonly name: string;

  /** @default - as often as the target is scraped */
  readonly interval?: string;

  /** Its rules, in the order in which they are evaluated. */
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
   * How long Prometheus keeps samples, in milliseconds.
   *
   * @default - unknown, and no window is too long
   */
  readonly retention?: number;

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

/** Groups about one target. */
export interface BoundGroups {
  readonly groups: readonly BoundGroup[];

  /** Everything that is wrong with them. */
  readonly problems: readonly Problem[];

  /** What is known of the series that they record, by name. */
  readonly recorded: () => KnownMetricMap;
}

/** The groups about one target, and everything that is wrong with them. */
export function bindGroups(groups: readonly RuleGroup[], binding: Binding): BoundGroups {
  const problems: Problem[] = [];
  const names = new Set((binding.beside ?? []).map(({ name }) => name));
  const known = new Set<string>();
  const sources = sourcesOf(groups, binding);
  // made for the first text that asks something
  let near: NearName | undefined;
  const asked: AskedProblems = (nodes) =>
    checkNearNames(nodes, (name) => sources.own.has(name), (near ??= nearNames(sources.own)));
  const checked = checkedRules([...groups, ...(binding.beside ?? [])], binding, sources.own);
  const bound = groups.map((group) => {
    // one that is wrong has no rules
    problems.push(...unanswerable(group.problems), ...checkGroup(group, names));
    names.add(group.name);
    const rules = group.rules.map((rule, place) => {
      const expression = checked(rule);
      const result = writeRule(rule, expression, binding);
      const at = { ...rule, group: group.name, place };
      const unknown = checkSources(expression.nodes, expression.stated, at, sources);
      const found = [
        ...checkRule(rule, expression, binding, hasErrors(unknown), asked),
        ...unknown,
        ...checkRepeated(result, known),
      ];
      problems.push(...below(`rules.${group.name}.${nameOf(rule)}`, distinct(found)));
      return result;
    });
    return { name: group.name, ...defined({ interval: group.interval }), rules };
  });
  return { groups: bound, problems, recorded: () => recordedSeries(groups, checked, binding.target) };
}

function recordedSeries(
  groups: readonly RuleGroup[],
  checked: (rule: Rule) => CheckedRule,
  target: Target,
): KnownMetricMap {
  const known = new Map<string, KnownMetric>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (isAlertingRule(rule)) continue;
    const series = recordedMetric(checked(rule).flow, { ...identityLabels(target), ...rule.labels });
    const before = known.get(rule.record);
    known.set(rule.record, before === undefined ? series : eitherMetric(before, series));
  }
  return known;
}

function sourcesOf(groups: readonly RuleGroup[], { beside = [], metrics }: Binding): Sources {
  const recorded = [...groups, ...beside].flatMap(recordedBy);
  const exposed = metrics === undefined ? undefined : new Set(metrics.flatMap(seriesNames));
  const own = new Set([...(exposed ?? []), ...recorded.map(({ record }) => record)]);
  return { recorded, ...defined({ exposed }), own };
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

/** A rule as it is written. */
function writeRule(
  rule: Rule,
  { node }: CheckedRule,
  { target, severities = defaultSeverities }: Binding,
): BoundRule {
  const expr = print(node);
  const labels = { ...identityLabels(target), ...rule.labels };
  if (!isAlertingRule(rule)) return { record: rule.record, expr, labels };
  const severity: Readonly<Record<string, string>> =
    rule.severity === undefined ? {} : { severity: severities[rule.severity] };
  return {
    alert: rule.alert,
    expr,
    ...defined({ for: rule.for, keep_firing_for: rule.keepFiringFor }),
    labels: { ...labels, ...severity },
    annotations: rule.annotations,
  };
}

/**
 * What is wrong with a rule by itself.
 *
 * @param isElsewhere whether it reads series that are nobody's here, which has been told
 * @param asked what is wrong with an expression that a text of it asks for
 */
function checkRule(
  rule: Rule,
  { node, nodes, flow, problems: wrong }: CheckedRule,
  binding: Binding,
  isElsewhere: boolean,
  asked: AskedProblems,
): Problem[] {
  const {
    target,
    scrapeInterval,
    clusterScrapeInterval,
    retention,
    severities = defaultSeverities,
  } = binding;
  const intervals = {
    target: scrapeInterval,
    namespace: clusterScrapeInterval,
    global: clusterScrapeInterval,
  };
  const problems = [
    ...wrong,
    ...(isAlertingRule(rule)
      ? checkAlert(rule, flow, severities, binding.dialect, asked)
      : checkRecord(rule)),
    ...checkRanges(nodes, ({ scope }) => intervals[scope]),
    ...checkReach(node, retention),
  ];
  return isElsewhere || mustStop(problems)
    ? problems
    : [
        ...problems,
        ...checkOverwritten(node, flow.labels, target),
        ...checkSetLabels(rule.labels ?? {}, flow.labels),
      ];
}

function checkRecord({ record }: RecordingRule): Problem[] {
  if (isRecordName(record)) return [];
  const message = `'record' (${record}) must be a metric name with a colon, as level:metric:operations`;
  return [error('REC501', message, { fix: "such as 'task_api:requests:rate5m'" })];
}
