import { MonitoredService } from '../constructs/monitored-service';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { renderProblems, whereToRead } from '../problem/render';
import type { TypeCheck } from './check-types';
import type { RenderedApp } from './render-app';
import { replaceFolder } from './replace-folder';
import { describeFailure } from './run-program';
import type { SightlineApp } from './sightline-app';
import { summarize } from './summary';

/** How to synthesise. */
export interface SynthesizeOptions {
  /** The output folder, replaced as a whole if nothing is wrong. */
  readonly folder: string;

  /** The type check that runs beside it. */
  readonly types: Promise<TypeCheck>;

  /** Builds the app. */
  readonly program: () => SightlineApp | Promise<SightlineApp>;
}

/**
 * Builds a program, checks its types beside that, and replaces the output folder if both are right. Prints a summary to the standard
 * output, and what is wrong to the standard error.
 *
 * @returns the exit code: 0, or 1 if anything is wrong, and then nothing has been written
 */
export async function synthesize({ folder, types, program }: SynthesizeOptions): Promise<number> {
  const built = await build(program, folder);
  const { ok, output } = await types;
  if (!ok) complain(output.trimEnd());
  if (built === undefined) return 1;
  if (built.rendered.problems.length > 0)
    complain(`${renderProblems(built.rendered.problems)}\n${whereToRead(built.rendered.problems)}\n`);
  if (!ok || hasErrors(built.rendered.problems)) {
    complain(`${countErrors(built.rendered.problems, ok)}; ${folder}/ is as it was.`);
    return 1;
  }
  const { files, objects, answered } = built.rendered;
  replaceFolder(folder, files);
  const services = MonitoredService.allIn(built.app).flatMap(({ summary }) => summary ?? []);
  process.stdout.write(`${summarize(services, { files: files.size, objects, folder, answered })}\n`);
  return 0;
}

async function build(
  program: SynthesizeOptions['program'],
  folder: string,
): Promise<{ readonly app: SightlineApp; readonly rendered: RenderedApp } | undefined> {
  try {
    const app = await program();
    return { app, rendered: app.render(folder) };
  } catch (failure) {
    complain(describeFailure(failure));
    return undefined;
  }
}

function countErrors(problems: readonly Problem[], typesOk: boolean): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const counted = errors === 0 ? [] : [`${errors} ${errors === 1 ? 'error' : 'errors'}`];
  return [...counted, ...(typesOk ? [] : ['the types are wrong'])].join(', ');
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
