import type * as AdoptModule from './adopt';
import type * as BackfillModule from './backfill';
import type * as CheckModule from './check';
import { CannotRun } from './cannot-run';
import { goOnWithoutReader } from './closed-output';
import type * as ExplainModule from './explain';
import type { Program } from './program';
import type * as ImportModule from './import';
import type * as InitModule from './init/init';
import type * as InstrumentModule from './instrument';
import type * as LoadProgramModule from './load-program';
import type * as LoadTypeScriptModule from './load-typescript';
import type { Progress } from './progress';
import type * as ProgressModule from './progress';
import type * as SynthModule from './synth';
import type { Sink } from './terminal';
import type * as TerminalModule from './terminal';
import type * as TestModule from './test';
import type * as PathModule from './path';
import type * as PreviewModule from './preview';
import type { TextStyle } from '../problem/text-style';
import type * as WorldsInModule from '../constructs/worlds-in';
import type * as VerifyModule from './verify';

/** A command of `sightline`. */
interface Command {
  readonly summary: string;

  /**
   * The exit code where the standard output can't be written.
   *
   * @default 2
   */
  readonly unprinted?: 'as if it were';

  readonly run: (args: readonly string[]) => Promise<VerifyModule.Outcome>;
}

/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is asked for: the program brings cdk8s, which takes most of a second */
const commands: Readonly<Record<string, Command>> = {
  adopt: {
    summary: 'makes a service in TypeScript of the metrics page of one that runs',
    run: (args) => {
      const { adoptCommand } = require('./adopt') as typeof AdoptModule;
      return adoptCommand(args);
    },
  },
  backfill: {
    summary: 'counts the events of objectives from samples that a Prometheus already holds',
    run: (args) => {
      const { backfillCommand } = require('./backfill') as typeof BackfillModule;
      return backfillCommand(args, { program: loadProgram });
    },
  },
  check: {
    summary: 'checks monitoring on Kubernetes in files, whoever wrote them',
    run: (args) => {
      const { check } = require('./check') as typeof CheckModule;
      return check(args, load, { style: styleFor(process.stdout), progress });
    },
  },
  explain: {
    summary: 'says what the id of a problem means',
    run: (args) => {
      const { explain } = require('./explain') as typeof ExplainModule;
      return Promise.resolve(explain(args));
    },
  },
  import: {
    summary: 'prints the objectives of a file of Sloth or OpenSLO as a contract in TypeScript',
    run: (args) => {
      const { importCommand } = require('./import') as typeof ImportModule;
      return importCommand(args);
    },
  },
  init: {
    summary: 'makes a project that monitors one service',
    run: (args) => {
      const { initCommand } = require('./init/init') as typeof InitModule;
      return initCommand(args);
    },
  },
  instrument: {
    summary: 'writes the code that counts what a contract declares, for a service in Python',
    run: (args) => {
      const { instrumentCommand } = require('./instrument') as typeof InstrumentModule;
      return instrumentCommand(args, { program: loadProgram, load });
    },
  },
  path: {
    summary: 'draws the way from Prometheus to the series of each monitor, link by link',
    run: (args) => {
      const { path } = require('./path') as typeof PathModule;
      const worldsIn = () => require('../constructs/worlds-in') as typeof WorldsInModule;
      return path(args, { program: loadProgram, worldsIn });
    },
  },
  preview: {
    summary: 'draws the dashboards of the program from a Prometheus, in a browser, without Grafana',
    run: (args) => {
      const { previewCommand } = require('./preview') as typeof PreviewModule;
      const say = (text: string) => void process.stdout.write(text);
      return previewCommand(args, { program: loadProgram, env: process.env, say, ended: interrupted });
    },
  },
  synth: {
    summary: 'checks the types of the program, builds it, and writes what it comes to',
    // what it does is in the folder, and the exit code is about that
    unprinted: 'as if it were',
    run: (args) => {
      const { synthCommand } = require('./synth') as typeof SynthModule;
      return synthCommand(args, { load, style: styleFor(process.stderr), progress });
    },
  },
  test: {
    summary: 'runs the unit tests of rules that synth has written, with promtool',
    run: (args) => {
      const { testCommand } = require('./test') as typeof TestModule;
      return testCommand(args);
    },
  },
  verify: {
    summary: 'compares a metrics page with the contract of its service',
    run: (args) => {
      const { verify } = require('./verify') as typeof VerifyModule;
      return verify(args, { program: loadProgram, load });
    },
  },
};

const loadProgram: Program = () => {
  const { buildProgram, programFile } = require('./load-program') as typeof LoadProgramModule;
  return buildProgram(programFile(process.cwd()), load);
};
function load(path: string): unknown {
  const { loadTypeScript } = require('./load-typescript') as typeof LoadTypeScriptModule;
  loadTypeScript();
  return require(path);
}
function styleFor(sink: Sink): TextStyle {
  const { styleOf } = require('./terminal') as typeof TerminalModule;
  return styleOf(sink, process.env);
}
function progress(): Progress {
  const { progressOnTerminal } = require('./progress') as typeof ProgressModule;
  return progressOnTerminal();
}
/* eslint-enable @typescript-eslint/no-require-imports */

/** Resolves when somebody ends the process: by Ctrl-C, or by a signal. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve());
  });
}

const usage = `Usage: sightline COMMAND [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}  ${summary}`)
  .join('\n')}

'sightline COMMAND --help' says more.
`;

/**
 * Runs `sightline`. What was found goes to the standard output, and why nothing could be found to the standard error, as does what is said
 * beside an output that is to be used as it is.
 *
 * @param args the command line without the names of Node and of the program
 * @returns the exit code: 0 clean or warnings only, 1 errors, 2 could not run
 */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  goOnWithoutReader(command?.unprinted === undefined ? 2 : undefined);
  if (name === '--help' || name === '-h') {
    process.stdout.write(usage);
    return 0;
  }
  if (command === undefined) {
    const why = name === undefined ? 'a command is missing' : `'${name}' is no command`;
    process.stderr.write(`error: ${why}\n\n${usage}`);
    return 2;
  }
  try {
    const { code, output, messages = '' } = await command.run(rest);
    process.stdout.write(output);
    process.stderr.write(messages);
    return code;
  } catch (failure) {
    if (!(failure instanceof CannotRun)) throw failure;
    process.stderr.write(`error: ${failure.message}\n`);
    return 2;
  }
}
