import { ApiObject, Chart, DependencyGraph, Names, Yaml, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { filesOf } from '../constructs/output-file';
import { problemsOf, reports } from '../constructs/report';
import { applyAnswers, type Answer, type Answered, type AnsweredProblem } from '../problem/answers';
import type { Problem } from '../problem/problem';
import { distinct, error, hasErrors } from '../problem/problems';

import { objectName, validateObject } from '../schema/validate-object';

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

/** An API object as it is written, and the construct it comes from. */
interface RenderedObject {
  readonly construct: ApiObject;
  readonly manifest: object;
}

/**
 * Renders an app: asks every construct what is wrong, checks each final object against its closed schema, and prints the
 * objects of each chart into a file, as cdk8s does. In time that grows with the number of objects; cdk8s itself goes through
 * the whole app once for each chart.
 *
 * @param app an app in which no construct depends on another explicitly, so that the order of objects is that of the program
 * @param answers what the program says to problems
 * @param today the day on which it runs, in UTC, such as `2026-08-02`; after it answers may be over
 */
export function renderApp(app: App, answers: readonly Answer[], today: string): RenderedApp {
  const constructs = app.node.findAll();
  const found = constructs.flatMap(constructProblems);
  const early = withoutUnused(applyAnswers(distinct(found), answers, today));
  if (hasErrors(early.problems)) return { files: new Map(), ...early, objects: 0 };
  const files = new Map<string, string>();
  const objects: RenderedObject[] = [];
  for (const chart of constructs.filter((construct) => Chart.isChart(construct))) {
    const ofChart = objectsOf(chart);
    objects.push(...ofChart);
    files.set(
      `${Names.toDnsLabel(chart)}${app.outputFileExtension}`,
      Yaml.stringify(...ofChart.map(({ manifest }) => manifest)),
    );
  }
  for (const construct of constructs) {
    for (const file of filesOf(construct)) files.set(file.path, file.content());
  }
  const all = distinct([...found, ...objects.flatMap(schemaProblems), ...repeated(objects)]);
  const { problems, answered } = applyAnswers(all, answers, today);
  const sorted = new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { files: hasErrors(problems) ? new Map() : sorted, problems, answered, objects: objects.length };
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

function schemaProblems({ construct, manifest }: RenderedObject): Problem[] {
  return validateObject(manifest).map((problem) => ({
    ...problem,
    path: [construct.node.path, problem.path].filter((part) => part !== undefined && part !== '').join(' '),
  }));
}

/** Objects of one kind, namespace and name: the second would overwrite the first in the cluster. */
function repeated(objects: readonly RenderedObject[]): Problem[] {
  const first = new Map<string, string>();
  return objects.flatMap(({ construct, manifest }) => {
    const name = objectName(manifest);
    if (name === undefined) return [];
    const { path } = construct.node;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, path);
      return [];
    }
    return [
      error(
        'SCH005',
        `'${name}' is there twice: '${earlier}' makes it too, and one would overwrite the other`,
        {
          object: name,
          path,
          fix: 'give one of them another name or namespace',
        },
      ),
    ];
  });
}
