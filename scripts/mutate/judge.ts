import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { Found } from '../../src/prometheus/find';
import { promtool } from '../../src/prometheus/promtool';
import { withTempFiles } from '../../src/prometheus/temp-files';
import { Killers } from './killers';
import type { Mutant } from './mutants';
import type { SingleTest } from './split-tests';

/** What became of a mutant: a test has killed it, none has, or promtool takes it for no rules at all. */
export type Fate = { readonly killedBy: string } | 'survived' | 'invalid';

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
  readonly rulesFile: string;
  readonly rules: string;
  readonly tests: readonly SingleTest[];

  /** How many mutants are tried at a time. */
  readonly workers: number;

  /** Is told of each mutant when it is judged. */
  readonly onJudged?: (judged: Judged) => void;
}

/**
 * Tries each mutant with the tests, the likeliest killer first, until one fails.
 *
 * @throws Error where a test fails without any change
 */
export async function judge(mutants: readonly Mutant[], court: Court): Promise<readonly Judged[]> {
  const { rulesFile, rules, tests, workers } = court;
  const files = Object.fromEntries([
    [rulesFile, rules],
    ...tests.map((test, index) => [fileOf(index), test.yaml] as const),
  ]);
  const killers = new Killers(await withTempFiles(files, (folder) => timed(folder, court)));
  const waiting = [...mutants];
  const judged: Judged[] = [];
  const work = async (folder: string): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const result = { mutant, fate: await fateOf(mutant, folder, court, killers) };
      judged.push(result);
      court.onJudged?.(result);
    }
  };
  await Promise.all(Array.from({ length: workers }, () => withTempFiles(files, work)));
  return judged;
}

async function timed(folder: string, { prometheus, tests }: Court) {
  const results: { readonly test: SingleTest; readonly seconds: number }[] = [];
  for (const [index, test] of tests.entries()) {
    const start = performance.now();
    const { ok, output } = await promtool(prometheus).testRules([join(folder, fileOf(index))]);
    if (!ok) throw new Error(`the test '${test.name}' fails before anything is changed:\n${output}`);
    results.push({ test, seconds: (performance.now() - start) / 1000 });
  }
  return results;
}

async function fateOf(
  { rule, rules }: Mutant,
  folder: string,
  { prometheus, rulesFile, tests }: Court,
  killers: Killers,
): Promise<Fate> {
  await writeFile(join(folder, rulesFile), stringify(rules, { lineWidth: 0, aliasDuplicateObjects: false }));
  for (const test of killers.orderFor(rule)) {
    const { ok, output } = await promtool(prometheus).testRules([join(folder, fileOf(tests.indexOf(test)))]);
    if (ok) continue;
    if (unreadable.test(output)) return 'invalid';
    killers.killed(test, rule);
    return { killedBy: test.name };
  }
  return 'survived';
}

function fileOf(index: number): string {
  return `${index}.test.yml`;
}
