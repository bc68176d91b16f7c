import { plural } from '../problem/plural';
import type { ServiceContract } from '../contract/service-contract';
import type { Exposition } from '../exposition/exposition';
import { parseExposition } from '../exposition/parse-exposition';
import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { defaultVersion, isAtLeast, type PrometheusVersion } from '../promql/syntax/dialect';
import { renderProblems } from '../problem/render';
import { inFile } from '../problem/in-file';
import { verifyExposition } from '../verify/verify-exposition';
import { CannotRun } from './cannot-run';
import { contractOfFile } from './contract-of-file';
import { contractOfService } from './find-contract';
import type { Program } from './program';
import { isJson, readArgs } from './read-args';
import { readPage } from './read-page';
import { countProblems, reportJson } from './report-json';

/** What `sightline verify --help` says. */
export const verifyUsage = `Usage: sightline verify URL|FILE [options]

Reads a metrics page, live or saved, as Prometheus does, and compares it with the contract of its service.

  --service NAME          which service of the program; NAMESPACE/NAME if there are several (default: the only one)
  --contract FILE#EXPORT  a contract that a module exports, in place of the program's
  --prometheus VERSION    which Prometheus is to read the page, from 2.42 on (default: that of the program's stack, or 3.14)
  --format text|json      how to say what is wrong (default: text)
  --help                  this text

Exit code: 0 if the page is as the contract says, warnings aside; 1 if not; 2 if that can't be found out.
`;

/** What a command says, and its exit code. */
export interface Outcome {
  readonly code: 0 | 1 | 2;
  readonly output: string;

  /**
   * What goes to the standard error, beside an output that is to be used as it is.
   *
   * @default - nothing
   */
  readonly messages?: string;
}

/** The program around the command. */
export interface VerifyContext {
  readonly program: Program;

  /** Loads a module by its path. */
  readonly load: (path: string) => unknown;
}

/**
 * Runs `sightline verify`.
 *
 * @param args what follows `verify` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function verify(args: readonly string[], context: VerifyContext): Promise<Outcome> {
  const options = readOptions(args);
  if (options === 'help') return { code: 0, output: verifyUsage };
  const { source, service, contract: place, json } = options;
  const page = await readPage(source);
  const { contract, version = defaultVersion } =
    place === undefined
      ? contractOfService(context.program, service)
      : { contract: contractOfFile(place, context.load) };
  if (hasErrors(contract.problems)) {
    throw new CannotRun(
      `the contract of '${contract.name}' is wrong itself:\n${renderProblems(contract.problems)}`,
    );
  }
  const prometheus = options.prometheus ?? version;
  refuseMoreLines(page.bytes, source);
  const exposition = parseExposition(page.bytes, page.format, prometheus);
  const found = [...page.problems, ...verifyExposition(exposition, contract)];
  const problems = found.length === 0 ? [] : inFile(found, source, Buffer.from(page.bytes).toString('utf8'));
  const code = hasErrors(problems) ? 1 : 0;
  const output = json
    ? reportJson(problems, { objects: 0, rules: 0 })
    : report(problems, { source, contract, exposition, prometheus });
  return { code, output };
}

function report(
  problems: readonly Problem[],
  {
    source,
    contract,
    exposition,
    prometheus,
  }: {
    readonly source: string;
    readonly contract: ServiceContract;
    readonly exposition: Exposition;
    readonly prometheus: PrometheusVersion;
  },
): string {
  const { errors, warnings } = countProblems(problems);
  const counted = [plural(errors, 'error'), plural(warnings, 'warning')].filter(
    (each) => !each.startsWith('0 '),
  );
  const series = exposition.families.reduce((sum, { samples }) => sum + samples.length, 0);
  const verdict = errors === 0 ? 'is as its contract says' : 'is not as its contract says';
  const summary = `'${contract.name}' at ${source} ${verdict}: ${[...counted, `${plural(contract.metrics.length, 'metric')} in the contract`, `${series} series on the page as Prometheus ${prometheus} reads it`].join(', ')}.\n`;
  return problems.length === 0 ? summary : `${renderProblems(problems)}\n${summary}`;
}

interface VerifyOptions {
  readonly source: string;
  readonly service: string | undefined;
  readonly contract: string | undefined;
  readonly prometheus: PrometheusVersion | undefined;
  readonly json: boolean;
}

function readOptions(args: readonly string[]): VerifyOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [source, ...more] = positionals;
  const { service, contract, format, prometheus } = values;
  if (source === undefined)
    throw new CannotRun(`give the URL or the file of a metrics page\n\n${verifyUsage}`);
  if (more.length > 0)
    throw new CannotRun(`give one metrics page, not ${positionals.length}\n\n${verifyUsage}`);
  const json = isJson(format);
  if (service !== undefined && contract !== undefined)
    throw new CannotRun("'--service' and '--contract' both say which contract; give one of them");
  return {
    source,
    service,
    contract,
    json,
    prometheus: prometheus === undefined ? undefined : versionOf(prometheus),
  };
}

function parse(args: readonly string[]) {
  return readArgs(verifyUsage, {
    args: [...args],
    allowPositionals: true,
    options: {
      service: { type: 'string' },
      contract: { type: 'string' },
      format: { type: 'string' },
      prometheus: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

/** @throws CannotRun if the text is no version whose pages are known */
function versionOf(text: string): PrometheusVersion {
  const [, version] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(text) ?? [];
  if (version === undefined || !isAtLeast(version, '2.42'))
    throw new CannotRun(`'--prometheus' (${text}) must be a version such as 3.5, and 2.42 or later`);
  return version as PrometheusVersion; // of that form
}

/** No service exposes as many; their series would fill the memory. */
const mostLines = 1_000_000;

/** @throws CannotRun if a page has more lines than any should */
export function refuseMoreLines(bytes: Uint8Array, source: string): void {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines++;
  if (lines > mostLines)
    throw new CannotRun(
      `'${source}' has more than ${mostLines.toLocaleString('en-US')} lines, which no metrics page should have`,
    );
}
