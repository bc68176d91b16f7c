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
import { mapSelectors } from '../promql/syntax/walk';
import { checkedRules, type CheckedRule } from '../rules/checked-rules';
import { checkSources } from '../rules/check-sources';
import { isAlertingRule, type RecordingRule, type RuleGroup } from '../rules/rule';
import type { Annotation, BoundDashboard, Dashboard } from './dashboard';
import type { Panel } from './panel';

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
  const problems: Problem[] = [];
  const checked = checker(dashboard, binding);
  const text = (expression: AnyVector, raw: boolean, path: string): string | undefined => {
    const { node, problems: wrong } = checked(expression);
    problems.push(...below(path, distinct(wrong)));
    if (hasErrors(wrong)) return undefined;
    return written(node, raw, dashboard, binding);
  };
  const rows = dashboard.rows.map((row) => ({
    ...row,
    panels: row.panels.flatMap((panel): Panel<string>[] => {
      const { raw = false, title } = panel;
      const queries = panel.queries.flatMap((query) => {
        const expression = text(query.expression, raw, `${dashboard.uid}.${title}`);
        return expression === undefined ? [] : [{ ...query, expression }];
      });
      return queries.length === panel.queries.length ? [{ ...panel, queries }] : [];
    }),
  }));
  const annotations = dashboard.annotations.flatMap((annotation): Annotation<string>[] => {
    const expression = text(annotation.expression, false, `${dashboard.uid}.${annotation.name}`);
    return expression === undefined ? [] : [{ ...annotation, expression }];
  });
  return {
    dashboard: { ...dashboard, rows: rows.filter(({ panels }) => panels.length > 0), annotations },
    problems,
  };
}

type Check = (expression: AnyVector) => Pick<CheckedRule, 'node' | 'problems'>;

/** What checks the expressions: for one target as rules about it are checked, else each by itself. */
function checker(dashboard: Dashboard, { about, dialect }: DashboardBinding): Check {
  if (about === undefined) {
    return ({ node, metrics, flaws }) => ({
      node,
      problems: hasErrors(flaws) ? flaws : [...flaws, ...check(node, { metrics, dialect }).problems],
    });
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
    return { node: result.node, problems: [...result.problems, ...unknown] };
  };
}

function expressionsOf({ rows, annotations }: Dashboard): AnyVector[] {
  const queries = rows.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries));
  return [...queries, ...annotations].map(({ expression }) => expression);
}

/** The text of an expression with the variables of the dashboard in it: those that its series can be narrowed by. */
function written(
  root: Node,
  raw: boolean,
  { variables }: Dashboard,
  { rateWindow }: DashboardBinding,
): string {
  // what rules record has neither job nor instance
  const usable = variables.filter(({ label }) => raw || (label !== 'job' && label !== 'instance'));
  const matchers = usable.map(({ label }): Matcher => ({ label, operator: '=~', value: `$${label}` }));
  const narrowed = mapSelectors(root, (selector) => ({
    ...selector,
    matchers: [...selector.matchers, ...matchers],
  }));
  const text = print(narrowed);
  return rateWindow === undefined ? text : text.replaceAll(`[${rateWindow}]`, `[${rateInterval}]`);
}
