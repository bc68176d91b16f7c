import type { SingleTest } from './split-tests';

/** What is known of a test after some mutants. */
interface Record {
  readonly test: SingleTest;
  tries: number;
  kills: number;
  seconds: number;
  readonly ofRule: Map<string, number>;
}

/** Tests in the order in which they are likely to kill a mutant soon: those that have killed others of the same rule, then those that are quick. */
export class Killers {
  private readonly records: readonly Record[];

  /** @param tests all of them */
  constructor(tests: readonly SingleTest[]) {
    this.records = tests.map((test) => ({ test, tries: 0, kills: 0, seconds: 0, ofRule: new Map() }));
  }

  /** All tests, the likeliest killer of a mutant of the rule first. */
  orderFor(rule: string): readonly SingleTest[] {
    const worth = ({ tries, kills, seconds, ofRule }: Record): number =>
      (10 * (ofRule.get(rule) ?? 0) + kills / (tries + 1) + 0.1) / ((seconds + 0.1) / (tries + 1));
    return [...this.records].sort((a, b) => worth(b) - worth(a)).map(({ test }) => test);
  }

  /** A test was tried on a mutant of the rule. */
  tried(test: SingleTest, rule: string, what: { readonly seconds: number; readonly killed: boolean }): void {
    const record = this.records.find((each) => each.test === test);
    if (record === undefined) return;
    record.tries += 1;
    record.seconds += what.seconds;
    if (!what.killed) return;
    record.kills += 1;
    record.ofRule.set(rule, (record.ofRule.get(rule) ?? 0) + 1);
  }
}
