import { parseArgs } from 'node:util';
import { checkTypes, unchecked } from '../synth/check-types';
import { goOnWithoutReader } from './closed-output';

const usage = `Usage: npm run synth -- [options]

Checks the types, builds the program that cdk8s.yaml names (src/main.ts), and makes dist/ hold what it comes to if nothing is wrong. A folder
that holds anything else is refused.

  --no-typecheck   build without checking types
  --output FOLDER  write to another folder (default: dist)
  --only NAME      write this environment only, and leave the folders of the others as they are; may be given several times
  --help           this text

Exit code: 0 if the folder holds what the program comes to, 1 if anything is wrong, 2 if the command line is.
`;

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const types = options.typecheck ? checkTypes() : Promise.resolve(unchecked);
  /* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
     loaded only now, when the compiler is already at work: on two cores that is most of the time there is to save */
  const { synthesize } = require('../synth/synthesize') as typeof import('../synth/synthesize');
  const { buildProgram, programFile } = require('./load-program') as typeof import('./load-program');
  const program = () => buildProgram(programFile(process.cwd()), (path) => require(path) as unknown);
  const { output: folder, only } = options;
  return synthesize({ folder, types, program, ...(only.length === 0 ? {} : { only }) });
}

function readOptions():
  | {
      readonly help: boolean;
      readonly output: string;
      readonly only: readonly string[];
      readonly typecheck: boolean;
    }
  | undefined {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean' },
        output: { type: 'string' },
        only: { type: 'string', multiple: true },
        'no-typecheck': { type: 'boolean' },
      },
    });
    return {
      help: values.help ?? false,
      output: values.output ?? 'dist',
      only: values.only ?? [],
      typecheck: values['no-typecheck'] !== true,
    };
  } catch (failure) {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n\n${usage}`);
    return undefined;
  }
}

goOnWithoutReader();
void main().then((code) => {
  process.exitCode = code;
});
