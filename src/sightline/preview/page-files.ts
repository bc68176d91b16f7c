import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Swc from '@swc/core';

/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const folder = join(__dirname, 'page');
const loaded = new Map<string, PageFile>();

/**
 * A file of the page by its path; undefined for one that there is not. A module is served as it was compiled with the package, and from the sources
 * its types are taken out here.
 */
export function pageFile(path: string): PageFile | undefined {
  const known = loaded.get(path);
  if (known !== undefined) return known;
  const read = readPageFile(path);
  if (read !== undefined) loaded.set(path, read);
  return read;
}

function readPageFile(path: string): PageFile | undefined {
  if (path === '/') return { type: 'text/html; charset=utf-8', text: textOf('index.html') };
  if (path === '/style.css') return { type: 'text/css; charset=utf-8', text: textOf('style.css') };
  const name = /^\/([a-z][a-z-]*)$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const type = 'text/javascript; charset=utf-8';
  if (existsSync(join(folder, `${name}.js`))) return { type, text: textOf(`${name}.js`) };
  return existsSync(join(folder, `${name}.ts`))
    ? { type, text: pageModule(textOf(`${name}.ts`)) }
    : undefined;
}

function textOf(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** A module of the page as a browser reads it: without its types. */
export function pageModule(source: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where the sources are
  const { transformSync } = require('@swc/core') as typeof Swc;
  return transformSync(source, {
    configFile: false,
    swcrc: false,
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  }).code;
}
