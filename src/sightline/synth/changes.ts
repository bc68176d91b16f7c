import { parseAllDocuments } from 'yaml';
import { isMap } from '../problem/read';

/** What a run changes in an output folder, as a reviewer asks for it. */
export interface Change {
  readonly how: 'added' | 'removed' | 'changed';

  /** An API object, as `Kind namespace/name`, or another file by its path. */
  readonly what: string;

  /**
   * Its rules that are added, removed or changed, each with its sign; none where the object itself has come or gone.
   *
   * @default - it has no rules, or none of them changes
   */
  readonly rules?: readonly string[];
}

/**
 * What differs between two states of an output folder. Files that are the same are not read.
 *
 * @param before the files that were there, by path
 * @param after the files that come, by path
 */
export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly Change[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
  const manifests = paths.filter(isManifest);
  const objects = (files: ReadonlyMap<string, string>): ReadonlyMap<string, unknown> =>
    new Map(manifests.flatMap((path) => objectsIn(files.get(path) ?? '', folderOf(path))));
  return [
    ...differences(objects(before), objects(after)).map(([how, what, old, now]) =>
      changeOf(how, what, old, now),
    ),
    ...paths
      .filter((path) => !isManifest(path))
      .map((path): Change => ({ how: howOf(before.has(path), after.has(path)), what: path })),
  ];
}

/** The most lines that are printed. */
const most = 30;

/** Changes in lines for a reviewer. */
export function printChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing has changed.';
  const lines = changes.flatMap(({ how, what, rules = [] }) => [
    `  ${signs[how]} ${what}`,
    ...rules.map((rule) => `      ${rule}`),
  ]);
  const kept = lines.slice(0, lines.length > most ? most - 1 : most);
  const more = lines.length - kept.length;
  return ['Changed:', ...kept, ...(more === 0 ? [] : [`  and ${more} lines more`])].join('\n');
}

const signs = { added: '+', removed: '-', changed: '~' } as const;

function isManifest(path: string): boolean {
  return /\.k8s\.ya?ml$/.test(path);
}

/** The folder of an environment, with a slash behind; the same object in two of them is not the same. */
function folderOf(path: string): string {
  return path.includes('/') ? `${path.slice(0, path.indexOf('/'))}: ` : '';
}

/** The objects in a file, by what they are called. What can't be read holds none: it is all new then. */
function objectsIn(text: string, folder: string): (readonly [string, unknown])[] {
  const documents = parseAllDocuments(text);
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    const object: unknown = document.errors.length > 0 ? undefined : document.toJS();
    if (!isMap(object)) return [];
    const { kind, metadata } = object;
    const { namespace, name } = isMap(metadata) ? metadata : {};
    const place = typeof namespace === 'string' ? `${namespace}/` : '';
    return [[`${folder}${String(kind)} ${place}${String(name)}`, object] as const];
  });
}

type Difference = readonly [how: Change['how'], what: string, old: unknown, now: unknown];

function differences(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((what): Difference => [
      howOf(before.has(what), after.has(what)),
      what,
      before.get(what),
      after.get(what),
    ])
    .filter(([how, , old, now]) => how !== 'changed' || textOf(old) !== textOf(now));
}

function howOf(was: boolean, is: boolean): Change['how'] {
  if (was && is) return 'changed';
  return is ? 'added' : 'removed';
}

function changeOf(how: Change['how'], what: string, old: unknown, now: unknown): Change {
  if (how !== 'changed') return { how, what };
  const rules = differences(rulesIn(old), rulesIn(now)).map(([ruleHow, name]) => `${signs[ruleHow]} ${name}`);
  return rules.length === 0 ? { how, what } : { how, what, rules };
}

/** The rules of a PrometheusRule by group and name; those of one name in a group are told apart by their number. */
function rulesIn(object: unknown): ReadonlyMap<string, unknown> {
  const spec = isMap(object) && object['kind'] === 'PrometheusRule' ? object['spec'] : undefined;
  const groups = isMap(spec) && Array.isArray(spec['groups']) ? (spec['groups'] as readonly unknown[]) : [];
  const rules = new Map<string, unknown>();
  for (const group of groups.filter(isMap)) {
    const { rules: ofGroup, ...own } = group;
    const list = Array.isArray(ofGroup) ? (ofGroup as readonly unknown[]) : [];
    for (const rule of list.filter(isMap)) {
      const name = `${String(group['name'])}: ${String(rule['record'] ?? rule['alert'])}`;
      let key = name;
      for (let number = 2; rules.has(key); number++) key = `${name} (${number})`;
      rules.set(key, { ...rule, group: own });
    }
  }
  return rules;
}

function textOf(value: unknown): string {
  return JSON.stringify(value);
}
