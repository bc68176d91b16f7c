import { existsSync } from 'node:fs';
import type * as WorldsInModule from '../constructs/worlds-in';
import { type AlertPath, alertPaths, drawAlertPath } from '../checks/alertmanagers/alert-path';
import { type DashboardPath, dashboardPaths, drawDashboardPath } from '../checks/dashboards/dashboard-path';
import { tracedPaths } from '../checks/scrape/scrape-path';
import type { ScrapePath } from '../scrape/path/scrape-path';
import { drawPath, stateOf } from '../scrape/path/draw-path';
import { checkFiles, type FileReport } from '../files/check-files';
import type { Problem } from '../problem/problem';
import { nearest } from '../problem/nearest';
import { printFieldPath } from '../schema/violations';
import { written } from '../stack/alerting/parse-matcher';
import type { RouteStep } from '../stack/alerting/route-tree';
import { CannotRun } from './cannot-run';
import { clusterOf, clusterUsage, clusterOptions } from './check/cluster-options';
import { readInputs } from './check/read-inputs';
import type { Program } from './program';
import { isJson, readArgs } from './read-args';
import type { Outcome } from './verify';

/** What `sightline path --help` says. */
const pathUsage = `Usage: sightline path [NAME] [PATH…] [options]

Draws the way from Prometheus over each monitor to the Service, the pods and the labels of the series: what matched at each link, and where it
stops and why; of a dashboard the way to Grafana, of an alert the way through the routes of Alertmanager to whoever is told. Of the program, or of
what stands in files and folders, as 'sightline check' reads them.

  NAME                    only what is called so: NAME, NAMESPACE/NAME, KIND/NAMESPACE/NAME, or the name of an alert (default: every
                          monitor, probe, rule and dashboard)
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
  const worlds = files.length === 0 ? context.worldsIn().worldsIn(context.program()) : [];
  const read =
    files.length === 0 ? undefined : checkFiles((await readInputs(files)).files, clusterOf(values));
  const all: Ways = {
    paths: read?.paths ?? worlds.flatMap((world) => tracedPaths(world).map(({ path: traced }) => traced)),
    dashboards: (read === undefined ? worlds : [read.world]).flatMap(dashboardPaths),
    alerts: isNamed
      ? (read === undefined ? worlds : [read.world]).flatMap((world) => alertPaths(world, first))
      : [],
  };
  const chosen = isNamed ? named(first, all) : all;
  const { dashboards, alerts } = chosen;
  const paths = chosen.paths.map((each) => ({
    path: each,
    open: openOf(each, read?.undecided ?? []),
  }));
  const states = [
    ...paths.map(({ path: each, open }) => stateOf(each, open)),
    ...dashboards.map(({ state }) => state),
    ...alerts.map(({ state }) => state),
  ];
  if (states.length === 0) throw new CannotRun('there is nothing that a Prometheus would select');
  const output = isJson(values.format)
    ? `${JSON.stringify({ paths: paths.map(({ path: each, open }) => asJson(each, open)), dashboards, alerts: alerts.map(alertAsJson) }, null, 2)}\n`
    : [
        ...paths.map(({ path: each, open }) => drawPath(each, open)),
        ...dashboards.map(drawDashboardPath),
        ...alerts.map((alert) => drawAlertPath(alert, rulesOf(alert, all.paths))),
      ].join('\n');
  return { code: states.includes('broken') ? 1 : 0, output };
}

/** Everything whose way can be drawn. */
interface Ways {
  readonly paths: readonly ScrapePath[];
  readonly dashboards: readonly DashboardPath[];
  readonly alerts: readonly AlertPath[];
}

/** How the rules of an alert get to a Prometheus. */
function rulesOf({ object }: AlertPath, paths: readonly ScrapePath[]): string[] {
  return paths
    .filter((each) => each.object === object)
    .map((each) => `its rules, to ${each.prometheus}: ${stateOf(each)}`);
}

function named(name: string, { paths, dashboards, alerts }: Ways): Ways {
  const isMeant = ({ object }: { readonly object: string }): boolean =>
    object === name || object.endsWith(`/${name}`);
  const found = { paths: paths.filter(isMeant), dashboards: dashboards.filter(isMeant), alerts };
  if (found.paths.length + found.dashboards.length + alerts.length > 0) return found;
  const names = [...paths, ...dashboards].flatMap(({ object }) => [object, object.split('/').at(-1) ?? '']);
  const near = nearest(name, names);
  throw new CannotRun(
    `there is neither a file nor a monitor, a probe, rules, a dashboard or an alert called '${name}'${near === undefined ? '' : `; did you mean '${near}'?`}`,
  );
}

/** What is undecided of an object beside the links of its path: what only its targets answer, or the cluster. */
function openOf({ object, links }: ScrapePath, undecided: FileReport['undecided']): readonly string[] {
  return undecided
    .filter((each) => each.object === object && !links.some(({ name }) => name === each.link))
    .flatMap(({ missing }) => missing);
}

function asJson(path: ScrapePath, open: readonly string[]) {
  const { object, prometheus, links, jobs } = path;
  return {
    object,
    prometheus,
    state: stateOf(path, open),
    open,
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

function alertAsJson({ alert, object, labels, configuration, routes, receivers, state }: AlertPath) {
  return { alert, object, labels, configuration, state, receivers, routes: routeAsJson(routes) };
}

interface RouteJson {
  readonly route: string;
  readonly receiver: string | undefined;
  readonly matches: RouteStep['matches'];
  readonly decisive: string | undefined;
  readonly routes: readonly RouteJson[];
}

function routeAsJson({ route, matches, decisive, below }: RouteStep): RouteJson {
  return {
    route: printFieldPath(route.at),
    receiver: route.receiver,
    matches,
    decisive: decisive === undefined ? undefined : written(decisive),
    routes: below.map(routeAsJson),
  };
}

function withoutSource({ id, severity, object, path, message, fix }: Problem) {
  return { id, severity, object, path, message, fix };
}
