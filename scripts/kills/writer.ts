import { join } from 'node:path';
import { writeOutput } from '../../src/sightline/synth/output/write-output';
import { stateOf } from './states';

/**
 * Writes versions one after the other, to be killed in the middle: `writer.ts replace|make FOLDER FIRST COUNT`. It replaces what is in the folder, or
 * makes one for each version below it.
 */
function main([how = '', folder = '', first = '0', count = '1']: readonly string[]): void {
  process.stdout.write('ready\n');
  for (let version = Number(first); version < Number(first) + Number(count); version++)
    writeOutput(how === 'make' ? join(folder, `dist-${version}`) : folder, stateOf(version));
  process.stdout.write('done\n');
}

main(process.argv.slice(2));
