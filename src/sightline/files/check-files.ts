import { allChecks } from '../checks/all-checks';
import type { Check } from '../checks/check';
import { configurationsIn } from '../checks/alertmanagers/final-configurations';
import { dashboardsIn } from '../checks/dashboards/final-dashboards';
import { uniqueCheck } from '../checks/objects/unique';
import { runChecks } from '../checks/run-checks';
import { instanceProblems } from '../checks/scrape/instance-settings';
import { checkOfPaths, scrapePathCheck, type TracedPath, tracedPaths } from '../checks/scrape/scrape-path';
import { jobMatchersCheck, jobMatchersOf } from '../checks/rules/job-matchers';
import { staleDefinitionsCheck } from '../checks/objects/stale-definitions';
import { trackedLabelsCheck } from '../checks/objects/tracked-labels';
import { controlPlaneCheck } from '../checks/scrape/control-plane';
import { meshCheck } from '../checks/scrape/mesh';
import { permissionsCheck } from '../checks/scrape/permissions';
import { schemeCheck } from '../checks/scrape/scheme';
import { takenAwayCheck } from '../checks/scrape/taken-away';
import { scrapedPagesCheck } from '../checks/scrape/scraped-pages';
import { chartSettingsCheck } from '../checks/stacks/chart-settings';
import { ownMonitorsCheck } from '../checks/stacks/own-monitors';
import { type FinalObject, referenceOf, type World } from '../checks/world';
import type { AnsweredProblem } from '../problem/answers';
import { defined } from '../problem/defined';
import type { Problem } from '../problem/problem';
import type { SourceText } from '../problem/source-text';
import { schemaOf } from '../schema/known-kinds';
import { findViolations } from '../schema/violations';
import { mapsAt } from '../scrape/path/fields';
import type { Link } from '../scrape/path/link';
import type { ScrapePath } from '../scrape/path/scrape-path';
import { type ClusterOptions, fileWorld, type Origin } from './file-world';
import { refusedInstance } from './assumed-instance';
import { answeredInFiles } from './answers-in-files';
import { fieldFinder } from './source-document';
import type { Kustomized } from './kustomize';
import { meantBy, problemPlacer } from './place-problems';
import type { ReadFile } from './read-file';
import { withoutNulls } from './without-nulls';
import {
  type Undecided,
  undecidedOfKustomize,
  undecidedPanels,
  undecidedPaths,
  undecidedQuestions,
  undecidedVariables,
} from './undecided';
import { variableIn, variableOf } from './variables';

/** What was found in files. */
export interface FileReport {
  /** What is wrong, each with its place in a file. */
  readonly problems: readonly Problem[];

  /** What is wrong, and kept by an answer in the files, with the reason. */
  readonly answered: readonly AnsweredProblem[];

  /** What only something decides that is not there. It is no mistake. */
  readonly undecided: readonly Undecided[];

  /** The paths of all that a Prometheus selects. */
  readonly paths: readonly ScrapePath[];

  /** What the files describe, without what its schema refuses. */
  readonly world: World;
  readonly examined: {
    readonly objects: number;
    readonly rules: number;

    /** Releases of kube-prometheus-stack whose values were read. */
    readonly releases: number;
    readonly dashboards: number;

    /** Configurations of Alertmanager. */
    readonly configurations: number;
  };
}

const ofLayer = (layer: Check['layer']): readonly Check[] => allChecks.filter((each) => each.layer === layer);

/**
 * Checks what files hold, by the checks of the program: first each object by itself, then what selects what, then the rules. Never throws.
 *
 * @param files in the order of the user
 */
export function checkFiles(files: readonly ReadFile[], options: ClusterOptions = {}): FileReport {
  const find = fieldFinder();
  const { world, origins, kustomized } = fileWorld(files, options, find);
  const place = problemPlacer(origins, find);
  const alone = runChecks(
    world,
    ofLayer('object').map((each) => (each === uniqueCheck ? uniqueInFiles(origins) : each)),
  );
  const refused = refusedIn(alone);
  const usable: World = {
    ...world,
    objects: withoutRefused(world.objects, refused).map(withoutNulls),
    ...defined({
      prometheuses: world.prometheuses?.map((each) =>
        refused.has(each.reference ?? '') ? refusedInstance(each) : each,
      ),
    }),
  };
  const open = new Set(usable.objects.filter((object) => variableOf(object) !== undefined));
  // where several folders have the same object, as those of several clusters do, the first stands for all
  const once: World = {
    ...usable,
    objects: firstOfEach(usable.objects.filter((object) => !open.has(object))),
  };
  const traced = tracedPaths(once);
  const paths = traced.map(({ path }) => path);
  const settings = instanceProblems(once);
  const ofFiles: readonly Check[] = [
    chartSettingsCheck,
    { layer: 'stack', run: () => settings },
    ownMonitorsCheck,
    staleDefinitionsCheck,
    permissionsCheck(paths),
    schemeCheck(paths),
    meshCheck(paths),
    trackedLabelsCheck,
    controlPlaneCheck(paths),
    scrapedPagesCheck(paths),
    takenAwayCheck(paths),
  ];
  const together = runChecks(once, [
    ...ofLayer('stack'),
    ...ofFiles,
    ...ofLayer('scrape').map((each) =>
      each === scrapePathCheck ? checkOfPaths(beyond(settings, traced)) : each,
    ),
  ]);
  const ofRules = runChecks(
    usable,
    ofLayer('rules').map((each) => (each === jobMatchersCheck ? jobMatchersOf(() => paths) : each)),
  );
  const dashboards = dashboardsIn(world);
  const isToldOfValues = ({ id, path = '' }: Problem): boolean =>
    ['HLM007', 'SEL003'].includes(id) && meantBy(path, origins)?.origin.isOfChart === true;
  const placed = [...alone.filter((each) => !isToldOfValues(each)), ...together, ...ofRules].map(place);
  // what is put in the place of a variable may be right; those of Grafana are known
  const known = placed.filter(
    ({ id, path, source }) => source === undefined || isOfGrafana(id, path) || !isOpen(source),
  );
  const [built, standing] = divide(known, (problem) => isUpToKustomize(problem, kustomized));
  const found = [...files.flatMap((file) => file.problems), ...standing];
  const { problems, answered } = answeredInFiles(
    found,
    files.map(({ file }) => file),
    origins,
    find,
  );
  return {
    problems,
    answered,
    undecided: [
      ...undecidedPaths(paths, once.objects, origins),
      ...undecidedVariables([...open], origins),
      ...undecidedPanels(dashboards, origins),
      ...built.flatMap(undecidedOfKustomize),
      ...undecidedQuestions(
        ofFiles.flatMap((each) => each.open?.(once) ?? []),
        problems,
        origins,
      ),
    ],
    paths,
    world: once,
    examined: {
      objects: world.objects.filter(
        ({ isRuleFile, path }) => isRuleFile !== true && origins.get(path)?.isOfChart !== true,
      ).length,
      rules: rulesIn(world.objects),
      releases: world.stacks.length,
      dashboards: dashboards.length,
      configurations: configurationsIn(world).length,
    },
  };
}

