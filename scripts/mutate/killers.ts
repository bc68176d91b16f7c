import type { SingleTest } from './split-tests';

/** What is known of a test after some mutants. */
interface Record {
  readonly test: SingleTest;
  readonly seconds: number;
  kills: number;
  readonly ofRule: Map<string, number>;
}

/** Tests in the order in which they are likely to kill a mutant soon: those that have killed others of the same rule, then those that are quick. */
export class Killers {
  private readonly records: readonly Record[];

  /** @param timed each test, and how long it takes */
  constructor(timed: readonly { readonly test: SingleTest; readonly seconds: number }[]) {
    this.records = timed.map(({ test, seconds }) => ({ test, seconds, kills: 0, ofRule: new Map() }));
  }

  /** All tests, the likeliest killer of a mutant of the rule first. */
  orderFor(rule: string): readonly SingleTest[] {
    const worth = ({ seconds, kills, ofRule }: Record): number =>
      (10 * (ofRule.get(rule) ?? 0) + 0.1 * kills + 0.1) / seconds;
    return [...this.records].sort((a, b) => worth(b) - worth(a)).map(({ test }) => test);
  }

  /** A test has killed a mutant of the rule. */
  killed(test: SingleTest, rule: string): void {
    const record = this.records.find((each) => each.test === test);
    if (record === undefined) return;
    record.kills += 1;
    record.ofRule.set(rule, (record.ofRule.get(rule) ?? 0) + 1);
  }
}
