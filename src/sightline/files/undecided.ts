import type { OpenQuestion } from '../checks/check';
import type { FinalDashboard } from '../checks/dashboards/final-dashboards';
import type { FinalObject } from '../checks/world';
import type { UndecidedLink } from '../scrape/path/link';
import type { ScrapePath } from '../scrape/path/scrape-path';
import type { Problem } from '../problem/problem';
import { selectableIn } from '../scrape/path/monitor';
import type { Origin } from './file-world';
import { variableOf } from './variables';
import { placedReference } from '../scrape/path/world';
import { meantBy } from './place-problems';

/** A link of a path that only something decides that is not among the files. */
export interface Undecided {
  /** The monitor, the probe or the rules, as `Kind/namespace/name`. */
  readonly object: string;
  readonly file: string;
  readonly line: number;

  /** The link of the path; `panel` for a panel of a dashboard. */
  readonly link: OpenQuestion['link'] | 'panel';

  /** What would decide it. */
  readonly missing: readonly string[];
}

/** What is undecided of objects that no Prometheus has a whole path for, and whose path is broken to some of them at most. */
export function undecidedPaths(
  paths: readonly ScrapePath[],
  objects: readonly FinalObject[],
  origins: ReadonlyMap<string, Origin>,
): Undecided[] {
  const byObject = new Map<string, ScrapePath[]>();
  for (const path of paths) {
    const others = byObject.get(path.object);
    if (others === undefined) byObject.set(path.object, [path]);
    else others.push(path);
  }
  const places = new Map(objects.map((object) => [placedReference(object), object.path]));
  return [...byObject].flatMap(([object, all]) => {
    const open = all.filter(({ links }) => links.every(({ state }) => state !== 'broken'));
    if (open.some(({ links }) => links.every(({ state }) => state === 'proven'))) return [];
    const origin = origins.get(places.get(object) ?? '');
    const [first] = open;
    if (first === undefined || origin === undefined) return [];
    const place = placeOf(places.get(object) ?? '', origin);
    return (
      first.links
        .filter((link): link is UndecidedLink => link.state === 'undecided')
        // the chart labels what it makes as it selects
        .filter(({ name }) => name !== 'selected' || origin.isOfChart !== true)
        .map(({ name, missing }) => ({
          object,
          ...place,
          link: name,
          missing,
        }))
    );
  });
}

/** Monitors and rules in which something has yet to be put in the place of a variable. */
export function undecidedVariables(
  objects: readonly FinalObject[],
  origins: ReadonlyMap<string, Origin>,
): Undecided[] {
  return objects.flatMap((object) => {
    const origin = origins.get(object.path);
    const variable = variableOf(object);
    if (selectableIn(object) === undefined || origin === undefined || variable === undefined) return [];
    const missing = [`what is put in the place of '${variable}'`];
    return [
      {
        object: placedReference(object),
        ...placeOf(object.path, origin),
        link: 'selected' as const,
        missing,
      },
    ];
  });
}

/** Panels that Grafana keeps elsewhere: what they ask for is not known. */
export function undecidedPanels(
  dashboards: readonly FinalDashboard[],
  origins: ReadonlyMap<string, Origin>,
): Undecided[] {
  return dashboards.flatMap(({ name, path, object, model }) => {
    // values have it below them
    const origin = meantBy(path, origins)?.origin;
    if (origin === undefined) return [];
    const kept = (model?.panels ?? []).filter(({ isLibrary }) => isLibrary);
    return kept.map(({ title }) => ({
      object: object === undefined ? `dashboard '${name}'` : placedReference(object),
      ...placeOf(path, origin),
      link: 'panel' as const,
      missing: [`the library panel '${title}', which Grafana keeps`],
    }));
  });
}

/** What would be wrong with an object that a kustomization changes, if it were left as it is. */
export function undecidedOfKustomize({ object, file, line }: Problem): Undecided[] {
  if (object === undefined || file === undefined || line === undefined) return [];
  const missing = ['what kustomize makes of it: kustomize build FOLDER | sightline check -'];
  return [{ object, file, line, link: 'selected', missing }];
}

/**
 * What checks can not decide.
 *
 * @param problems what is wrong: of an object with an error nothing else matters yet
 */
export function undecidedQuestions(
  questions: readonly OpenQuestion[],
  problems: readonly Problem[],
  origins: ReadonlyMap<string, Origin>,
): Undecided[] {
  const wrong = new Set(
    problems.flatMap(({ severity, object = '', related = [] }) =>
      severity === 'error' ? [object, ...related] : [],
    ),
  );
  const all = questions.flatMap(({ object, path, link, missing }): Undecided[] => {
    const origin = meantBy(path, origins)?.origin;
    if (origin === undefined || wrong.has(object)) return [];
    return [{ object, ...placeOf(path, origin), link, missing: [missing] }];
  });
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** The file and the line that a path of the world names. */
function placeOf(path: string, { document: { file } }: Origin): Pick<Undecided, 'file' | 'line'> {
  const [, line = '1'] = /^:(\d+)/.exec(path.slice(file.name.length)) ?? [];
  return { file: file.name, line: Number(line) };
}
