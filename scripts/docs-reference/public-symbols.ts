import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { original } from '../../tools/surface/unreachable-types';
import { pageOf } from './page-of';

/** A file whose exports are public, and what it is imported by. */
export interface Door {
  /** Relative to the root of the repository. */
  readonly file: string;

  /** What a program writes behind `from`. */
  readonly entry: string;
}

/** A symbol that a door exports. */
export interface PublicSymbol {
  readonly name: string;
  readonly symbol: ts.Symbol;

  /** The name of its page, without `.md`. */
  readonly page: string;
}

/** The doors of both packages: that of the library first, then those of the instrumentation as its package.json has them. */
export function doorsOf(root: string): readonly Door[] {
  const folder = 'packages/instrument';
  const text = readFileSync(join(root, folder, 'package.json'), 'utf8');
  const { name, exports } = JSON.parse(text) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  }; // npm reads it too
  const entries = Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? []
      : [
          {
            file: target.default.replace('./lib/', '').replace(/\.js$/, '.ts'),
            entry: `${name}${entry.slice(1)}`,
          },
        ],
  );
  return [{ file: 'src/sightline/index.ts', entry: '@sightline-monitoring/sightline' }, ...entries];
}

/** What the doors export, each symbol once, sorted by name. Of a namespace, only its name. */
export function publicSymbols(root: string, program: ts.Program, doors: readonly Door[]): PublicSymbol[] {
  const checker = program.getTypeChecker();
  const found = new Map<ts.Symbol, PublicSymbol>();
  for (const { file, entry } of doors) {
    const source = program.getSourceFile(join(root, file));
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`'${file}' must be a module with exports`);
    for (const each of checker.getExportsOfModule(module)) {
      const symbol = original(checker, each);
      if (found.has(symbol) || (symbol.flags & ts.SymbolFlags.ValueModule) !== 0) continue;
      const [declaration] = symbol.declarations ?? [];
      const path = relative(join(root, 'src/sightline'), declaration?.getSourceFile().fileName ?? '');
      found.set(symbol, { name: each.name, symbol, page: pageOf(path, entry) });
    }
  }
  return [...found.values()].sort((a, b) => order(a.name, b.name));
}

/** The order of names: by their letters, the small letter before the capital. */
function order(a: string, b: string): number {
  const [small, other] = [a.toLowerCase(), b.toLowerCase()];
  if (small !== other) return small < other ? -1 : 1;
  return a > b ? -1 : Number(a < b);
}
