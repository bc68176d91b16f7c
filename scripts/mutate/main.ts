import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPrometheus, isFound, type Found } from '../../tools/prometheus/find';
import { fixtures } from './fixtures';
import { judge } from './judge';
import { knownIn } from './known-survivors';
import { mutantsOf } from './mutants';
import { progress } from './progress';
import { readRules } from './rules-file';
import { sample } from './sample';
import { scoreOf, type Score } from './score';
import { mustPass, shippedIn, type Shipped } from './shipped';
import { splitTests } from './split-tests';

/** Fewer killed than this, and the tests are too blind. */
const least = 0.9;

const folder = 'dist/tests';

/** What is tried: all, unless something is said. */
interface Choice {
  readonly sample?: string | undefined;
  readonly seed: string;
  readonly rule: string;
  readonly workers?: string | undefined;
}

// `npm run mutate`: changes one thing in each file of rules in dist/tests, and in those of the kinds of objectives that are not there, and asks whether
// the tests beside it notice. `npm run mutate -- --sample 50 --seed 1 --rule slo:sli_total FILE` tries some of the mutants of a file.
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rule: { type: 'string', default: '' },
      workers: { type: 'string' },
    },
  });
  const found = await findPrometheus(3);
  if (!isFound(found)) throw new Error(found.reason);
  for (const shipped of shippedOf(positionals)) {
    const start = performance.now();
    const score = await tried(shipped, values, found);
    say(shipped.rulesFile, score, Math.round((performance.now() - start) / 1000));
    if (score.share < least) process.exitCode = 1;
  }
}

function shippedOf(paths: readonly string[]): readonly Shipped[] {
  const kinds = fixtures();
  const isKind = (path: string) => kinds.find(({ rulesFile }) => rulesFile === path);
  if (paths.length > 0) return paths.map((path) => isKind(path) ?? shippedIn(path));
  const all = readdirSync(folder).filter((name) => name.endsWith('.rules.yml'));
  return [...all.map((name) => shippedIn(join(folder, name))), ...kinds];
}

async function tried(shipped: Shipped, choice: Choice, prometheus: Found): Promise<Score> {
  await mustPass(shipped, prometheus);
  const rules = readRules(shipped.rules);
  const all = mutantsOf(rules).filter(({ rule }) => rule.includes(choice.rule));
  const known = knownIn(shipped.rulesFile);
  const mutants = choice.sample === undefined ? all : sample(all, Number(choice.sample), Number(choice.seed));
  const judged = await judge(mutants, {
    prometheus,
    rules,
    tests: shipped.tests.flatMap(splitTests),
    workers: choice.workers === undefined ? availableParallelism() : Number(choice.workers),
    onJudged: progress(shipped.rulesFile, mutants.length, known),
  });
  return scoreOf(judged, known);
}

function say(file: string, score: Score, seconds: number): void {
  for (const { mutant, why } of score.equal) {
    console.log(`  equal     ${mutant.rule}: ${mutant.change} (${why})`);
  }
  for (const { rule, change } of score.survived) console.log(`  survived  ${rule}: ${change}`);
  for (const { rule, change } of score.stale) {
    console.log(`  stale     ${rule}: ${change} is listed as equal, and was killed`);
  }
  const { mutants, killed, equal, survived, share } = score;
  console.log(
    `${file}: ${mutants} mutants, ${killed} killed, ${equal.length} equal, ${survived.length} survived: ${(100 * share).toFixed(1)} % in ${seconds} s`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
