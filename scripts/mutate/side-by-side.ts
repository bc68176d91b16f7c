import { parseDuration } from '../../src/sightline/contract/duration';
import type { Dependencies } from './dependencies';
import type { Mutant } from './mutants';
import { only, written, type Written } from './narrow';
import { nameOf, type RulesFile, type WrittenRule } from './rules-file';
import type { SingleTest } from './split-tests';

/** Stands before the number of a mutant in the name of what it records here. */
const mark = '_as_mutant_';

/** A mutant of a recording rule whose series has the labels that it had: it can be recorded beside the rule. */
export interface Beside {
  readonly mutant: Mutant;
  readonly changed: WrittenRule;
}

/** The rule of a mutant as it is changed, where it can be recorded beside the rule; undefined where it is an alert, is deleted, or has other labels. */
export function besideOf(mutant: Mutant, rules: RulesFile): Beside | undefined {
  const find = ({ groups }: RulesFile) =>
    groups.flatMap((group) => group.rules).find((rule) => nameOf(rule) === mutant.rule);
  const [original, changed] = [find(rules), find(mutant.rules)];
  const isComparable =
    changed?.record !== undefined && JSON.stringify(changed.labels) === JSON.stringify(original?.labels);
  return isComparable ? { mutant, changed } : undefined;
}

/**
 * A test in which all of some mutants are recorded beside their rules, and asked whether they ever had another value. Where one never had, it
 * makes no difference to what reads it either: each reads what the rules as they are have recorded, its own past too.
 *
 * @returns undefined where the test looks at nothing that any of them reaches
 */
export function sideBySide(
  all: readonly Beside[],
  { file, test }: SingleTest,
  rules: RulesFile,
  dependencies: Dependencies,
): Written | undefined {
  const looked = new Set(test.promql_expr_test.flatMap((check) => dependencies.lookedAt(check.expr)));
  const tried = [...all.entries()].filter(([, { mutant }]) =>
    [...dependencies.reachedFrom(mutant.rule)].some((name) => looked.has(name)),
  );
  if (tried.length === 0) return undefined;
  const names = new Set(tried.map(([, { mutant }]) => mutant.rule));
  const { groups } = only(rules, dependencies.neededFor(names));
  const end = test.promql_expr_test
    .map((check) => check.eval_time)
    .sort((a, b) => minutes(b) - minutes(a))[0];
  return {
    rules: written({
      groups: groups.map((group) => ({
        ...group,
        rules: group.rules.flatMap((rule) => {
          const name = nameOf(rule);
          const mutants = tried.filter(([, { mutant }]) => mutant.rule === name);
          if (mutants.length === 0) return [rule];
          // the rule as it is once more, without what the test feeds under its name
          return [
            rule,
            { ...rule, record: `${name}${mark}` },
            ...mutants.map(([index, { changed }]) => ({
              ...changed,
              record: `${name}${mark}${index}`,
              annotations: undefined,
            })),
          ];
        }),
      })),
    }),
    test: written({
      ...file,
      group_eval_order: file.group_eval_order.filter((each) => groups.some((group) => group.name === each)),
      tests: [
        {
          ...test,
          promql_expr_test: tried.map(([index, { mutant }]) => ({
            expr: everDiffers(
              `${mutant.rule}${mark}`,
              `${mutant.rule}${mark}${index}`,
              end ?? '',
              file.evaluation_interval,
            ),
            eval_time: end,
            exp_samples: [],
          })),
        },
      ],
    }),
  };
}

/** Which of the mutants promtool has named; undefined where it has named none. */
export function namedIn(output: string): ReadonlySet<number> | undefined {
  const found = [...output.matchAll(new RegExp(`${mark}(\\d+)`, 'g'))].map(([, index]) => Number(index));
  return found.length === 0 ? undefined : new Set(found);
}

function everDiffers(one: string, other: string, end: string, step: string): string {
  const differs = `${one} unless ${other} or ${other} unless ${one} or ${one} != ${other}`;
  return `count_over_time((${differs})[${minutes(end) + minutes(step)}m:${step}])`;
}

function minutes(duration: string): number {
  return (parseDuration(duration) ?? 0) / 60_000;
}
