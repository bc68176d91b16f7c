import { parseArgs } from 'node:util';
import { readSeed } from '../../test/sampling';
import { checkMutated } from './run';

/** `npm run mutated-files [-- --count 100000 --seed 1]`: checks files that are changed at random, and prints each way in which that fails. */
function main(): void {
  const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } });
  const count = Number(values.count ?? '100000');
  const crashes = checkMutated(count, readSeed('--seed', values.seed ?? '1'));
  const ways = new Map(crashes.map((crash) => [crash.failure.split('\n').slice(0, 3).join('\n'), crash]));
  for (const [, { seed, changed, failure }] of ways)
    process.stdout.write(`${failure}\nseed ${seed}\n${changed}\n\n`);
  process.stdout.write(`${count} files, ${crashes.length} failures of ${ways.size} kinds\n`);
  process.exitCode = crashes.length > 0 ? 1 : 0;
}

main();
