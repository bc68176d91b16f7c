import { Dependencies } from './dependencies';
import { differences, type Trials } from './differences';
import { inParallel } from './in-parallel';
import { Killers } from './killers';
import type { Mutant } from './mutants';
import { narrow } from './narrow';
import { isUnreadable, run } from './run';
import type { SingleTest } from './split-tests';

/** What became of a mutant: a test has killed it, none has, promtool takes it for no rules at all, or it was not tried, as it does the same. */
export type Fate = { readonly killedBy: string } | 'survived' | 'invalid' | 'equal';

/** A mutant and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

/** What mutants are tried with, and who is told. */
interface Court extends Trials {
  /** Is told of each mutant when it is judged. */
  readonly onJudged?: (judged: Judged) => void;
}

/**
 * Tries each mutant with the tests until one fails. At first all that can be are recorded beside their rules at once; what is left is tried alone, with the
 * tests that can tell, the likeliest killer first. One that does the same as can be seen is not tried. That the tests pass with the rules as they are is not
 * tried either.
 */
export async function judge(mutants: readonly Mutant[], court: Court): Promise<readonly Judged[]> {
  const killers = new Killers(court.tests);
  const dependencies = new Dependencies(court.rules);
  const possible = mutants.filter(({ why }) => why === undefined);
  const { killedBy, telling } = await differences(possible, court, dependencies);
  return inParallel(mutants, court.workers, async (mutant, folder): Promise<Judged> => {
    const killer = killedBy.get(mutant)?.name;
    const fate =
      mutant.why !== undefined
        ? 'equal'
        : killer === undefined
          ? await tried(mutant, telling(mutant), folder, { ...court, killers, dependencies })
          : { killedBy: killer };
    court.onJudged?.({ mutant, fate });
    return { mutant, fate };
  });
}

/** What is needed to try one mutant. */
interface Trial extends Court {
  readonly killers: Killers;
  readonly dependencies: Dependencies;
}

/** What becomes of a mutant in some tests. */
async function tried(
  mutant: Mutant,
  tests: readonly SingleTest[],
  folder: string,
  { prometheus, killers, dependencies }: Trial,
): Promise<Fate> {
  for (const test of killers.orderFor(mutant.rule)) {
    const files = tests.includes(test) ? narrow(mutant, test, dependencies) : undefined;
    if (files === undefined) continue;
    const start = performance.now();
    const { ok, output } = await run(files, test, folder, prometheus);
    const seconds = (performance.now() - start) / 1000;
    if (!ok && isUnreadable(output)) return 'invalid';
    killers.tried(test, mutant.rule, { seconds, killed: !ok });
    if (!ok) return { killedBy: test.name };
  }
  return 'survived';
}
