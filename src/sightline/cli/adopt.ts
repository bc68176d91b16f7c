import { plural } from '../problem/plural';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { adopt, type AdoptedText } from '../adopt/adopt';
import type { Exposition } from '../exposition/exposition';
import { parseExposition } from '../exposition/parse-exposition';
import { dnsLabelOf } from '../importers/slo/dns-label';
import { isDnsLabel } from '../problem/names';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { renderProblems } from '../problem/render';
import { inFile } from '../problem/in-file';
import { checkDuplicates } from '../verify/check-duplicates';
import { pageMetrics } from '../verify/page-metric';
import { CannotRun, reasonOf } from './cannot-run';
import { codeOf } from '../prometheus/node-error';
import { libraryImport } from './library-import';
import { isUrl, readArgs } from './read-args';
import { readPage } from './read-page';
import { refuseMoreLines, type Outcome } from './verify';

/** What `sightline adopt --help` says. */
export const adoptUsage = `Usage: sightline adopt URL|FILE… [options]

Makes a service of a project, src/services/NAME.ts, of the metrics page of one that runs: its contract with types, units, labels and buckets, and
what monitors it. What a page can't tell is asked in a comment that begins with TODO. Several pages, of several pods or times, are put together.

  --service NAME      the name of the service (default: that of the URL's host or of the file)
  --namespace NAME    its namespace (default: 'default', with a question)
  --output FILE       where to write the declaration; nothing is overwritten (default: the standard output)
  --help              this text

Exit code: 0 if the declaration is made, 1 if a page has lines that Prometheus refuses, 2 if nothing could be made.
`;

/**
 * Runs `sightline adopt`.
 *
 * @param args what follows `adopt` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function adoptCommand(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args);
  if (options === 'help') return { code: 0, output: adoptUsage };
  const { sources, output } = options;
  const problems: Problem[] = [];
  const pages: Exposition[] = [];
  for (const source of sources) {
    const page = await readPage(source);
    refuseMoreLines(page.bytes, source);
    const exposition = parseExposition(page.bytes, page.format);
    if (exposition.families.length === 0)
      throw new CannotRun(`'${source}' has no metric; is it the page that Prometheus scrapes?`);
    const duplicates = [...pageMetrics(exposition).values()].flatMap(checkDuplicates);
    const found = [...page.problems, ...exposition.problems, ...duplicates];
    if (found.length > 0) problems.push(...inFile(found, source, Buffer.from(page.bytes).toString('utf8')));
    pages.push(exposition);
  }
  const [first = ''] = sources;
  const service = options.service ?? serviceOf(first);
  const adopted = adopt(pages, {
    service,
    namespace: options.namespace,
    ...placeOf(first),
    sources,
    library: libraryImport(output ?? join('src', 'services', `${service}.ts`)),
  });
  const messages = `${problems.length === 0 ? '' : `${renderProblems(problems)}\n`}${summary(adopted, service)}`;
  const code = hasErrors(problems) ? 1 : 0;
  if (output === undefined) return { code, output: adopted.declaration, messages };
  await writeNew(output, adopted.declaration);
  return { code, output: '', messages };
}

async function writeNew(output: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, text, { flag: 'wx' });
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST')
      throw new CannotRun(`'${output}' is there already, and nothing is overwritten; name another file`);
    throw new CannotRun(`'${output}' can't be written: ${reasonOf(failure)}`);
  }
}

function summary({ declared, leftOut, known, questions }: AdoptedText, service: string): string {
  const parts = [
    `${plural(declared, 'metric')} declared`,
    ...(leftOut === 0 ? [] : [`${leftOut} left out with the reason`]),
    ...(known === 0 ? [] : [`${known} left out as those of a runtime or of the cluster`]),
  ];
  return `'${service}': ${parts.join(', ')}. ${plural(questions, 'question')} to answer: look for TODO.\n`;
}

/** The name of a service as its page is called: by the host, but for one that is an address, or by the file. */
function serviceOf(source: string): string {
  const usual = 'my-service';
  if (!isUrl(source)) return dnsLabelOf(basename(source, extname(source)), usual);
  const { hostname } = new URL(source);
  const isAddress = hostname === 'localhost' || /^[\d.]+$|^\[/.test(hostname);
  return isAddress ? usual : dnsLabelOf(hostname.split('.')[0] ?? '', usual);
}

/** The port and the path of a page, where a URL says them. */
function placeOf(source: string): { readonly port?: number; readonly path?: string } {
  if (!isUrl(source)) return {};
  const { port, pathname, protocol } = new URL(source);
  return { port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port), path: pathname };
}

interface AdoptCommandOptions {
  readonly sources: readonly string[];
  readonly service: string | undefined;
  readonly namespace: string | undefined;
  readonly output: string | undefined;
}

function readOptions(args: readonly string[]): AdoptCommandOptions | 'help' {
  const { values, positionals } = readArgs(adoptUsage, {
    args: [...args],
    allowPositionals: true,
    options: {
      service: { type: 'string' },
      namespace: { type: 'string' },
      output: { type: 'string', short: 'o' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  if (positionals.length === 0)
    throw new CannotRun(`give the URL or the file of a metrics page\n\n${adoptUsage}`);
  const { service, namespace, output } = values;
  for (const [name, value] of Object.entries({ service, namespace }))
    if (value !== undefined && !isDnsLabel(value))
      throw new CannotRun(
        `'--${name}' (${value}) must be a DNS label: lower-case letters, digits and '-', at most 63, such as 'task-api'`,
      );
  return { sources: positionals, service, namespace, output };
}
