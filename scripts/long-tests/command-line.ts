import { parseArgs } from 'node:util';
import { readSeed } from '../../test/sampling';
import { isPartName, parts, type PartName } from './parts';

/** What the command line asks for. */
export interface Asked {
  readonly names: readonly PartName[];
  readonly seed: number;
}

/** What `npm run test:long -- --help` says. */
export const usage = [
  'Usage: npm run test:long -- [PART...] [--seed N]',
  '',
  "Runs all of the tests of which 'npm test' runs a sample, or all of some of them:",
  '',
  ...Object.entries(parts).map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`),
  '',
  'Random inputs follow from the seed, which is printed, and is another one each time unless it is given.',
  '',
].join('\n');

/**
 * Reads the command line.
 *
 * @param words what follows `npm run test:long --`
 * @param freshSeed the seed where none is given
 * @throws Error with a sentence where it can't be understood
 */
export function readCommandLine(words: readonly string[], freshSeed: number): Asked | 'help' {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return 'help';
  const unknown = positionals.find((word) => !isPartName(word));
  if (unknown !== undefined)
    throw new Error(`there is no part '${unknown}': the parts are ${Object.keys(parts).join(', ')}`);
  const names = positionals.filter(isPartName);
  return {
    names: names.length > 0 ? names : Object.keys(parts).filter(isPartName),
    seed: values.seed === undefined ? freshSeed : readSeed('--seed', values.seed),
  };
}
