import { parseArgs } from 'node:util';
import { readSeed } from '../../test/sampling';
import { checkMutated, type Crash } from './run';

/**
 * `npm run mutated-files [-- --count 100000 --seed 1]`: checks files that are changed at random, and prints each way in which that fails when it is met, and
 * after each thousand how far it is.
 */
function main(): void {
  const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
  const count = Number(values.count ?? '100000');
  const ways = new Set<string>();
  let failures = 0;
  let thousands = 0;
  const told = (done: number, crash?: Crash): void => {
    if (crash !== undefined) failures += 1;
    const way = crash?.failure.split('\n').slice(0, 3).join('\n');
    if (crash !== undefined && way !== undefined && !ways.has(way)) {
      ways.add(way);
      process.stdout.write(`${way}\nseed ${crash.seed}\n${crash.changed}\n\n`);
    }
    if (done < count && Math.floor(done / 1_000) === thousands) return;
    thousands = Math.floor(done / 1_000);
    process.stdout.write(`${done} files, ${failures} failures of ${ways.size} kinds\n`);
  };
  checkMutated(count, readSeed('--seed', values.seed ?? '1'), told);
  process.exitCode = failures > 0 ? 1 : 0;
}

main();
