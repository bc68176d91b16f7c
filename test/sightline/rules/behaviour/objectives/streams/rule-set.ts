import { parseDuration } from '../../../../../../src/sightline/contract/duration';
import type { ObjectiveDeclaration } from '../../../../../../src/sightline/contract/objective';
import { bindGroups } from '../../../../../../src/sightline/rules/bind-rules';
import { objectiveRules } from '../../../../../../src/sightline/rules/objectives/groups';
import type { BoundRule } from '../../../../../../src/sightline/rules/rule';
import { promising } from '../objectives';

/** Rules that are evaluated at the same moments. */
export interface TimedGroup {
  /** Such as `slow`. */
  readonly name: string;

  /** In seconds. */
  readonly interval: number;

  /** Rules of one level read nothing of each other, so they can be evaluated at once. */
  readonly levels: readonly (readonly BoundRule[])[];
}

/**
 * The rules of an objective, as far as they are needed for some of them.
 *
 * @param wanted names of series and alerts; all where none is named
 * @throws Error when anything is wrong with the rules
 */
export function ruleSet(
  namespace: string,
  objective: ObjectiveDeclaration,
  wanted: readonly string[] = [],
  scrapeInterval = 30_000,
): readonly TimedGroup[] {
  const contract = promising([objective]);
  const groups = objectiveRules(contract, { scrapeInterval }).flatMap((each) => each.groups);
  const target = { namespace, service: 'task-api' };
  const bound = bindGroups(groups, { target, scrapeInterval, metrics: contract.metrics });
  const problems = [...contract.problems, ...bound.problems];
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  const all = bound.groups.flatMap(({ rules }) => rules);
  const needed = wanted.length === 0 ? new Set(all.map(nameOf)) : neededFor(wanted, all);
  return bound.groups.flatMap(({ name, interval = '30s', rules }) => {
    const kept = rules.filter((rule) => needed.has(nameOf(rule)));
    if (kept.length === 0) return [];
    const seconds = (parseDuration(interval) ?? 0) / 1000;
    return [{ name: name.slice(name.lastIndexOf('-') + 1), interval: seconds, levels: levelsOf(kept) }];
  });
}

/** What a rule records, or how its alert is called. */
export function nameOf(rule: BoundRule): string {
  return 'record' in rule ? rule.record : rule.alert;
}

function reads(rule: BoundRule, record: string): boolean {
  return rule.expr.includes(`${record}{`);
}

function neededFor(wanted: readonly string[], rules: readonly BoundRule[]): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    const rule = rules.find((each) => nameOf(each) === name);
    if (rule === undefined) throw new Error(`there is no rule ${name}`);
    needed.add(name);
    for (const other of rules) if (reads(rule, nameOf(other))) need(nameOf(other));
  };
  wanted.forEach(need);
  return needed;
}

/** A rule comes after those before it that it reads, and after those before it that read what it records: they see it as it was. */
function levelsOf(rules: readonly BoundRule[]): readonly (readonly BoundRule[])[] {
  const depths: number[] = [];
  const levels: BoundRule[][] = [];
  rules.forEach((rule, index) => {
    const tied = rules
      .slice(0, index)
      .map((earlier, at) =>
        reads(rule, nameOf(earlier)) || reads(earlier, nameOf(rule)) ? (depths[at] ?? 0) + 1 : 0,
      );
    const depth = Math.max(0, ...tied);
    depths.push(depth);
    (levels[depth] ??= []).push(rule);
  });
  return levels;
}
