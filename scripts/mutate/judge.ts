import type { Found } from '../../tools/prometheus/find';
import { Dependencies } from './dependencies';
import { differences } from './differences';
import { inParallel } from './in-parallel';
import { Killers } from './killers';
import type { Mutant } from './mutants';
import { narrow } from './narrow';
import type { RulesFile } from './rules-file';
import { run } from './run';
import type { SingleTest } from './split-tests';

/** What became of a mutant: a test has killed it, none has, promtool takes it for no rules at all, or it was not tried, as it does the same. */
export type Fate = { readonly killedBy: string } | 'survived' | 'invalid' | 'equal';

/** A mutant and what became of it. */
export interface Judged {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

/** What promtool says of rules that a server would not load. */
const unreadable = /could not parse expression|parse error|invalid expression type|error unmarshaling/;

/** What mutants are tried with. */
export interface Court {
  readonly prometheus: Pick<Found, 'promtool'>;
  readonly rules: RulesFile;
  readonly tests: readonly SingleTest[];

  /** How many mutants are tried at a time. */
  readonly workers: number;

  /** Is told of each mutant when it is judged. */
  readonly onJudged?: (judged: Judged) => void;
}

/**
 * Tries each mutant with the tests, the likeliest killer first, until one fails. At first only what looks at the changed rule itself is tried; what is left is
 * recorded beside its rule, and only tests in which it ever has another value can tell. One that does the same as can be seen is not tried. That the tests
 * pass with the rules as they are is not tried either.
 */
export async function judge(mutants: readonly Mutant[], court: Court): Promise<readonly Judged[]> {
  const killers = new Killers(court.tests);
  const trial: Trial = { ...court, killers, dependencies: new Dependencies(court.rules) };
  const fates = new Map<Mutant, Fate>();
  const decided = (mutant: Mutant, fate: Fate | undefined): void => {
    if (fate === undefined) return;
    fates.set(mutant, fate);
    court.onJudged?.({ mutant, fate });
  };
  await inParallel(mutants, court.workers, async (mutant, folder) => {
    const isEqual = mutant.why !== undefined;
    decided(mutant, isEqual ? 'equal' : await tried(mutant, court.tests, 'itself', folder, trial));
  });
  const left = mutants.filter((mutant) => !fates.has(mutant));
  const telling = await differences(left, court, trial.dependencies);
  await inParallel(left, court.workers, async (mutant, folder) => {
    decided(mutant, (await tried(mutant, telling(mutant), 'all', folder, trial)) ?? 'survived');
  });
  return mutants.map((mutant) => ({ mutant, fate: fates.get(mutant) ?? 'survived' }));
}

/** What is needed to try one mutant. */
interface Trial extends Court {
  readonly killers: Killers;
  readonly dependencies: Dependencies;
}

/** What becomes of a mutant in some tests; undefined where it passes all. */
async function tried(
  mutant: Mutant,
  tests: readonly SingleTest[],
  reach: 'itself' | 'all',
  folder: string,
  { prometheus, killers, dependencies }: Trial,
): Promise<Fate | undefined> {
  for (const test of killers.orderFor(mutant.rule)) {
    const files = tests.includes(test) ? narrow(mutant, test, dependencies, reach) : undefined;
    if (files === undefined) continue;
    const start = performance.now();
    const { ok, output } = await run(files, test, folder, prometheus);
    const seconds = (performance.now() - start) / 1000;
    if (!ok && unreadable.test(output)) return 'invalid';
    killers.tried(test, mutant.rule, { seconds, killed: !ok });
    if (!ok) return { killedBy: test.name };
  }
  return undefined;
}
