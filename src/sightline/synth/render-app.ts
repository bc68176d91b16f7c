import { ApiObject, Chart, DependencyGraph, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { allChecks } from '../checks/all-checks';
import { runChecks } from '../checks/run-checks';
import type { World } from '../checks/world';
import { filesOf } from '../constructs/output-file';
import { outsideProblems, type Part, partsOf } from '../constructs/parts';
import { problemsOf, reports } from '../constructs/report';
import { type RenderedFile, type RenderedObject, worldOf } from '../constructs/world-of';
import { applyAnswers, type Answer, type Answered, type AnsweredProblem } from '../problem/answers';
import type { Problem } from '../problem/problem';
import { distinct, error, hasErrors } from '../problem/problems';
import { checkFiles } from './check-files';
import { manifestFiles } from './manifest-files';
import { orderCharts } from './order-charts';

/** What an app comes to, in memory. */
export interface RenderedApp {
  /** The text of each file by its path below the output folder, in the order of the paths. None where something is wrong. */
  readonly files: ReadonlyMap<string, string>;

  /** Everything that is wrong, warnings included, but for what is answered. */
  readonly problems: readonly Problem[];

  /** What is wrong and answered. */
  readonly answered: readonly AnsweredProblem[];

  /** How many API objects there are. */
  readonly objects: number;
}

/** How an app is rendered. */
interface RenderOptions {
  /** The output folder, as commands in the files name it. */
  readonly folder: string;

  /** What the program says to problems. */
  readonly answers: readonly Answer[];

  /**
   * The environments to render; of the others there is nothing.
   *
   * @default - all of the app
   */
  readonly only?: readonly string[];

  /** The day on which it runs, in UTC, such as `2026-08-02`; after it answers may be over. */
  readonly today: string;
}

/**
 * Renders an app: asks every construct what is wrong, has the engine judge what is final, and prints the
 * objects into files as cdk8s does. In time that grows with the number of objects; cdk8s itself goes through
 * the whole app once for each chart.
 *
 * @param app the app; `yamlOutputType` and dependencies count as in any cdk8s app
 */
export function renderApp(app: App, { folder, answers, only, today }: RenderOptions): RenderedApp {
  const constructs = app.node.findAll();
  const all = partsOf(app, constructs);
  const parts = all.filter(
    ({ environment }) => only === undefined || (environment !== undefined && only.includes(environment)),
  );
  const found = constructs.flatMap(constructProblems);
  const early = withoutUnused(applyAnswers(distinct(found), answers, today));
  if (hasErrors(early.problems)) return { files: new Map(), ...early, objects: 0 };
  const { charts, areLinked } = orderCharts(app, constructs);
  const rendered = parts.map((part) => renderPart(part, charts, folder));
  const judged = [
    ...outsideProblems(app, all),
    ...rendered.flatMap(({ world }) => runChecks(world, allChecks)),
  ];
  const { problems, answered } = applyAnswers(distinct([...found, ...judged]), answers, today);
  const objects = rendered.reduce((sum, { world }) => sum + world.objects.length, 0);
  const result = { problems, answered, objects };
  if (hasErrors(problems)) return { files: new Map(), ...result };
  const files = new Map(rendered.flatMap((part) => [...filesOfPart(app, part, areLinked)]));
  const unwritable = checkFiles(files);
  if (unwritable.length > 0) return { files: new Map(), ...result, problems: [...problems, ...unwritable] };
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), ...result };
}

/** A part of an app, and what is final of it. */
interface RenderedPart extends Part {
  readonly charts: readonly { readonly chart: Chart; readonly objects: readonly RenderedObject[] }[];

  /** What is written beside the manifests. */
  readonly beside: readonly RenderedFile[];
  readonly world: World;
}

function renderPart(part: Part, charts: readonly Chart[], folder: string): RenderedPart {
  const inside = new Set(part.constructs);
  const own = charts
    .filter((chart) => inside.has(chart))
    .map((chart) => ({ chart, objects: objectsOf(chart) }));
  const named = part.folder === '' ? folder : `${folder}/${part.folder.slice(0, -1)}`;
  const beside = part.constructs.flatMap((construct) =>
    filesOf(construct).map(({ path, content }) => ({ construct, path, text: content(named) })),
  );
  const objects = own.flatMap(({ objects: ofChart }) => ofChart);
  return { ...part, charts: own, beside, world: worldOf(part.constructs, objects, beside) };
}

/** The files of a part, by their paths below the output folder. */
function filesOfPart(
  app: App,
  { folder, charts, beside }: RenderedPart,
  areLinked: boolean,
): Map<string, string> {
  const files = manifestFiles(
    app,
    charts.map(({ chart, objects }) => ({ chart, manifests: objects.map(({ manifest }) => manifest) })),
    areLinked,
  );
  for (const { path, text } of beside) files.set(path, text);
  return new Map([...files].map(([path, text]) => [`${folder}${path}`, text]));
}

/** Where not all has been looked at, nobody knows which answers are not needed. */
function withoutUnused({ problems, answered }: Answered): Answered {
  return { problems: problems.filter(({ id }) => id !== 'ANS002'), answered };
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
