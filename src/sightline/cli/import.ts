import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFormats, importText, type Imported, type ImportFormat } from '../importers/import-text';
import { hasErrors } from '../problem/problems';
import { renderProblems } from '../problem/render';
import { inFile } from '../problem/in-file';
import { CannotRun, reasonOf } from './cannot-run';
import { libraryImport } from './library-import';
import { isJson, readArgs } from './read-args';
import { readSource } from './read-source';
import { reportJson } from './report-json';
import type { Outcome } from './verify';
import { plural } from '../problem/plural';

/** What `sightline import --help` says. */
const importUsage = `Usage: sightline import sloth|openslo FILE [options]

Prints the TypeScript declaration of the objectives in a file of Sloth (prometheus/v1, or PrometheusServiceLevel objects) or of
OpenSLO (openslo/v1, openslo/v1alpha, or the same as openslo.com), and says on the standard error what can't be carried over.

  --output FILE       where to write the declaration (default: the standard output)
  --format text|json  how to say what can't be carried over (default: text)
  --help              this text

Exit code: 0 if every objective was carried over; 1 if one was left out; 2 if the file can't be read.
`;

/** No file of objectives is larger. */
const largest = 1024 * 1024;

/**
 * Runs `sightline import`.
 *
 * @param args what follows `import` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function importCommand(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args);
  if (options === 'help') return { code: 0, output: importUsage };
  const { format, file, output, json } = options;
  const bytes = await readSource(file, {
    timeout: 10_000,
    size: largest,
    largerThanAny: 'no file of objectives is',
  });
  const text = Buffer.from(bytes).toString('utf8');
  const imported = importText(format, text, libraryImport(output ?? usualOutput));
  if (imported.unreadable !== undefined)
    throw new CannotRun(`'${file}' can't be imported: ${imported.unreadable}`);
  const problems = inFile(imported.problems, file, text);
  const messages = json
    ? reportJson(problems, { objects: imported.found, rules: 0 })
    : `${problems.length === 0 ? '' : `${renderProblems(problems)}\n`}${verdict(imported, file)}`;
  const code = hasErrors(problems) ? 1 : 0;
  const { declaration = '' } = imported;
  if (output === undefined || declaration === '') return { code, output: declaration, messages };
  try {
    await writeFile(output, declaration);
  } catch (failure) {
    throw new CannotRun(`'${output}' can't be written: ${reasonOf(failure)}`);
  }
  return { code, output: '', messages };
}

/** Where a declaration that is printed will stand, as far as one can tell. */
const usualOutput = join('src', 'services', 'contract.ts');

function verdict({ found, carried }: Imported, file: string): string {
  return `${carried} of ${plural(found, 'objective')} in ${file} carried over.\n`;
}

interface ImportOptions {
  readonly format: ImportFormat;
  readonly file: string;
  readonly output: string | undefined;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): ImportOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [from, file, ...more] = positionals;
  const { output, format } = values;
  const known = importFormats.find((each) => each === from);
  if (from === undefined) throw new CannotRun(`say what to import: sloth or openslo\n\n${importUsage}`);
  if (known === undefined)
    throw new CannotRun(`'${from}' can't be imported; sloth and openslo can\n\n${importUsage}`);
  if (file === undefined) throw new CannotRun(`give the file to import\n\n${importUsage}`);
  if (more.length > 0)
    throw new CannotRun(`give one file to import, not ${more.length + 1}\n\n${importUsage}`);
  return { format: known, file, output, json: isJson(format) };
}

function parse(args: readonly string[]) {
  return readArgs(importUsage, {
    args: [...args],
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      format: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
