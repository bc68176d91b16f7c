import type { Dependencies } from './dependencies';
import { inParallel } from './in-parallel';
import type { Court } from './judge';
import type { Mutant } from './mutants';
import { run } from './run';
import { besideOf, namedIn, sideBySide, type Beside } from './side-by-side';
import type { SingleTest } from './split-tests';

/**
 * The tests in which each of some mutants ever has another value than its rule; all of them where it can not be recorded beside it. No other test can tell:
 * so one promtool run of a test stands for one of each mutant.
 */
export async function differences(
  mutants: readonly Mutant[],
  { prometheus, rules, tests, workers }: Pick<Court, 'prometheus' | 'rules' | 'tests' | 'workers'>,
  dependencies: Dependencies,
): Promise<(mutant: Mutant) => readonly SingleTest[]> {
  const all = mutants.flatMap((mutant) => besideOf(mutant, rules) ?? []);
  const found = await inParallel(tests, workers, async (test, folder) => {
    const different = new Set<Mutant>();
    let left: readonly Beside[] = all;
    // a mutant that can not be evaluated ends the test: it is different, and the others are asked once more
    for (let isDone = false; !isDone;) {
      const files = sideBySide(left, test, rules, dependencies);
      if (files === undefined) break;
      const { ok, output } = await run(files, test, folder, prometheus);
      const named = ok ? new Set<number>() : (namedIn(output) ?? new Set(left.keys()));
      for (const index of named) for (const { mutant } of left.slice(index, index + 1)) different.add(mutant);
      isDone = ok || output.includes('got:');
      left = left.filter((_, index) => !named.has(index));
    }
    return { test, different };
  });
  const comparable = new Set(all.map(({ mutant }) => mutant));
  return (mutant) =>
    comparable.has(mutant)
      ? found.filter(({ different }) => different.has(mutant)).map(({ test }) => test)
      : tests;
}
