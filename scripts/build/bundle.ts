import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { transformSync } from '@swc/core';
import { bundleFile } from '../../src/sightline/cli/load-bundle';

/** Packages that become part of the bundle, with those that they need. */
const bundled = ['js-yaml', 're2js', 'yaml'];

const loader = 'src/sightline/cli/load-bundle';

/** What has loaded the bundle, once for all entries. */
const stub = 'bundle.js';

/**
 * Puts the modules that entries need in one file, as functions, and leaves at the place of each entry a line that gets it from there. Only what
 * is not in it stays a file of its own: JSON, what is read by its path, and packages that are found where they are installed.
 *
 * @param lib the folder of what is compiled
 * @param entries the modules, as paths below that folder
 */
export function bundle(lib: string, entries: readonly string[]): void {
  const modules = new Map<string, string>();
  const packages = new Set<string>();
  const add = (path: string): void => {
    const id = idOf(path);
    if (modules.has(id)) return;
    const code = readFileSync(path, 'utf8');
    const found = requestsOf(path, code);
    modules.set(
      id,
      `${JSON.stringify(id)}: [${JSON.stringify(ids(found))}, ${asFunction(path.endsWith('.json') ? `module.exports = ${code}` : code)}]`,
    );
    for (const file of found.values()) if (!isOwnJson(file)) add(file);
  };
  const idOf = (path: string): string => {
    const inPackage = path.split(`${sep}node_modules${sep}`).at(-1) ?? path;
    if (inPackage === path) return relative(lib, path).split(sep).join('/');
    const name = /^(@[^/]+\/)?[^/]+/.exec(inPackage.split(sep).join('/'))?.[0] ?? inPackage;
    packages.add(path.slice(0, path.length - inPackage.length + name.length));
    return `node_modules/${inPackage.split(sep).join('/')}`;
  };
  const ids = (found: ReadonlyMap<string, string>) =>
    Object.fromEntries([...found].map(([request, file]) => [request, idOf(file)]));
  for (const entry of entries) add(join(lib, entry));

  const text = `({\n${[...modules.values()].join(',\n')}\n})\n`;
  const key = createHash('sha256').update(text).digest('hex').slice(0, 16);
  writeFileSync(join(lib, bundleFile), text);
  writeFileSync(
    join(lib, stub),
    `module.exports = require("./${loader}").loadBundle(__dirname, "${key}");\n`,
  );
  writeFileSync(join(lib, 'third-party-licenses.txt'), [...packages].sort().map(licenseOf).join('\n\n'));
  for (const entry of entries) writeEntry(lib, entry);
  // the loader runs before there is a bundle, with what it needs itself
  const first = join(lib, `${loader}.js`);
  const apart = [...entries, ...[...requestsOf(first, readFileSync(first, 'utf8')).values()].map(idOf)];
  const others = [...modules.keys()].filter((id) => !id.startsWith('node_modules/') && !apart.includes(id));
  for (const id of others) rmSync(join(lib, id));
  removeInnerTypes(lib, entries);
}

/** Leaves the types that those of the entries are made of. */
function removeInnerTypes(lib: string, entries: readonly string[]): void {
  const needed = new Set<string>();
  const add = (file: string): void => {
    // what looks like a request in a comment finds nothing
    if (needed.has(file) || !existsSync(file)) return;
    needed.add(file);
    for (const [, other = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()["'](\.[^"']+)["']/g))
      add(join(dirname(file), `${other.replace(/\.js$/, '')}.d.ts`));
  };
  for (const entry of entries) add(join(lib, entry.replace(/js$/, 'd.ts')));
  for (const name of readdirSync(lib, { recursive: true, encoding: 'utf8' })) {
    const file = join(lib, name);
    if (name.endsWith('.d.ts') && !needed.has(file)) rmSync(file);
  }
}

/** It stays a file, which is read only when it is asked for. */
function isOwnJson(path: string): boolean {
  return path.endsWith('.json') && !isInPackage(path);
}

function isInPackage(path: string): boolean {
  return path.includes(`${sep}node_modules${sep}`);
}

/** The modules that one asks for and that are in the bundle; what looks like a request in a comment finds none, or one more. */
function requestsOf(path: string, code: string): ReadonlyMap<string, string> {
  const { resolve } = createRequire(path);
  const found = new Map<string, string>();
  for (const [, request = ''] of code.matchAll(/\brequire\(["']([^"']+)["']\)/g)) {
    if (isBuiltin(request)) continue;
    const isIn =
      request.startsWith('.') || isInPackage(path) || bundled.includes(request.split('/')[0] ?? '');
    if (isIn) found.set(request, resolve(request));
  }
  return found;
}

/** A function with only characters of ASCII, which V8 holds in half of the space and Node reads as they are; packages have comments, too. */
function asFunction(code: string): string {
  const { code: body } = transformSync(code, {
    configFile: false,
    swcrc: false,
    isModule: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'ecmascript' },
      output: { charset: 'ascii' },
      minify: { format: { comments: false } },
    },
  });
  return `function (exports, require, module, __filename, __dirname) {\n${body}}`;
}

/** Leaves at the place of a module what gets it from the bundle, with the names that it exports where `import` of Node looks for them. */
function writeEntry(lib: string, id: string): void {
  const code = readFileSync(join(lib, id), 'utf8');
  const names = [...code.matchAll(/\bexports(?:\.|, ")(\w+)/g)].map(([, name]) => name);
  const up = `./${'../'.repeat(id.split('/').length - 1)}`;
  writeFileSync(
    join(lib, id),
    `"use strict";
module.exports = require("${up}${stub}")(${JSON.stringify(id)});
0 && (module.exports = { ${[...new Set(names)].join(', ')} });
`,
  );
}

/** What a package asks to be told with its code. */
function licenseOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  }; // npm reads it too
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no license that could be told with its code`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
