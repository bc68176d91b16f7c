import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPrometheus, isFound } from '../../src/prometheus/find';
import { judge } from './judge';
import { knownSurvivors } from './known-survivors';
import { mutantsOf } from './mutants';
import { readRules } from './rules-file';
import { sample } from './sample';
import { scoreOf } from './score';
import { splitTests } from './split-tests';

/** Fewer killed than this, and the tests are too blind. */
const least = 0.9;

const folder = 'dist/tests';

// `npm run mutate`: changes one thing in each file of rules in dist/tests and asks whether the tests beside it notice.
// `npm run mutate -- --sample 50 --seed 1 --rule 'slo:*' FILE` tries some of the mutants of a file.
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rule: { type: 'string', default: '' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const found = await findPrometheus(3);
  if (!isFound(found)) throw new Error(found.reason);
  const files =
    positionals.length > 0
      ? positionals
      : readdirSync(folder)
          .filter((name) => name.endsWith('.rules.yml'))
          .map((name) => join(folder, name));
  for (const file of files) {
    const rules = readFileSync(file, 'utf8');
    const all = mutantsOf(readRules(rules)).filter(({ rule }) => rule.includes(values.rule));
    const mutants =
      values.sample === undefined ? all : sample(all, Number(values.sample), Number(values.seed));
    const start = performance.now();
    const judged = await judge(mutants, {
      prometheus: found,
      rulesFile: basename(file),
      rules,
      tests: testsOf(file),
      workers: availableParallelism(),
      onJudged: ({ mutant, fate }) => {
        if (fate === 'survived' || values.verbose)
          console.log(
            `${mutant.rule} | ${mutant.change} | ${typeof fate === 'string' ? fate : fate.killedBy}`,
          );
      },
    });
    const score = scoreOf(judged, knownSurvivors());
    const seconds = Math.round((performance.now() - start) / 1000);
    for (const { mutant, why } of score.equal)
      console.log(`  equal     ${mutant.rule}: ${mutant.change} (${why})`);
    for (const { rule, change } of score.survived) console.log(`  survived  ${rule}: ${change}`);
    for (const { rule, change } of score.stale)
      console.log(`  stale     ${rule}: ${change} is listed as equal, and was killed`);
    console.log(
      `${file}: ${score.mutants} mutants, ${score.killed} killed, ${score.equal.length} equal, ${score.survived.length} survived: ${(100 * score.share).toFixed(1)} % in ${seconds} s`,
    );
    if (score.share < least) process.exitCode = 1;
  }
}

/** The tests that are about a file of rules. */
function testsOf(file: string) {
  const beside = dirname(file);
  return readdirSync(beside)
    .filter((name) => name.endsWith('.test.yml'))
    .flatMap((name) => splitTests(readFileSync(join(beside, name), 'utf8')))
    .filter(({ rulesFile }) => rulesFile === basename(file));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