/** What is selected by labels and namespaces, which kustomize may add or change. */
const selections: readonly string[] = [
  'SEL001',
  'SEL002',
  'SEL004',
  'SEL005',
  'SEL009',
  'SEL011',
  'SEL012',
  'NET001',
];

function isUpToKustomize({ id, file }: Problem, kustomized: ReadonlyMap<string, Kustomized>): boolean {
  return selections.includes(id) && kustomized.get(file ?? '')?.isChanged === true;
}

function divide<T>(all: readonly T[], isFirst: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((each) => !isFirst(each))];
}

function isOfGrafana(id: string, path = ''): boolean {
  return id.startsWith('DSH') || /\bpanels\[|\btemplating\.list\[/.test(path);
}

function isOpen({ text, start, end }: SourceText): boolean {
  return variableIn(text.slice(start, end)) !== undefined;
}

/** An object is there twice if it is in one file: several files may be for several clusters. */
function uniqueInFiles(origins: ReadonlyMap<string, Origin>): Check {
  return {
    ...uniqueCheck,
    run: (world) => {
      const byFile = new Map<string, FinalObject[]>();
      for (const object of world.objects) {
        const file = origins.get(object.path)?.document.file.name ?? '';
        const others = byFile.get(file);
        if (others === undefined) byFile.set(file, [object]);
        else others.push(object);
      }
      return [...byFile.values()].flatMap((objects) => uniqueCheck.run({ ...world, objects }));
    },
  };
}

/** The paths but for those that end at settings of the Prometheus: these are told where they stand. */
function beyond(settings: readonly Problem[], traced: readonly TracedPath[]): readonly TracedPath[] {
  const told = new Set(settings.map(({ message }) => message));
  const isTold = (link: Link): boolean =>
    link.state === 'broken' && link.problems.some(({ message }) => told.has(message));
  return traced.filter(({ path }) => !path.links.some(isTold));
}

/** The objects that their schema refuses. */
function refusedIn(problems: readonly Problem[]): ReadonlySet<string> {
  return new Set(
    problems.flatMap(({ severity, object, id }) =>
      severity === 'error' && id.startsWith('SCH') && object !== undefined ? [object] : [],
    ),
  );
}

/** The objects that later checks can rely on: what the operator reads, and its schema refuses, is not looked into. */
function withoutRefused(
  objects: readonly FinalObject[],
  refused: ReadonlySet<string>,
): readonly FinalObject[] {
  return objects.filter(
    (object) =>
      !object.apiVersion.startsWith('monitoring.coreos.com/') ||
      (!refused.has(referenceOf(object)) && hasKnownForm(object)),
  );
}

/** Whether an object of the operator is of a version that is known, or has the form of one, or is of a kind that nobody looks into. */
function hasKnownForm({ apiVersion, kind, manifest }: FinalObject): boolean {
  if (schemaOf(apiVersion, kind) !== undefined) return true;
  const forms = ['v1', 'v1beta1', 'v1alpha1'].flatMap(
    (version) => schemaOf(`monitoring.coreos.com/${version}`, kind) ?? [],
  );
  return forms.length === 0 || forms.some((schema) => findViolations(manifest, schema).length === 0);
}

function firstOfEach(objects: readonly FinalObject[]): readonly FinalObject[] {
  const seen = new Set<string>();
  return objects.filter((object) => {
    const name = `${object.apiVersion} ${referenceOf(object)}`;
    if (object.isRuleFile === true || !seen.has(name)) {
      seen.add(name);
      return true;
    }
    return false;
  });
}

function rulesIn(objects: readonly FinalObject[]): number {
  return objects
    .filter(
      ({ kind, apiVersion }) => kind === 'PrometheusRule' && apiVersion.startsWith('monitoring.coreos.com/'),
    )
    .flatMap(({ manifest }) => mapsAt(manifest, 'spec', 'groups'))
    .reduce((sum, group) => sum + mapsAt(group, 'rules').length, 0);
}
