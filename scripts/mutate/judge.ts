import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promtool } from '../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../src/sightline/prometheus/temp-files';
import type { Found } from '../../tools/prometheus/find';
import { Dependencies } from './dependencies';
import { Killers } from './killers';
import type { Mutant } from './mutants';
import { narrow } from './narrow';
import type { RulesFile } from './rules-file';
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

/** What is said of a promtool that takes too long, which tells nothing of a mutant. */
const late = /did not end within/;

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
 * Tries each mutant with the tests, the likeliest killer first, until one fails; one that does the same as the rules is not tried. That the tests pass with the rules as they are is not tried.
 */
export async function judge(mutants: readonly Mutant[], court: Court): Promise<readonly Judged[]> {
  const killers = new Killers(court.tests);
  const dependencies = new Dependencies(court.rules);
  const waiting = [...mutants];
  const judged: Judged[] = [];
  const work = async (folder: string): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const isEqual = mutant.why !== undefined;
      const fate = isEqual ? 'equal' : await fateOf(mutant, folder, court, dependencies, killers);
      const result: Judged = { mutant, fate };
      judged.push(result);
      court.onJudged?.(result);
    }
  };
  await Promise.all(Array.from({ length: court.workers }, () => withTempFiles({}, work)));
  return judged;
}

async function fateOf(
  mutant: Mutant,
  folder: string,
  { prometheus }: Court,
  dependencies: Dependencies,
  killers: Killers,
): Promise<Fate> {
  for (const test of killers.orderFor(mutant.rule)) {
    const written = narrow(mutant, test, dependencies);
    if (written === undefined) continue;
    await writeFile(join(folder, test.rulesFile), written.rules);
    const testFile = join(folder, 'one.test.yml');
    await writeFile(testFile, written.test);
    const start = performance.now();
    const { ok, output } = await promtool(prometheus).testRules([testFile]);
    if (late.test(output)) throw new Error(`'${mutant.rule}' (${mutant.change}): ${output}`);
    const seconds = (performance.now() - start) / 1000;
    if (!ok && unreadable.test(output)) return 'invalid';
    killers.tried(test, mutant.rule, { seconds, killed: !ok });
    if (!ok) return { killedBy: test.name };
  }
  return 'survived';
}
