import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { CannotWrite } from '../../../../src/sightline/synth/output/cannot-write';
import { completeOutput, writeOutput } from '../../../../src/sightline/synth/output/write-output';
import { all, put, type Texts } from './temp-folder';

/** What a program does, in this order, that runs where it may mount. */
export type Step =
  | { readonly do: 'run'; readonly command: readonly string[] }
  | { readonly do: 'put'; readonly folder: string; readonly texts: Texts }
  | { readonly do: 'write'; readonly folder: string; readonly texts: Texts }
  | { readonly do: 'complete'; readonly folder: string }
  | { readonly do: 'become'; readonly uid: number };

/** What a step came to. */
export interface Outcome {
  /** What a command complained of, or why nothing could be written; nothing where all went well. */
  readonly said: string;

  /** What lies in the folder after it. */
  readonly holds?: Texts;
}

function take(step: Step): Outcome {
  switch (step.do) {
    case 'run': {
      const { stderr } = spawnSync(step.command[0] ?? '', step.command.slice(1), { encoding: 'utf8' });
      return { said: stderr };
    }
    case 'put':
      put(step.folder, step.texts);
      return { said: '' };
    case 'write':
      return tried(step.folder, () =>
        writeOutput(step.folder, new Map(Object.entries(step.texts))).warnings.join('\n'),
      );
    case 'complete':
      return tried(step.folder, () => (completeOutput(step.folder) ? 'completed' : ''));
    case 'become':
      process.setuid?.(step.uid);
      return { said: '' };
  }
}

function tried(folder: string, act: () => string): Outcome {
  let said: string;
  try {
    said = act();
  } catch (failure) {
    if (!(failure instanceof CannotWrite)) throw failure;
    said = failure.message;
  }
  return { said, ...(existsSync(folder) ? { holds: all(folder) } : {}) };
}

// the cast is what the test sends
const steps = JSON.parse(readFileSync(0, 'utf8')) as readonly Step[];
process.stdout.write(JSON.stringify(steps.map(take)));
