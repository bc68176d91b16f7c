import { existsSync } from 'node:fs';
import { checkTypes, findCompiler, unchecked, type TypeCheck } from '../synth/check-types';
import type { TextStyle } from '../problem/text-style';
import { CannotRun } from './cannot-run';
import type { Progress } from './progress';
import { readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline synth --help` says. */
const synthUsage = `Usage: sightline synth [options]

Checks the types, builds the program that cdk8s.yaml names (src/main.ts), and makes dist/ hold what it comes to if nothing is wrong. A folder
that holds anything else is refused.

  --no-typecheck   build without checking types
  --output FOLDER  write to another folder (default: dist)
  --only NAME      write this environment only, and leave the folders of the others as they are; may be given several times
  --help           this text

Exit code: 0 if the folder holds what the program comes to, 1 if anything is wrong, 2 if the command line is.
`;

/** What the command needs of its surroundings. */
export interface SynthContext {
  /** Loads a module by its path. */
  readonly load: (path: string) => unknown;

  /** How problems are set off. */
  readonly style: TextStyle;

  /** Begins to show progress. */
  readonly progress: () => Progress;
}

/**
 * Runs `sightline synth`.
 *
 * @param args what follows `synth` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function synthCommand(
  args: readonly string[],
  { load, style, progress }: SynthContext,
): Promise<Outcome> {
  const { values } = readArgs(synthUsage, {
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h' },
      output: { type: 'string' },
      only: { type: 'string', multiple: true },
      'no-typecheck': { type: 'boolean' },
    },
  });
  if (values.help === true) return { code: 0, output: synthUsage };
  const types = values['no-typecheck'] === true ? Promise.resolve(unchecked) : startTypeCheck();
  /* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
     loaded only now, when the compiler is already at work: on two cores that is most of the time there is to save */
  const { synthesize } = require('../synth/synthesize') as typeof import('../synth/synthesize');
  const { buildProgram, programFile } = require('./load-program') as typeof import('./load-program');
  /* eslint-enable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports */
  const program = () => buildProgram(programFile(process.cwd()), load);
  const { output: folder = 'dist', only } = values;
  const shown = progress();
  try {
    const code = await synthesize({
      ...{ folder, types, program, style, progress: shown },
      ...(only === undefined ? {} : { only }),
    });
    return { code, output: '' };
  } finally {
    shown.stop();
  }
}

/**
 * A project in JavaScript, which has no tsconfig.json, has no types to check.
 *
 * @throws CannotRun if there are types and no compiler
 */
function startTypeCheck(): Promise<TypeCheck> {
  if (!existsSync('tsconfig.json')) return Promise.resolve(unchecked);
  const compiler = findCompiler();
  if (compiler !== undefined) return checkTypes(compiler);
  throw new CannotRun(
    "the types can't be checked: there is a tsconfig.json, and no package 'typescript'; npm install --save-dev typescript, or give '--no-typecheck'",
  );
}
