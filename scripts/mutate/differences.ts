import type { Found } from '../../tools/prometheus/find';
import type { Dependencies } from './dependencies';
import { inParallel } from './in-parallel';
import type { Mutant } from './mutants';
import type { RulesFile } from './rules-file';
import { isUnreadable, run } from './run';
import { readTold } from './renamed';
import { besideOf, sideBySide, type Question } from './side-by-side';
import type { SingleTest } from './split-tests';

/** What mutants are tried with. */
export interface Trials {
  readonly prometheus: Pick<Found, 'promtool'>;
  readonly rules: RulesFile;
  readonly tests: readonly SingleTest[];

  /** How many mutants are tried at a time. */
  readonly workers: number;
}

/** What is known of the mutants that can be recorded beside their rules. */
export interface Differences {
  /** The tests that kill a mutant by what they ask of its own series. */
  readonly killedBy: ReadonlyMap<Mutant, SingleTest>;

  /** The tests in which a mutant ever has another value than its rule: no other can tell. All of them where it can not be recorded beside it. */
  readonly telling: (mutant: Mutant) => readonly SingleTest[];
}

/** Records all of some mutants beside their rules: one promtool run of a test stands for one of each mutant. */
export async function differences(
  mutants: readonly Mutant[],
  { prometheus, rules, tests, workers }: Trials,
  dependencies: Dependencies,
): Promise<Differences> {
  const all = mutants.flatMap((mutant) => besideOf(mutant) ?? []);
  const killedBy = new Map<Mutant, SingleTest>();
  const broken = new Set<Mutant>();
  const ask = async (question: Question, test: SingleTest, folder: string): Promise<ReadonlySet<Mutant>> => {
    const found = new Set<Mutant>();
    for (let isWhole = false; !isWhole;) {
      const left = all.filter(({ mutant }) => ![killedBy, broken, found].some((each) => each.has(mutant)));
      const files = sideBySide(question, left, test, rules, dependencies);
      if (files === undefined) break;
      const { ok, output } = await run(files, test, folder, prometheus);
      const told = readTold(output);
      const place = isUnreadable(output) ? broken : found;
      left.forEach(({ mutant }, index) => told.found.has(index) && place.add(mutant));
      isWhole = ok || told.isWhole;
      if (!isWhole && told.found.size === 0) throw new Error(`'${test.name}': ${output}`);
    }
    return found;
  };
  // those that ask for most kill most, and leave less to the others
  const sorted = [...tests].sort((a, b) => b.test.promql_expr_test.length - a.test.promql_expr_test.length);
  await inParallel(sorted, workers, async (test, folder) => {
    for (const mutant of await ask('what the test asks', test, folder)) killedBy.set(mutant, test);
  });
  const found = await inParallel(sorted, workers, async (test, folder) => ({
    test,
    different: await ask('whether it differs', test, folder),
  }));
  const comparable = new Set(all.map(({ mutant }) => mutant));
  return {
    killedBy,
    telling: (mutant) =>
      comparable.has(mutant) && !broken.has(mutant)
        ? found.filter(({ different }) => different.has(mutant)).map(({ test }) => test)
        : tests,
  };
}
