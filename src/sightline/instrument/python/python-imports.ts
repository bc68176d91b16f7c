import { bracketed, width } from './python-literals';

/**
 * What Python source imports: the names that are taken from each module, none where the module itself is imported. Modules and names
 * stand in no order.
 */
export type PythonImports = ReadonlyMap<string, ReadonlySet<string>>;

/** Python source, its import statements apart from what follows them. */
export interface PythonSource {
  readonly imports: PythonImports;

  /** What follows the import statements, without blank lines at either end. */
  readonly body: string;
}

const statement = /^(?:import (\S+)|from (\S+) import (?:\(([^)]*)\)|(.*)))$/gm;

/**
 * Reads a module of the form that Python's formatters write: a docstring, import statements at the left margin, definitions.
 *
 * An import within a function is part of the body. A relative import is left out: it is for parts that end up in one module.
 */
export function readPython(text: string): PythonSource {
  const imports = new Map<string, Set<string>>();
  let end = 0;
  for (const found of text.matchAll(statement)) {
    end = found.index + found[0].length;
    const [, whole, module = whole ?? '', bracketed, listed = ''] = found;
    if (module.startsWith('.')) continue;
    const names = (bracketed ?? listed).split(',').map((name) => name.trim());
    const known = imports.get(module) ?? new Set();
    for (const name of names) if (name !== '') known.add(name);
    imports.set(module, known);
  }
  return { imports, body: text.slice(end).trim() };
}

/** All that several sources import. */
export function mergedImports(sources: readonly PythonSource[]): PythonImports {
  const merged = new Map<string, Set<string>>();
  for (const [module, names] of sources.flatMap((source) => [...source.imports])) {
    merged.set(module, new Set([...(merged.get(module) ?? []), ...names]));
  }
  return merged;
}

/**
 * Import statements as isort writes them: `__future__`, the standard library, then prometheus_client, the only package that a generated
 * module needs.
 */
export function importsText(imports: PythonImports): string {
  const sections = [isFuture, isStandard, isThirdParty].map((belongs) => {
    const modules = [...imports].filter(([module]) => belongs(module)).sort(byModule);
    return [
      ...modules.filter(([, names]) => names.size === 0).map(([module]) => `import ${module}`),
      ...modules.filter(([, names]) => names.size > 0).map(([module, names]) => fromText(module, names)),
    ].join('\n');
  });
  return sections.filter((section) => section !== '').join('\n\n');
}

const isFuture = (module: string): boolean => module === '__future__';
const isThirdParty = (module: string): boolean => module.split('.')[0] === 'prometheus_client';
const isStandard = (module: string): boolean => !isFuture(module) && !isThirdParty(module);

function byModule([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compare(a, b);
}

function fromText(module: string, names: ReadonlySet<string>): string {
  const ordered = [...names].sort((a, b) => rank(a) - rank(b) || compare(a, b));
  const line = `from ${module} import ${ordered.join(', ')}`;
  return line.length <= width ? line : bracketed(`from ${module} import (`, ordered, ')', Infinity);
}

/** Constants before classes before the rest, by the case of their letters. */
function rank(name: string): number {
  if (/^[^a-z]+$/.test(name)) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
