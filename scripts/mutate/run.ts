import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promtool, type Verdict } from '../../src/sightline/prometheus/promtool';
import type { Found } from '../../tools/prometheus/find';
import type { Written } from './narrow';
import type { SingleTest } from './split-tests';

/** What is said of a promtool that takes too long, which tells nothing of a mutant. */
const late = /did not end within/;

/** What is said of rules that a server would not load. */
const unreadable = /could not parse expression|parse error|invalid expression type|error unmarshaling/;

/** Whether promtool has said that a server would not load the rules. */
export function isUnreadable(output: string): boolean {
  return unreadable.test(output);
}

/**
 * Runs a test that is written into a folder.
 *
 * @throws Error where promtool takes too long
 */
export async function run(
  { rules, test }: Written,
  { name, rulesFile }: SingleTest,
  folder: string,
  prometheus: Pick<Found, 'promtool'>,
): Promise<Verdict> {
  await writeFile(join(folder, rulesFile), rules);
  const testFile = join(folder, 'one.test.yml');
  await writeFile(testFile, test);
  const verdict = await promtool(prometheus).testRules([testFile]);
  if (late.test(verdict.output)) throw new Error(`'${name}' of '${rulesFile}': ${verdict.output}`);
  return verdict;
}
