import { parseArgs } from 'node:util';
import { readSeed } from '../../test/sampling';
import { killWriters } from './kill-writers';

const usage = `Usage: npm run kills -- [options]

Kills processes that write an output folder, at random moments, and looks at what they leave.

  --times N   how many (default: 200)
  --seed N    the moments follow from it, as far as the system lets them (default: 1)
  --help      this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { times: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const { kills, whileWriting, mixed, faults } = await killWriters(
    readSeed('--times', values.times ?? '200'),
    readSeed('--seed', values.seed ?? '1'),
  );
  process.stdout.write(
    `${[
      `${kills} kills, ${whileWriting} of them while a run wrote; after ${mixed} the folder was between two versions until the next run.`,
      ...faults,
      `${faults.length} faults.`,
    ].join('\n')}\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n\n${usage}`);
    process.exitCode = 2;
  },
);
