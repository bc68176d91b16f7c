import { access, constants, readdir, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { promtool } from '../prometheus/promtool';
import { isMissing } from '../prometheus/software/fetch-once';
import { findSoftware } from '../prometheus/software/find-software';
import { prometheusOf } from '../prometheus/software/software';
import { CannotRun } from './cannot-run';
import { readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline test --help` says. */
const testUsage = `Usage: sightline test [FOLDER] [options]

Runs the unit tests of rules that 'sightline synth' has written (dist/tests/*.test.yml), with promtool.

  FOLDER           the output folder (default: dist)
  --promtool FILE  the promtool to use (default: that on PATH, else one that is fetched from Debian's archive, once, into node_modules/.cache)
  --help           this text

Exit code: 0 if they pass, 1 if not, 2 if they can't be run.
`;

/** Where a promtool that was fetched is kept. */
const cache = join('node_modules', '.cache', 'sightline', 'prometheus');

/**
 * Runs `sightline test`.
 *
 * @param args what follows `test` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function testCommand(args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = readArgs(testUsage, {
    args: [...args],
    allowPositionals: true,
    options: { promtool: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return { code: 0, output: testUsage };
  const [folder = 'dist', ...more] = positionals;
  if (more.length > 0) throw new CannotRun(`give one folder, not ${positionals.length}\n\n${testUsage}`);
  const files = await testsIn(folder);
  if (files.length === 0)
    return { code: 0, output: `There are no tests in ${folder}/: a service with objectives has some.\n` };
  const program = await promtoolProgram(values.promtool);
  const { ok, output } = await promtool({ promtool: program }).testRules(files);
  const verdict = ok ? 'pass' : 'do not pass';
  return {
    code: ok ? 0 : 1,
    output: `${output.trimEnd()}\n\n${files.length} ${files.length === 1 ? 'file' : 'files'} of tests in ${folder}/ ${verdict} with ${program}.\n`,
  };
}

/** The files of tests in an output folder and in those of its environments, sorted. */
async function testsIn(folder: string): Promise<readonly string[]> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new CannotRun(`there is no folder '${folder}'; 'sightline synth' writes it`);
  const files = await readdir(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /(^|[/\\])tests[/\\][^/\\]+\.test\.yml$/.test(file))
    .map((file) => join(folder, file))
    .sort();
}

/** @throws CannotRun if there is none to be had */
async function promtoolProgram(named: string | undefined): Promise<string> {
  if (named !== undefined) {
    if (await isProgram(named)) return resolve(named);
    throw new CannotRun(`'--promtool' (${named}) is no program`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const program = join(folder, 'promtool');
    if (await isProgram(program)) return program;
  }
  const found = await findSoftware(prometheusOf(3), { cache: resolve(cache) });
  if (!isMissing(found)) return found.tool;
  throw new CannotRun(
    `there is no promtool: none is on PATH, and ${found.reason}\n  Fix: put the promtool of a release of Prometheus on PATH, or name it with '--promtool'`,
  );
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => stat(file).then((found) => found.isFile()),
    () => false,
  );
}
