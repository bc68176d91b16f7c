import { changesOfRule } from './mutate-rule';
import { nameOf, type RulesFile } from './rules-file';

/** Rules with one thing changed. */
export interface Mutant {
  /** The rule that is changed. */
  readonly rule: string;

  /** What is changed, in words; the same change at other places of the rule has a number behind it. */
  readonly change: string;

  /**
   * Why it does the same as the rule, where that can be seen from the expression.
   *
   * @default - it can not
   */
  readonly why?: string;
  readonly rules: RulesFile;
}

/** Every mutant of a file of rules, in the order of its rules. */
export function mutantsOf({ groups }: RulesFile): readonly Mutant[] {
  return groups.flatMap((group, groupPlace) =>
    group.rules.flatMap((rule, place) => {
      const name = nameOf(rule);
      const withRules = (rules: typeof group.rules): RulesFile => ({
        groups: groups.map((each, index) => (index === groupPlace ? { ...group, rules } : each)),
      });
      const seen = new Map<string, number>();
      const changed = changesOfRule(rule).map(({ change, result, why }) => {
        const before = seen.get(change) ?? 0;
        seen.set(change, before + 1);
        return {
          rule: name,
          change: before === 0 ? change : `${change} #${before + 1}`,
          ...(why === undefined ? {} : { why }),
          rules: withRules(group.rules.map((each, index) => (index === place ? result : each))),
        };
      });
      const without = withRules(group.rules.filter((_, index) => index !== place));
      return [...changed, { rule: name, change: 'delete the rule', rules: without }];
    }),
  );
}
