import { MonitoredService } from '../constructs/monitored-service';
import { namesOf, type Part, partsOf } from '../constructs/parts';
import { defined } from '../problem/defined';
import { masked } from '../secrets/masked';
import type { Problem } from '../problem/problem';
import type { TextStyle } from '../problem/text-style';
import { hasErrors } from '../problem/problems';
import { renderProblems, whereToRead } from '../problem/render';
import type { TypeCheck } from './check-types';
import { asItWas, CannotWrite } from './output/cannot-write';
import { nameOf } from './output/locate';
import { completeOutput, writeOutput } from './output/write-output';
import type { RenderedApp } from './render-app';
import { changesBetween, printChanges } from './changes';
import { describeFailure } from './run-program';
import type { SightlineApp } from './sightline-app';
import { summarize } from './summary';
import { plural } from '../problem/plural';

/** How to synthesise. */
export interface SynthesizeOptions {
  /** The output folder. It holds what the program comes to, and nothing else, if nothing is wrong. */
  readonly folder: string;

  /**
   * The environments to write; the folders of the others stay as they are.
   *
   * @default - all of them
   */
  readonly only?: readonly string[];

  /** The type check that runs beside it. */
  readonly types: Promise<TypeCheck>;

  /** Builds the app. */
  readonly program: () => SightlineApp | Promise<SightlineApp>;

  /** @default - nothing is set off */
  readonly style?: TextStyle;

  /**
   * Is told what is being done, and stopped before anything is printed.
   *
   * @default - nobody is told
   */
  readonly progress?: { readonly say: (stage: string) => void; readonly stop: () => void };
}

/**
 * Completes what a killed run has left, builds a program, checks its types beside that, and writes the output folder if both are right. Prints
 * a summary to the standard output, and what is wrong to the standard error.
 *
 * @returns the exit code: 0 if the folder holds what the program comes to; 1 if anything is wrong
 */
export async function synthesize(options: SynthesizeOptions): Promise<0 | 1> {
  try {
    const name = nameOf(options.folder);
    if (completeOutput(options.folder))
      complain(`A run was ended while it wrote ${name}/; what it had begun is completed.\n`);
    return await synthesizeTo(name, options);
  } catch (failure) {
    if (!CannotWrite.isCannotWrite(failure)) throw failure;
    complain(failure.message);
    return 1;
  }
}

async function synthesizeTo(
  name: string,
  { folder, types, program, only, style, progress }: SynthesizeOptions,
): Promise<0 | 1> {
  progress?.say('building the program');
  const built = await build(program, folder, only);
  progress?.say('checking types');
  const { ok, output } = await types;
  progress?.stop();
  if (typeof built === 'string') complain(built);
  if (!ok) complain(output.trimEnd());
  if (typeof built === 'string') return 1;
  if (built.rendered.problems.length > 0)
    complain(`${renderProblems(built.rendered.problems, style)}\n${whereToRead(built.rendered.problems)}\n`);
  if (!ok || hasErrors(built.rendered.problems)) {
    complain(`${countErrors(built.rendered.problems, ok)}; ${asItWas(name)}.`);
    return 1;
  }
  const { files, objects, answered } = built.rendered;
  const written = built.parts.filter(({ environment = '' }) => only?.includes(environment) ?? true);
  // the folders of the others stay as they are
  const within =
    only === undefined || written.some(({ folder: own }) => own === '')
      ? undefined
      : written.map(({ folder: own }) => own.slice(0, -1));
  const { replaced, warnings } = writeOutput(folder, files, defined({ within }));
  for (const warning of warnings) complain(warning);
  const services = written.map(({ environment, constructs }) => ({
    ...defined({ environment }),
    services: constructs.flatMap((construct) =>
      MonitoredService.isMonitoredService(construct) ? (construct.summary ?? []) : [],
    ),
  }));
  const summary = summarize(services, { files: files.size, objects, folder: name, answered });
  const changes = printChanges(changesBetween(replaced.before, replaced.after));
  process.stdout.write(`${summary}\n${changes}\n`);
  return 0;
}

/** What a program comes to, or why it comes to nothing. */
async function build(
  program: SynthesizeOptions['program'],
  folder: string,
  only: SynthesizeOptions['only'],
): Promise<{ readonly parts: readonly Part[]; readonly rendered: RenderedApp } | string> {
  try {
    const app = await program();
    const parts = partsOf(app);
    const unknown = only?.find((name) => !parts.some(({ environment }) => environment === name));
    if (unknown !== undefined) return noEnvironment(unknown, parts);
    return { parts, rendered: app.render(folder, defined({ only })) };
  } catch (failure) {
    return describeFailure(failure);
  }
}

function noEnvironment(name: string, parts: readonly Part[]): string {
  const known = namesOf(parts);
  return `error: '--only ${masked(name)}' names no environment of the program, which has ${known === '' ? 'none' : known}`;
}

function countErrors(problems: readonly Problem[], typesOk: boolean): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const counted = errors === 0 ? [] : [plural(errors, 'error')];
  return [...counted, ...(typesOk ? [] : ['the types are wrong'])].join(', ');
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
