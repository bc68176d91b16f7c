import type { Duration } from '../contract/duration-literal';
import { seriesNames } from '../contract/series-names';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { below, distinct, hasErrors } from '../problem/problems';
import { check } from '../promql/check/check';
import { print } from '../promql/print/print';
import type { AnyVector } from '../promql/build/vector';
import type { Matcher, Node } from '../promql/syntax/ast';
import type { Dialect } from '../promql/syntax/dialect';
import { seriesName } from '../promql/syntax/series-name';
import { mapSelectors } from '../promql/syntax/walk';
import { checkedRules, type CheckedRule } from '../rules/checked-rules';
import { checkSources } from '../rules/check-sources';
import { prometheusSeries } from '../rules/prometheus-series';
import { isAlertingRule, type RecordingRule, type RuleGroup } from '../rules/rule';
import type { Annotation, BoundDashboard, Dashboard } from './dashboard';
import { checkDrawn, checkTitles } from './declared-panel';
import type { Panel, Query } from './panel';

/** What the expressions of a dashboard are bound to. */
export interface DashboardBinding {
  /**
   * What they are about.
   *
   * @default - all services: every series is meant as it is written
   */
  readonly about?: {
    readonly target: Target;
    readonly contract: ServiceContract;

    /** All rules about the target: panels may read what they record. */
    readonly groups: readonly RuleGroup[];
  };

  /** Which expressions the Prometheus reads that panels ask. */
  readonly dialect: Dialect;

  /**
   * The window that stands for that of Grafana, `$__rate_interval`.
   *
   * @default - none does
   */
  readonly rateWindow?: Duration;
}

/** A dashboard whose expressions are texts. */
export interface Bound {
  /** It, without the panels of which an expression is wrong. */
  readonly dashboard: BoundDashboard;

  /** What is wrong with its expressions. */
  readonly problems: readonly Problem[];
}

/** What Grafana puts in the place of a window, by the time between two points and by the interval of scrapes. */
const rateInterval = '$__rate_interval';

/**
 * The expressions of a dashboard about their target, as Prometheus evaluates them once Grafana has filled in the variables. Each is checked by what checks rules: it reads
 * what the service exposes and what its rules record.
 */
export function bindDashboard(dashboard: Dashboard, binding: DashboardBinding): Bound {
  const problems = below(dashboard.uid, checkTitles(dashboard.rows.flatMap(({ panels }) => panels)));
  const checked = checker(dashboard, binding);
  const isExposed = exposedBy(binding.about?.contract);
  const text = (
    query: Pick<Query, 'expression'> & Partial<Query>,
    raw: boolean,
    path: string,
    declared?: Panel,
  ): string | undefined => {
    const { node, flow, problems: found } = checked(query.expression);
    const drawn =
      declared === undefined || hasErrors(found) ? [] : checkDrawn(declared, { by: [], ...query }, flow);
    const wrong = distinct([...found, ...drawn]);
    problems.push(...below(path, declared === undefined ? leftOut(wrong) : wrong));
    if (hasErrors(wrong)) return undefined;
    return written(node, raw ? isExposed : undefined, dashboard, binding);
  };
  const rows = dashboard.rows.map((row) => ({
    ...row,
    panels: row.panels.flatMap((panel): Panel<string>[] => {
      const { raw = false, declared = false, ...shown } = panel;
      const queries = panel.queries.flatMap((query) => {
        const expression = text(query, raw, `${dashboard.uid}.${panel.title}`, declared ? panel : undefined);
        return expression === undefined ? [] : [{ ...query, expression }];
      });
      return queries.length === panel.queries.length ? [{ ...shown, queries, ...(raw ? { raw } : {}) }] : [];
    }),
  }));
  const annotations = dashboard.annotations.flatMap((annotation): Annotation<string>[] => {
    const expression = text(annotation, false, `${dashboard.uid}.${annotation.name}`);
    return expression === undefined ? [] : [{ ...annotation, expression }];
  });
  return {
    dashboard: { ...dashboard, rows: rows.filter(({ panels }) => panels.length > 0), annotations },
    problems,
  };
}

/** What is wrong with an expression that nobody has written: its panel is left out, and nothing else stops for it. */
function leftOut(problems: readonly Problem[]): Problem[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => ({
      ...problem,
      severity: 'warning',
      message: `a panel of the dashboard is left out: ${problem.message}`,
    }));
}

type Check = (expression: AnyVector) => Pick<CheckedRule, 'node' | 'flow' | 'problems'>;

/** What checks the expressions: for one target as rules about it are checked, else each by itself. */
function checker(dashboard: Dashboard, { about, dialect }: DashboardBinding): Check {
  if (about === undefined) {
    return ({ node, metrics, flaws }) => {
      const { flow, problems } = check(node, { metrics, dialect });
      return { node, flow, problems: hasErrors(flaws) ? flaws : [...flaws, ...problems] };
    };
  }
  const { target, contract, groups } = about;
  const rules = new Map(
    expressionsOf(dashboard).map((expression): [AnyVector, RecordingRule] => [
      expression,
      { record: 'panel:expression', expression },
    ]),
  );
  const exposed = new Set(contract.metrics.flatMap(seriesNames));
  const recorded = groups.flatMap(({ name: group, rules: all }) =>
    all.flatMap((rule, place) =>
      isAlertingRule(rule) ? [] : [{ record: rule.record, labels: rule.labels ?? {}, group, place }],
    ),
  );
  const own = new Set([...exposed, ...recorded.map(({ record }) => record)]);
  // what a panel says of the series that it reads is what their rules record: working that out again would cost as much as checking the rules
  const panels: RuleGroup = { name: '', rules: [...rules.values()], problems: [] };
  const checkRule = checkedRules([panels], { target, metrics: contract.metrics, dialect }, own);
  return (expression) => {
    const rule = rules.get(expression) ?? { record: 'panel:expression', expression };
    const result = checkRule(rule);
    const unknown = checkSources(
      result.nodes,
      result.stated,
      { group: '', place: 0 },
      { recorded, exposed, own },
    );
    return { ...result, problems: [...result.problems, ...unknown] };
  };
}

function expressionsOf({ rows, annotations }: Dashboard): AnyVector[] {
  const queries = rows.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries));
  return [...queries, ...annotations].map(({ expression }) => expression);
}

/** Whether series are exposed by the targets of a service, or written by Prometheus for each of them. */
export function exposedBy(contract: ServiceContract | undefined): (name: string) => boolean {
  const exposed = new Set(contract?.metrics.flatMap(seriesNames) ?? []);
  return (name) => exposed.has(name) || (prometheusSeries.get(name)?.own ?? false);
}

/**
 * The text of an expression with the variables of the dashboard in it: those that its series can be narrowed by.
 *
 * @param isExposed whether series have the labels of one target; undefined where none is to be narrowed by them
 */
function written(
  root: Node,
  isExposed: ((name: string) => boolean) | undefined,
  { variables }: Dashboard,
  { rateWindow }: DashboardBinding,
): string {
  const narrowed = mapSelectors(root, (selector) => {
    // what rules record has neither job nor instance, and with others these are not those of the service
    const isNarrow = isExposed?.(seriesName(selector)) === true;
    const usable = variables.filter(({ label }) => isNarrow || (label !== 'job' && label !== 'instance'));
    const matchers = usable.map(({ label }): Matcher => ({ label, operator: '=~', value: `$${label}` }));
    return { ...selector, matchers: [...selector.matchers, ...matchers] };
  });
  const text = print(narrowed);
  return rateWindow === undefined ? text : text.replaceAll(`[${rateWindow}]`, `[${rateInterval}]`);
}
