import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promtool } from '../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../src/sightline/prometheus/temp-files';
import type { Found } from '../../tools/prometheus/find';
import { splitTests } from './split-tests';

/** Rules and the tests that ship with them, as text. */
export interface Shipped {
  readonly rulesFile: string;
  readonly rules: string;
  readonly tests: readonly string[];
}

/** A file of rules, with the tests beside it that name it. */
export function shippedIn(path: string): Shipped {
  const folder = dirname(path);
  const rulesFile = basename(path);
  const tests = readdirSync(folder)
    .filter((name) => name.endsWith('.test.yml'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => splitTests(text).some((test) => test.rulesFile === rulesFile));
  return { rulesFile, rules: readFileSync(path, 'utf8'), tests };
}

/**
 * Runs all tests with the rules as they are.
 *
 * @throws Error where one fails: then it says nothing of a mutant
 */
export async function mustPass(
  { rulesFile, rules, tests }: Shipped,
  prometheus: Pick<Found, 'promtool'>,
): Promise<void> {
  for (const text of tests) {
    const { ok, output } = await withTempFiles({ 'all.test.yml': text, [rulesFile]: rules }, (folder) =>
      promtool(prometheus).testRules([join(folder, 'all.test.yml')]),
    );
    if (!ok) throw new Error(`a test of '${rulesFile}' fails before anything is changed:\n${output}`);
  }
}
