import { parseDuration } from '../../src/sightline/contract/duration';
import type { Dependencies } from './dependencies';
import type { Mutant } from './mutants';
import { only, written, type Written } from './narrow';
import { nameOf, type RulesFile, type WrittenRule } from './rules-file';
import type { SingleTest, WrittenCheck, WrittenTest } from './split-tests';

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
      ? (rule: string) => [...dependencies.reachedFrom(rule)].some((name) => looked.has(name))
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
      ? [renamed(rule), ...indexesOf(nameOf(rule)).map(({ index, changed }) => renamed(changed, index))]
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
                  ...[...names].flatMap((name) => ownChecks(name, undefined, test, dependencies)),
                  ...tried.flatMap(
                    ([
                      index,
                      {
                        mutant: { rule },
                      },
                    ]) => ownChecks(rule, index, test, dependencies),
                  ),
                ],
        },
      ],
    }),
  };
}

/** What promtool has said of a test of {@link sideBySide}. */
export interface Told {
  /** The places of the mutants that were not as they should. */
  readonly found: ReadonlySet<number>;

  /** Whether all was asked: a mutant that can not be evaluated ends a test. */
  readonly isWhole: boolean;
}

/** Reads what promtool has said of a test of {@link sideBySide}. */
export function readSideBySide(output: string): Told {
  const lines = output.split('\n').filter((line) => line.includes(mark));
  // what the rule as it is does not do beside itself says nothing of a mutant
  const unfair = new Set(lines.filter((line) => !hasNumber.test(line)).map(withoutNumber));
  return {
    found: indexesIn(lines.filter((line) => !unfair.has(withoutNumber(line)))),
    isWhole: output.includes('got:'),
  };
}

const hasNumber = new RegExp(`${mark}\\d`);

function withoutNumber(line: string): string {
  return line.replace(new RegExp(`${mark}\\d+`, 'g'), mark);
}

function indexesIn(lines: readonly string[]): ReadonlySet<number> {
  const all = lines.flatMap((line) => [...line.matchAll(new RegExp(`${mark}(\\d+)`, 'g'))]);
  return new Set(all.map(([, index]) => Number(index)));
}

/** A rule under another name, under which it reads its own past too. */
function renamed(rule: WrittenRule, index?: number): WrittenRule {
  const { annotations: _, ...rest } = rule;
  const [name, other] = [nameOf(rule), nameBeside(nameOf(rule), index)];
  return { ...rest, record: other, expr: rule.expr.replaceAll(`${name}{`, `${other}{`) };
}

function nameBeside(rule: string, index?: number): string {
  return `${rule}${mark}${index ?? ''}`;
}

/** What a test asks of a rule, asked of what is recorded beside it. */
function ownChecks(
  rule: string,
  index: number | undefined,
  test: WrittenTest,
  dependencies: Dependencies,
): readonly WrittenCheck[] {
  return test.promql_expr_test
    .filter((check) => dependencies.lookedAt(check.expr).includes(rule))
    .map((check) => ({ ...check, expr: check.expr.replace(`${rule}{`, `${nameBeside(rule, index)}{`) }));
}

function everDiffers(rule: string, index: number, end: string, step: string): string {
  const [one, other] = [nameBeside(rule), nameBeside(rule, index)];
  const differs = `${one} unless ${other} or ${other} unless ${one} or ${one} != ${other}`;
  return `count_over_time((${differs})[${minutes(end) + minutes(step)}m:${step}])`;
}

function minutes(duration: string): number {
  return (parseDuration(duration) ?? 0) / 60_000;
}
