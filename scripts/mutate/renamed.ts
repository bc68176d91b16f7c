import type { Dependencies } from './dependencies';
import { nameOf, type WrittenRule } from './rules-file';
import type { WrittenCheck, WrittenTest } from './split-tests';

/** Stands before the number of a mutant in the name that its rule has beside the rule as it is; without a number it is a copy of that. */
const mark = '_as_mutant_';

const hasNumber = new RegExp(`${mark}\\d`);

/** What a rule is called beside the rule as it is. */
export function nameBeside(rule: string, index?: number): string {
  return `${rule}${mark}${index ?? ''}`;
}

/** A rule under the name that it has beside the rule as it is, under which it reads its own past too. */
export function ruleBeside(rule: WrittenRule, index?: number): WrittenRule {
  const { annotations: _, ...rest } = rule;
  const [name, other] = [nameOf(rule), nameBeside(nameOf(rule), index)];
  const names = rule.alert === undefined ? { record: other } : { alert: other };
  return { ...rest, ...names, expr: rule.expr.replaceAll(`${name}{`, `${other}{`) };
}

/** What a test asks of a rule, asked of what stands beside it. */
export function checksBeside(
  rule: string,
  index: number | undefined,
  test: WrittenTest,
  dependencies: Dependencies,
): readonly WrittenCheck[] {
  const other = nameBeside(rule, index);
  return test.promql_expr_test
    .filter((check) => dependencies.lookedAt(check.expr).includes(rule))
    .map((check) =>
      check.expr.startsWith('ALERTS{')
        ? {
            ...check,
            expr: check.expr.replace(/alertname=~"[^"]*"/, `alertname="${other}"`),
            exp_samples: (check.exp_samples ?? [])
              .filter(({ labels }) => labels.includes(`alertname="${rule}"`))
              .map((sample) => ({
                ...sample,
                labels: sample.labels.replace(`alertname="${rule}"`, `alertname="${other}"`),
              })),
          }
        : { ...check, expr: check.expr.replace(`${rule}{`, `${other}{`) },
    );
}

/** What promtool has said of rules that stand beside those as they are. */
export interface Told {
  /** The numbers of the mutants that were not as they should. */
  readonly found: ReadonlySet<number>;

  /** Whether all was asked: a mutant that can not be evaluated ends a test. */
  readonly isWhole: boolean;
}

/** Reads what promtool has said of rules that stand beside those as they are. */
export function readTold(output: string): Told {
  const lines = output
    .split('\n')
    .filter((line) => line.includes(mark) && /^\s*(expr|rule): |could not parse/.test(line));
  // what a copy of the rule does not do either says nothing of a mutant
  const unfair = new Set(lines.filter((line) => !hasNumber.test(line)).map(withoutNumber));
  const fair = lines.filter((line) => !unfair.has(withoutNumber(line)));
  const found = fair.flatMap((line) => [...line.matchAll(new RegExp(`${mark}(\\d+)`, 'g'))]);
  return {
    found: new Set(found.map(([, index]) => Number(index))),
    isWhole: output.includes('got:'),
  };
}

function withoutNumber(line: string): string {
  return line.replace(new RegExp(`${mark}\\d+`, 'g'), mark);
}
