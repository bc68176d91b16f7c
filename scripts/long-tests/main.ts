import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { extentVariable, seedVariable } from '../../test/sampling';
import { readCommandLine, usage, type Asked } from './command-line';
import { parts } from './parts';

/** A test that has not ended after so many milliseconds never will. */
const patience = 60 * 60_000;

function runJest({ names, seed }: Asked): number {
  const tests = names.flatMap((name) => parts[name].tests);
  const jest = [require.resolve('jest/bin/jest'), '--verbose', `--testTimeout=${patience}`];
  const run = spawnSync(process.execPath, [...jest, ...tests], {
    cwd: resolve(__dirname, '../..'),
    env: { ...process.env, [extentVariable]: 'all', [seedVariable]: String(seed) },
    stdio: 'inherit',
  });
  return run.status ?? 1;
}

function main(words: readonly string[]): number {
  try {
    const asked = readCommandLine(words, 1 + Math.floor(Math.random() * (2 ** 31 - 1)));
    if (asked === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    for (const name of asked.names) process.stdout.write(`${name}: ${parts[name].what}\n`);
    const again = `npm run test:long -- ${asked.names.join(' ')} --seed ${asked.seed}`;
    process.stdout.write(`The same again: ${again}\n`);
    return runJest(asked);
  } catch (failure) {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n\n${usage}`);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
