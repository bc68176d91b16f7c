import { parseDuration } from '../../src/sightline/contract/duration';
import type { Dependencies } from './dependencies';
import type { Mutant } from './mutants';
import { only, written, type Written } from './narrow';
import { nameOf, type RulesFile, type WrittenRule } from './rules-file';
import { checksBeside, nameBeside, ruleBeside } from './renamed';
import type { SingleTest } from './split-tests';

/** A mutant whose rule is changed, and not deleted: it can stand beside the rule. */
export interface Beside {
  readonly mutant: Mutant;
  readonly changed: WrittenRule;
}

/** The rule of a mutant as it is changed; undefined where it is deleted. */
export function besideOf(mutant: Mutant): Beside | undefined {
  const rules = mutant.rules.groups.flatMap((group) => group.rules);
  const changed = rules.find((rule) => nameOf(rule) === mutant.rule);
  return changed === undefined ? undefined : { mutant, changed };
}

/** What is asked of mutants beside their rules: what the test asks of the rule itself, or whether they ever have another value. */
export type Question = 'what the test asks' | 'whether it differs';

/**
 * A test in which all of some mutants are recorded beside their rules, each of which is asked a question. What is fed as the past of a rule is fed as theirs too.
 * A mutant that never has another value than its rule makes no difference to what reads it either.
 *
 * @returns undefined where the test can not tell anything of any of them
 */
export function sideBySide(
  question: Question,
  all: readonly Beside[],
  { file, test }: SingleTest,
  rules: RulesFile,
  dependencies: Dependencies,
): Written | undefined {
  const looked = new Set(test.promql_expr_test.flatMap((check) => dependencies.lookedAt(check.expr)));
  const isAsked =
    question === 'whether it differs'
      ? (rule: string) => {
          const reached = [...dependencies.reachedFrom(rule)];
          // what reaches nothing but itself has been asked already
          return reached.length > 1 && reached.some((name) => looked.has(name));
        }
      : // a rule that its own value reaches through others reads the past of the rule here, and not its own
        (rule: string) => looked.has(rule) && !dependencies.reachesItself(rule);
  const tried = [...all.entries()].filter(([, { mutant }]) => isAsked(mutant.rule));
  if (tried.length === 0) return undefined;
  const names = new Set(tried.map(([, { mutant }]) => mutant.rule));
  const { groups } = only(rules, dependencies.neededFor(names));
  const ends = test.promql_expr_test.map((check) => check.eval_time);
  const end = ends.sort((a, b) => minutes(b) - minutes(a))[0] ?? '0m';
  const indexesOf = (name: string) =>
    tried.flatMap(([index, { mutant, changed }]) => (mutant.rule === name ? [{ index, changed }] : []));
  // the rule as it is once more, and its mutants: they are compared with that
  const besides = (rule: WrittenRule): readonly WrittenRule[] =>
    names.has(nameOf(rule))
      ? [ruleBeside(rule), ...indexesOf(nameOf(rule)).map(({ index, changed }) => ruleBeside(changed, index))]
      : [];
  const past = (test.input_series ?? []).flatMap((input) => {
    const [name = ''] = input.series.split('{');
    const indexes = names.has(name) ? [undefined, ...indexesOf(name).map(({ index }) => index)] : [];
    return indexes.map((index) => ({
      ...input,
      series: input.series.replace(name, nameBeside(name, index)),
    }));
  });
  return {
    rules: written({
      groups: groups.map((group) => ({
        ...group,
        rules: group.rules.flatMap((rule) => [rule, ...besides(rule)]),
      })),
    }),
    test: written({
      ...file,
      group_eval_order: file.group_eval_order.filter((each) => groups.some((group) => group.name === each)),
      tests: [
        {
          ...test,
          input_series: [...(test.input_series ?? []), ...past],
          promql_expr_test:
            question === 'whether it differs'
              ? tried.map(
                  ([
                    index,
                    {
                      mutant: { rule },
                    },
                  ]) => ({
                    expr: everDiffers(rule, index, end, file.evaluation_interval),
                    eval_time: end,
                    exp_samples: [],
                  }),
                )
              : [
                  ...[...names].flatMap((name) => checksBeside(name, undefined, test, dependencies)),
                  ...tried.flatMap(
                    ([
                      index,
                      {
                        mutant: { rule },
                      },
                    ]) => checksBeside(rule, index, test, dependencies),
                  ),
                ],
        },
      ],
    }),
  };
}

function everDiffers(rule: string, index: number, end: string, step: string): string {
  const [one, other] = [nameBeside(rule), nameBeside(rule, index)];
  const differs = `${one} unless ${other} or ${other} unless ${one} or ${one} != ${other}`;
  return `count_over_time((${differs})[${minutes(end) + minutes(step)}m:${step}])`;
}

function minutes(duration: string): number {
  return (parseDuration(duration) ?? 0) / 60_000;
}
