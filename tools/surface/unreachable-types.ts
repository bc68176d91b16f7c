import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** A type that stands in a public signature and can't be imported. */
export interface UnreachableType {
  readonly name: string;

  /** The file that declares it, relative to the root of the project. */
  readonly file: string;

  /** The public symbols whose signatures name it. */
  readonly usedBy: readonly string[];
}

/**
 * The types that the signatures of a library's public symbols name and that its doors do not export. The signatures are those of the
 * declarations that a build emits, so a type that the compiler infers counts as well. An alias that its own file keeps to itself is an
 * abbreviation: what it stands for counts in its place.
 *
 * @param root the folder of the project, with its `tsconfig.build.json`
 * @param doors the files whose exports are public, relative to the root. A type is reachable by any of them
 * @param sources the program of these files, where there is one already
 */
export function unreachableTypes(
  root: string,
  doors: readonly string[],
  sources = sourceProgram(root, doors),
): UnreachableType[] {
  const program = declarations(root, doors, sources);
  const checker = program.getTypeChecker();
  const exported = new Map<ts.Symbol, string>();
  const add = (module: ts.Symbol, prefix = ''): void => {
    for (const each of checker.getExportsOfModule(module)) {
      const symbol = original(checker, each);
      const name = `${prefix}${each.name}`;
      if (symbol.flags & ts.SymbolFlags.ValueModule) add(symbol, `${name}.`);
      else exported.set(symbol, exported.get(symbol) ?? name);
    }
  };
  for (const door of doors) {
    const file = program.getSourceFile(declarationFile(root, door));
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`'${door}' must be a module with exports`);
    add(module);
  }
  const found = new Map<ts.Symbol, Set<string>>();
  for (const [symbol, name] of exported) {
    for (const used of typesNamedBy(checker, symbol)) {
      if (exported.has(used) || !isOurs(root, used)) continue;
      found.set(used, (found.get(used) ?? new Set()).add(name));
    }
  }
  return [...found]
    .map(([{ name, declarations = [] }, usedBy]) => ({
      name,
      file: relative(root, declarations[0]?.getSourceFile().fileName ?? '').replace(/\.d\.ts$/, '.ts'),
      usedBy: [...usedBy].sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/**
 * The program of some files of a project, as `tsconfig.build.json` compiles them. Its types are not checked.
 *
 * @param files relative to the root
 */
export function sourceProgram(root: string, files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    readonly config: unknown; // untyped in the compiler's API
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(
    files.map((file) => resolve(root, file)),
    { ...options, noEmit: false, emitDeclarationOnly: true, noCheck: true, outDir: undefined },
  );
}

/** The declarations that a build would emit, as a program: they stand beside their sources, in memory only. */
function declarations(root: string, doors: readonly string[], sources: ts.Program): ts.Program {
  const options = sources.getCompilerOptions();
  const emitted = new Map<string, string>();
  sources.emit(undefined, (path, text) => emitted.set(resolve(path), text), undefined, true);
  const disk = ts.createCompilerHost(options);
  // a source has given way to its declarations
  const isGone = (path: string): boolean => emitted.has(declarationFile(root, path));
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => emitted.has(resolve(path)) || (!isGone(path) && disk.fileExists(path)),
    readFile: (path) => emitted.get(resolve(path)) ?? disk.readFile(path),
    getSourceFile: (path, ...rest) => {
      const text = emitted.get(resolve(path));
      return text === undefined
        ? disk.getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    },
  };
  return ts.createProgram(
    doors.map((door) => declarationFile(root, door)),
    options,
    host,
  );
}

function declarationFile(root: string, source: string): string {
  return resolve(root, source.replace(/(?<!\.d)\.ts$/, '.d.ts'));
}

/** What the declarations of a symbol name as types, abbreviations replaced by what they stand for. */
function typesNamedBy(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  through = new Set<ts.Symbol>(),
): ts.Symbol[] {
  through.add(symbol);
  const named = (symbol.declarations ?? []).flatMap((declaration) => typesIn(checker, declaration));
  return [...new Set(named)].flatMap((used) => {
    if (!isAbbreviation(checker, used)) return [used];
    return through.has(used) ? [] : typesNamedBy(checker, used, through);
  });
}

/** Whether a symbol is an alias of a type that its file does not export. */
function isAbbreviation(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined || !ts.isTypeAliasDeclaration(declaration)) return false;
  const module = checker.getSymbolAtLocation(declaration.getSourceFile());
  return module !== undefined && !checker.getExportsOfModule(module).includes(symbol);
}

/** What the types in a declaration refer to by name. */
function typesIn(checker: ts.TypeChecker, declaration: ts.Node): ts.Symbol[] {
  const symbols: ts.Symbol[] = [];
  const add = (name: ts.Node): void => {
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol !== undefined) symbols.push(original(checker, symbol));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) add(node.typeName);
    if (ts.isExpressionWithTypeArguments(node)) add(node.expression);
    if (ts.isImportTypeNode(node) && node.qualifier !== undefined) add(node.qualifier);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return symbols;
}

/** What a name stands for, behind all imports and exports. */
export function original(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether a symbol is declared at the top of a module of this project, and no parameter of a type. */
function isOurs(root: string, { flags, declarations = [] }: ts.Symbol): boolean {
  const file = declarations[0]?.getSourceFile().fileName;
  if (file === undefined || (flags & ts.SymbolFlags.TypeParameter) !== 0) return false;
  return (
    !relative(root, dirname(file)).split(/[\\/]/).includes('node_modules') &&
    !relative(root, file).startsWith('..')
  );
}
