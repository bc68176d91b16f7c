import { MonitoredService } from '../constructs/monitored-service';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { renderProblems, whereToRead } from '../problem/render';
import type { TypeCheck } from './check-types';
import { asItWas, CannotWrite } from './output/cannot-write';
import { nameOf } from './output/locate';
import { completeOutput, writeOutput } from './output/write-output';
import type { RenderedApp } from './render-app';
import { describeFailure } from './run-program';
import type { SightlineApp } from './sightline-app';
import { summarize } from './summary';

/** How to synthesise. */
export interface SynthesizeOptions {
  /** The output folder. It holds what the program comes to, and nothing else, if nothing is wrong. */
  readonly folder: string;

  /** The type check that runs beside it. */
  readonly types: Promise<TypeCheck>;

  /** Builds the app. */
  readonly program: () => SightlineApp | Promise<SightlineApp>;
}

/**
 * Completes what a killed run has left, builds a program, checks its types beside that, and writes the output folder if both are right. Prints
 * a summary to the standard output, and what is wrong to the standard error.
 *
 * @returns the exit code: 0 if the folder holds what the program comes to; 1 if anything is wrong
 */
export async function synthesize(options: SynthesizeOptions): Promise<number> {
  try {
    const name = nameOf(options.folder);
    if (completeOutput(options.folder))
      complain(`A run was ended while it wrote ${name}/; what it had begun is completed.\n`);
    return await synthesizeTo(name, options);
  } catch (failure) {
    if (!(failure instanceof CannotWrite)) throw failure;
    complain(failure.message);
    return 1;
  }
}

async function synthesizeTo(name: string, { folder, types, program }: SynthesizeOptions): Promise<number> {
  const built = await build(program, folder);
  const { ok, output } = await types;
  if (!ok) complain(output.trimEnd());
  if (built === undefined) return 1;
  if (built.rendered.problems.length > 0)
    complain(`${renderProblems(built.rendered.problems)}\n${whereToRead(built.rendered.problems)}\n`);
  if (!ok || hasErrors(built.rendered.problems)) {
    complain(`${countErrors(built.rendered.problems, ok)}; ${asItWas(name)}.`);
    return 1;
  }
  const { files, objects, answered } = built.rendered;
  for (const warning of writeOutput(folder, files).warnings) complain(warning);
  const services = MonitoredService.allIn(built.app).flatMap(({ summary }) => summary ?? []);
  process.stdout.write(`${summarize(services, { files: files.size, objects, folder: name, answered })}\n`);
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
