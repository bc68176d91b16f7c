import { stringify } from 'yaml';
import type { Dependencies } from './dependencies';
import type { Mutant } from './mutants';
import { nameOf, type RulesFile } from './rules-file';
import type { SingleTest } from './split-tests';

/** The files of a test, as promtool reads them. */
export interface Written {
  readonly rules: string;
  readonly test: string;
}

/**
 * A mutant and a test without all that can make no difference: checks that the change does not reach, and rules that none of the others reads.
 * Promtool takes most of its time for these.
 *
 * @returns undefined where the test looks at nothing that the change reaches
 */
export function narrow(
  { rule, rules }: Pick<Mutant, 'rule' | 'rules'>,
  { file, test }: SingleTest,
  dependencies: Dependencies,
): Written | undefined {
  const reached = dependencies.reachedFrom(rule);
  const left = test.promql_expr_test
    .map((check) => ({ check, rules: dependencies.lookedAt(check.expr) }))
    .filter((each) => each.rules.some((name) => reached.has(name)));
  if (left.length === 0) return undefined;
  const needed = dependencies.neededFor(left.flatMap((each) => each.rules));
  const narrowed = only(rules, needed);
  const names = new Set(narrowed.groups.map(({ name }) => name));
  return {
    rules: written(narrowed),
    test: written({
      ...file,
      group_eval_order: file.group_eval_order.filter((name) => names.has(name)),
      tests: [{ ...test, promql_expr_test: left.map(({ check }) => check) }],
    }),
  };
}

/** Some rules of a file, without texts: they look things up each time that an alert fires. */
export function only({ groups }: RulesFile, names: ReadonlySet<string>): RulesFile {
  return {
    groups: groups
      .map((group) => ({
        ...group,
        rules: group.rules
          .filter((rule) => names.has(nameOf(rule)))
          .map(({ annotations: _, ...rule }) => rule),
      }))
      .filter(({ rules }) => rules.length > 0),
  };
}

/** A document as promtool reads it. */
export function written(document: object): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
