import { existsSync } from 'node:fs';
import type * as WorldsInModule from '../constructs/worlds-in';
import { tracedPaths } from '../checks/scrape/scrape-path';
import type { ScrapePath } from '../scrape/path/scrape-path';
import { drawPath, stateOf } from '../scrape/path/draw-path';
import { checkFiles } from '../files/check-files';
import type { Problem } from '../problem/problem';
import { nearest } from '../problem/nearest';
import { CannotRun } from './cannot-run';
import { clusterOf, clusterUsage, clusterOptions } from './check/cluster-options';
import { readInputs } from './check/read-inputs';
import type { Program } from './program';
import { isJson, readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline path --help` says. */
export const pathUsage = `Usage: sightline path [NAME] [PATH…] [options]

Draws the way from Prometheus over each monitor to the Service, the pods and the labels of the series: what matched at each link, and where it
stops and why. Of the program, or of what stands in files and folders, as 'sightline check' reads them.

  NAME                    only what is called so: NAME, NAMESPACE/NAME or KIND/NAMESPACE/NAME (default: every monitor, probe and rule)
${clusterUsage}
  --format text|json      how to say it (default: text)
  --help                  this text

Exit code: 0 if no way is broken; 1 if one is; 2 if that can't be found out.
`;

/** The program around the command. */
export interface PathContext {
  readonly program: Program;

  /** Loads what knows constructs. */
  readonly worldsIn: () => typeof WorldsInModule;
}

/**
 * Runs `sightline path`.
 *
 * @param args what follows `path` on the command line
 * @throws CannotRun with a sentence for the user
 */
export async function path(args: readonly string[], context: PathContext): Promise<Outcome> {
  const { values, positionals } = readArgs(pathUsage, {
    args: [...args],
    allowPositionals: true,
    options: { ...clusterOptions, format: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return { code: 0, output: pathUsage };
  const [first, ...others] = positionals;
  const isNamed = first !== undefined && first !== '-' && !existsSync(first);
  const files = isNamed ? others : positionals;
  const paths =
    files.length === 0
      ? context
          .worldsIn()
          .worldsIn(context.program())
          .flatMap((world) => tracedPaths(world).map(({ path: traced }) => traced))
      : checkFiles((await readInputs(files)).files, clusterOf(values)).paths;
  const chosen = isNamed ? named(first, paths) : paths;
  if (chosen.length === 0) throw new CannotRun('there is nothing that a Prometheus would select');
  const code = chosen.some((each) => stateOf(each) === 'broken') ? 1 : 0;
  const output = isJson(values.format)
    ? `${JSON.stringify({ paths: chosen.map(asJson) }, null, 2)}\n`
    : chosen.map(drawPath).join('\n');
  return { code, output };
}

function named(name: string, paths: readonly ScrapePath[]): readonly ScrapePath[] {
  const found = paths.filter(({ object }) => object === name || object.endsWith(`/${name}`));
  if (found.length > 0) return found;
  const names = paths.flatMap(({ object }) => [object, object.split('/').at(-1) ?? '']);
  const near = nearest(name, names);
  throw new CannotRun(
    `there is neither a file nor a monitor, a probe or rules called '${name}'${near === undefined ? '' : `; did you mean '${near}'?`}`,
  );
}

function asJson(path: ScrapePath) {
  const { object, prometheus, links, jobs } = path;
  return {
    object,
    prometheus,
    state: stateOf(path),
    links: links.map((link) =>
      link.state === 'broken' ? { ...link, problems: link.problems.map(withoutSource) } : link,
    ),
    jobs: jobs.map(({ job, targets }) => ({
      job: job.job_name,
      targets: targets.map(({ service, pods, port, kept, labels }) => ({
        service,
        pods,
        port,
        kept,
        labels,
      })),
    })),
  };
}

function withoutSource({ id, severity, object, path, message, fix }: Problem) {
  return { id, severity, object, path, message, fix };
}
