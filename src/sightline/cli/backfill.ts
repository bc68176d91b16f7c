import { writeFile } from 'node:fs/promises';
import { client, type Client } from '../prometheus/client';
import { promtool } from '../prometheus/promtool';
import type { Backfill } from '../rules/objectives/bind-backfill';
import { fillObjective, type Filled } from './backfill/fill-objective';
import { backfillsOf } from './backfill/find-backfills';
import { report } from './backfill/report';
import { headStart } from './backfill/head-start';
import { CannotRun, reasonOf } from './cannot-run';
import type { Program } from './program';
import { readAddress, readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline backfill --help` says. */
const backfillUsage = `Usage: sightline backfill --url URL [options]

Counts the events of objectives from samples that a Prometheus already holds, so that a budget does not start empty. Asks for the steps of two
minutes before the first one of the live rules, which must run by then, and writes them as OpenMetrics; all else is
derived from steps by the live rules. Steps that are there are left alone, so it may be run again.

  --url URL           the Prometheus, such as http://localhost:9090 behind 'kubectl port-forward'
  --days N            how many days back (default: the window of each objective)
  --service NAME      which service of the program, or NAMESPACE/NAME (default: all)
  --objective NAME    which objective (default: all)
  --output FILE       where to write the samples (default: backfill.om)
  --blocks FOLDER     make blocks of them too: in the data folder of the Prometheus, or in one to copy into it
  --promtool PROGRAM  what makes the blocks (default: promtool)
  --help              this text

Exit code: 0 if every objective is filled as far as it can be; 1 if one is not, as its rules do not run yet or it has no samples; 2 if it can't be done.
`;

/** The program around the command. */
export interface BackfillContext {
  readonly program: Program;
}

/** Prometheus itself gives up on a query after two minutes. */
const queryTimeout = 130_000;

/**
 * Runs `sightline backfill`.
 *
 * @param args what follows `backfill` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function backfillCommand(
  args: readonly string[],
  { program }: BackfillContext,
): Promise<Outcome> {
  const options = readOptions(args);
  if (options === 'help') return { code: 0, output: backfillUsage };
  const backfills = backfillsOf(program, options);
  const filled = await fillAll(client(options.url, queryTimeout), backfills, options);
  const lines = filled.flatMap(({ lines }) => lines);
  const hasAll = filled.every(({ gap }) => gap === undefined);
  const code = hasAll ? 0 : 1;
  if (lines.length === 0) return { code, output: report(filled, options) };
  const { output, blocks } = options;
  try {
    await writeFile(output, `${lines.join('\n')}\n# EOF\n`);
  } catch (failure) {
    throw new CannotRun(`'--output' (${output}) can't be written: ${reasonOf(failure)}`);
  }
  if (blocks !== undefined) await makeBlocks(output, blocks, options.promtool);
  return { code, output: report(filled, options) };
}

async function fillAll(
  from: Client,
  backfills: readonly Backfill[],
  { url, days }: BackfillOptions,
): Promise<readonly Filled[]> {
  const filled: Filled[] = [];
  try {
    const asked = { now: Date.now() / 1000, head: await headStart(from) };
    for (const each of backfills) filled.push(await fillObjective(from, each, { ...asked, days }));
  } catch (failure) {
    throw new CannotRun(
      `'--url' (${url}) can't be asked for samples: ${reasonOf(failure)}; it must be the address of a Prometheus, such as http://localhost:9090`,
    );
  }
  return filled;
}

async function makeBlocks(file: string, folder: string, program: string): Promise<void> {
  const { ok, output } = await promtool({ promtool: program }).createBlocks(file, folder);
  if (!ok)
    throw new CannotRun(
      `no blocks could be made in '${folder}' of ${file}, which is written: ${output.trim()}; '--promtool' names the program`,
    );
}

/** What the command line says. */
export interface BackfillOptions {
  readonly url: string;
  readonly days: number | undefined;
  readonly service: string | undefined;
  readonly objective: string | undefined;
  readonly output: string;
  readonly blocks: string | undefined;
  readonly promtool: string;
}

function readOptions(args: readonly string[]): BackfillOptions | 'help' {
  const {
    help,
    url,
    days,
    service,
    objective,
    output = 'backfill.om',
    blocks,
    promtool = 'promtool',
  } = parse(args);
  if (help === true) return 'help';
  if (url === undefined) throw new CannotRun(`say which Prometheus: '--url'\n\n${backfillUsage}`);
  readAddress('--url', url);
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days))
    throw new CannotRun(`'--days' (${days}) must be a whole number of days, such as 30`);
  const count = days === undefined ? undefined : Number(days);
  return { url, days: count, service, objective, output, blocks, promtool };
}

function parse(args: readonly string[]) {
  return readArgs(backfillUsage, {
    args: [...args],
    options: {
      url: { type: 'string' },
      days: { type: 'string' },
      service: { type: 'string' },
      objective: { type: 'string' },
      output: { type: 'string', short: 'o' },
      blocks: { type: 'string' },
      promtool: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}
