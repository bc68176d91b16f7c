import { knownMetrics } from '../../promql/flow/known-metrics';
import { eitherMetric, type KnownMetric, type KnownMetricMap } from '../../promql/flow/known-metrics';
import { check } from '../../promql/check/check';
import { inText } from '../../promql/check/found';
import { parse } from '../../promql/parse/parse';
import type { Problem } from '../../problem/problem';
import { hasErrors } from '../../problem/problems';
import { checkReach } from '../../rules/check-reach';
import { checkTemplate } from '../../rules/template/check-template';
import { prometheusSeries } from '../../rules/prometheus-series';
import type { Check } from '../check';
import { type FinalObject, isWithin, objectsOf, type StackFacts, stackOf, type World } from '../world';
import { type FinalRule, finalGroups, isSame, placeOf } from './final-groups';

/**
 * Rules of a PrometheusRule that a user writes by hand, over what is known: what the services of the program expose and record, and what
 * Prometheus writes itself. All else is open: a metric that nobody declared may be anybody's.
 */
export const foreignRulesCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const foreign = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule').filter(
      (object) => !isAsWritten(world, object),
    );
    if (foreign.length === 0) return [];
    const known = knownIn(world);
    return foreign.flatMap((object) => checkObject(object, known, stackOf(world, object.path)));
  },
};

/** Whether the rules are those of the program: if they are about a target, they are judged as such. */
function isAsWritten({ rules }: World, object: FinalObject): boolean {
  const facts = rules.find(({ path }) => isWithin(object.path, path));
  return facts !== undefined && (facts.bound !== undefined || isSame(finalGroups(object), facts.written));
}

function checkObject(object: FinalObject, known: KnownMetricMap, stack: StackFacts | undefined): Problem[] {
  return finalGroups(object).flatMap(({ rules = [] }, group) =>
    rules.flatMap((rule, index) =>
      checkRule(rule, known, stack).map((problem) => ({
        ...problem,
        object: `PrometheusRule/${object.namespace ?? 'default'}/${object.name}`,
        path: placeOf(object, group, index),
      })),
    ),
  );
}

function checkRule(rule: FinalRule, metrics: KnownMetricMap, stack: StackFacts | undefined): Problem[] {
  const { dialect = {}, retention } = stack ?? {};
  const text = String(rule.expr);
  const read = parse(text, dialect);
  const problems = read.problems.map((problem) => inText(problem, text));
  if (read.node === undefined || hasErrors(problems)) return problems;
  const use = rule.alert === undefined ? 'rule' : 'alert';
  const { flow, problems: found } = check(read.node, { metrics, dialect, use });
  problems.push(...found.map((problem) => inText(problem, text)));
  if (retention !== undefined) problems.push(...checkReach(read.node, retention));
  if (rule.alert === undefined || hasErrors(problems)) return problems;
  const { alert, annotations = {}, labels = {} } = rule;
  for (const [kind, texts] of Object.entries({ annotation: annotations, label: labels })) {
    for (const [name, template] of Object.entries(texts))
      problems.push(...checkTemplate(template, `${kind} '${name}' of alert '${alert}'`, flow));
  }
  return problems;
}

/** What is known of series by their names alone: rules of a user's own are about any target. */
function knownIn({ services, rules }: World): KnownMetricMap {
  const known = new Map<string, KnownMetric>(prometheusSeries);
  const all = [
    ...services.map(({ contract }) => knownMetrics(contract.metrics)),
    ...rules.map(({ recorded }) => recorded()),
  ];
  for (const [name, metric] of all.flatMap((each) => [...each])) {
    const before = known.get(name);
    known.set(name, before === undefined ? metric : eitherMetric(before, metric));
  }
  return known;
}
