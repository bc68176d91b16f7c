import { ApiObject, Chart, DependencyGraph, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { allChecks } from '../checks/all-checks';
import { runChecks } from '../checks/run-checks';
import { filesOf } from '../constructs/output-file';
import { problemsOf, reports } from '../constructs/report';
import { type RenderedObject, worldOf } from '../constructs/world-of';
import type { Problem } from '../problem/problem';
import { distinct, error, hasErrors } from '../problem/problems';
import { manifestFiles } from './manifest-files';
import { orderCharts } from './order-charts';

/** What an app comes to, in memory. */
export interface RenderedApp {
  /** The text of each file by its path below the output folder, in the order of the paths. None where something is wrong. */
  readonly files: ReadonlyMap<string, string>;

  /** Everything that is wrong, warnings included. */
  readonly problems: readonly Problem[];

  /** How many API objects there are. */
  readonly objects: number;
}

/**
 * Renders an app: asks every construct what is wrong, has the engine judge what is final, and prints the
 * objects into files as cdk8s does. In time that grows with the number of objects; cdk8s itself goes through
 * the whole app once for each chart.
 *
 * @param app the app; `yamlOutputType` and dependencies count as in any cdk8s app
 * @param folder the output folder, as commands in the files name it
 */
export function renderApp(app: App, folder: string): RenderedApp {
  const constructs = app.node.findAll();
  const found = constructs.flatMap(constructProblems);
  if (hasErrors(found)) return { files: new Map(), problems: distinct(found), objects: 0 };
  const { charts, areLinked } = orderCharts(app, constructs);
  const rendered = charts.map((chart) => ({ chart, objects: objectsOf(chart) }));
  const objects = rendered.flatMap(({ objects: ofChart }) => ofChart);
  const files = manifestFiles(
    app,
    rendered.map(({ chart, objects: ofChart }) => ({
      chart,
      manifests: ofChart.map(({ manifest }) => manifest),
    })),
    areLinked,
  );
  for (const construct of constructs) {
    for (const file of filesOf(construct)) files.set(file.path, file.content(folder));
  }
  const judged = runChecks(worldOf(constructs, objects), allChecks);
  const problems = distinct([...found, ...judged]);
  const sorted = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { files: hasErrors(problems) ? new Map() : sorted, problems, objects: objects.length };
}

/** What a construct reports with its details, and what constructs of others say in strings. */
function constructProblems(construct: IConstruct): readonly Problem[] {
  const own = problemsOf(construct);
  const known = reports(construct) ? 1 : 0;
  const messages = construct.node.validate();
  const foreign = messages.length > 0 && (known === 0 || messages.length > own.length) ? messages : [];
  return [...own, ...foreign.map((message) => error('CDK001', message, { path: construct.node.path }))];
}

/** The objects that stand in the chart itself, not in a chart below it. */
function objectsOf(chart: Chart): RenderedObject[] {
  return new DependencyGraph(chart.node)
    .topology()
    .filter(
      (construct): construct is ApiObject =>
        ApiObject.isApiObject(construct) && Chart.of(construct) === chart,
    )
    .map((construct) => ({ construct, manifest: construct.toJson() as object }));
}
