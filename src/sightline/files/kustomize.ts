import { posix } from 'node:path';
import { isMap, listIn, type PlainMap, type PlainValue } from '../stack/plain-data';
import type { ReadFile } from './read-file';

/** What kustomizations among the files make of the objects of a file. */
export interface Kustomized {
  /**
   * The namespace that they are put into; `several` where it depends on which overlay is built.
   *
   * @default - that which the objects name
   */
  readonly namespace?: string;

  /** Whether labels are added or fields are patched, so that an object is not what its file says. */
  readonly isChanged: boolean;

  /** Whether it is a patch: parts of objects, and no objects. */
  readonly isPatch: boolean;
}

interface Kustomization {
  readonly namespace: string | undefined;
  readonly isChanging: boolean;

  /** Files and folders that it takes. */
  readonly resources: readonly string[];
  readonly patches: readonly string[];
}

/**
 * What the kustomizations among files make of the others, by the names of the files. Nothing is built: what depends on more than a namespace is left
 * open.
 */
export function kustomizedFiles(files: readonly ReadFile[]): ReadonlyMap<string, Kustomized> {
  const byFolder = new Map<string, Kustomization>();
  for (const { file, documents } of files) {
    const path = normal(file.name);
    for (const { value } of documents) {
      const folder = posix.dirname(path);
      if (isKustomization(value, path)) byFolder.set(folder, kustomizationIn(value, folder));
    }
  }
  if (byFolder.size === 0) return new Map();
  const reached = new Map<string, { namespaces: Set<string>; isChanged: boolean; isPatch: boolean }>();
  const touch = (path: string): { namespaces: Set<string>; isChanged: boolean; isPatch: boolean } => {
    const known = reached.get(path) ?? { namespaces: new Set<string>(), isChanged: false, isPatch: false };
    reached.set(path, known);
    return known;
  };
  for (const [folder, own] of byFolder) {
    for (const path of own.patches) touch(path).isPatch = true;
    for (const path of filesOf(folder, byFolder)) {
      const known = touch(path);
      if (own.namespace !== undefined) known.namespaces.add(own.namespace);
      known.isChanged ||= own.isChanging;
    }
  }
  const movesOthers = [...byFolder.values()].some(({ namespace }) => namespace !== undefined);
  return new Map(
    files.flatMap(({ file: { name } }) => {
      const found = reached.get(normal(name));
      if (found === undefined) return [];
      const [first, ...others] = found.namespaces;
      // an overlay that is not there may put it into another one, where overlays do so
      const isOpen = others.length > 0 || (first === undefined && movesOthers);
      const namespace = isOpen ? 'several' : first;
      const { isChanged, isPatch } = found;
      return [[name, { ...(namespace === undefined ? {} : { namespace }), isChanged, isPatch }] as const];
    }),
  );
}

/** The files that a kustomization takes, those of the ones that it takes too. */
function filesOf(folder: string, byFolder: ReadonlyMap<string, Kustomization>): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const own = byFolder.get(next);
    if (own === undefined || seen.has(next)) continue;
    seen.add(next);
    for (const path of own.resources) {
      files.add(path);
      waiting.push(path);
    }
  }
  return files;
}

function isKustomization(value: PlainValue, path: string): value is PlainMap {
  if (!isMap(value)) return false;
  const { apiVersion, kind } = value;
  if (typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/')) return true;
  return kind === undefined && /(?:^|\/)kustomization\.ya?ml$/i.test(path);
}

function kustomizationIn(value: PlainMap, folder: string): Kustomization {
  const at = (path: PlainValue): string[] =>
    typeof path === 'string' && !path.includes('://') ? [posix.join(folder, path)] : [];
  const pathsIn = (name: string): string[] =>
    listIn(value, name).flatMap((each) => at(isMap(each) ? (each['path'] ?? null) : each));
  const changing = [
    'commonLabels',
    'labels',
    'patches',
    'patchesStrategicMerge',
    'patchesJson6902',
    'replacements',
  ];
  const { namespace } = value;
  return {
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
    isChanging: changing.some((name) => isFilled(value[name])) || listIn(value, 'components').length > 0,
    resources: ['resources', 'bases'].flatMap((name) => listIn(value, name).flatMap(at)),
    patches: ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap(pathsIn),
  };
}

function isFilled(value: PlainValue | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function normal(path: string): string {
  return posix.normalize(path.replaceAll('\\', '/'));
}
