import { serviceContract } from '../../../../../src/sightline/contract/service-contract';
import type { ObjectiveDeclaration } from '../../../../../src/sightline/contract/objective';
import { availabilityObjective } from '../../../../../src/sightline/objectives/availability-objective';
import { bindGroups, type BoundGroup } from '../../../../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../../../../src/sightline/rules/objectives/groups';
import { latency, requests } from '../task-api';

/** The target of every scenario. */
export const target = { namespace: 'default', service: 'task-api' };

/** 99.9 % of requests without a server error. */
export const availability = (
  options: { readonly name?: string; readonly window?: '7d' | '14d' | '30d' } = {},
) =>
  availabilityObjective({
    name: 'availability',
    objective: 99.9,
    description: 'Requests are answered without a server error.',
    window: '7d',
    total: requests,
    bad: requests.where({ status: /5../ }),
    ...options,
  });

/** The contract of the Task API with some objectives. */
export const promising = (objectives: readonly ObjectiveDeclaration[]) =>
  serviceContract({
    name: 'task-api',
    metrics: [requests, latency],
    notTraffic: { endpoint: ['/metrics', '/healthz', '/readyz'] },
    objectives,
  });

/**
 * The rules of some objectives, bound to the Task API.
 *
 * @throws Error when anything is wrong with them, so that no suite runs on rules that synth would refuse
 */
export function rulesOf(objectives: readonly ObjectiveDeclaration[]): readonly BoundGroup[] {
  const contract = promising(objectives);
  const groups = objectiveRules(contract, { scrapeInterval: 30_000 }).flatMap((each) => each.groups);
  const bound = bindGroups(groups, { target, scrapeInterval: 30_000, metrics: contract.metrics });
  const problems = [...contract.problems, ...bound.problems];
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return bound.groups;
}

/** The series that everything else of an objective is derived from. */
const base = [
  'slo:sli_total:rate1h',
  'slo:sli_bad:rate1h',
  'slo:sli_total:rate5m',
  'slo:sli_bad:rate5m',
  'slo:step:gap',
  'slo:sli_total:increase2m',
  'slo:sli_bad:increase2m',
  'slo:step:end',
  'slo:sli_total:since',
];

/** How the sums of the whole window are kept up. */
const running = /:increase\d+d_(leaving|running)$/;

/** What was there before the rules were, and so what the sums lack: nothing, in these scenarios. */
const nothing = /_(before|correction)$/;

function isKept(name: string): boolean {
  return base.includes(name) || running.test(name) || nothing.test(name);
}

/** How often the slow group is evaluated, in seconds. */
export const slow = 120;

/** Of some groups, the rules that everything else is derived from: promtool evaluates each rule at every step, and a month has many. */
export function baseRules(groups: readonly BoundGroup[]): readonly BoundGroup[] {
  return groups.map((group) => ({
    ...group,
    rules: group.rules.filter(
      (rule) => 'record' in rule && (base.includes(rule.record) || running.test(rule.record)),
    ),
  }));
}

/** What a rule says of one moment, in parentheses and over the base series: every recorded series in it is replaced by its rule. */
export function inlined(groups: readonly BoundGroup[], record: string, slo = 'availability'): string {
  const rules = groups.flatMap((group) => group.rules);
  const rule = rules.find((each) => 'record' in each && each.record === record && each.labels['slo'] === slo);
  if (rule === undefined) throw new Error(`no rule records ${record}`);
  // what the history group has recorded last is what it says now
  const recent = rule.expr.replace(/last_over_time\((slo:window:start\{[^}]*\})\[6h\]\)/g, '$1');
  const expr = recent.replace(/(slo:[a-z_0-9:]+)\{[^}]*\}/g, (series, name: string) =>
    isKept(name) ? series : inlined(groups, name, slo),
  );
  return `(${expr})`;
}

/** A recorded series of an objective. */
export function seriesOf(name: string, slo = 'availability'): string {
  return `${name}{namespace="default",service="task-api",slo="${slo}"}`;
}

/** The alerts of an objective that fire, by name. */
export function firing(slo = 'availability'): string {
  return `count by (alertname) (ALERTS{alertstate="firing",slo="${slo}"})`;
}
