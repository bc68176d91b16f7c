import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { SightlineApp } from '../synth/sightline-app';
import { CannotRun } from './cannot-run';

/** Where the program stands unless cdk8s.yaml names another file. */
const usual = 'src/main.ts';

/**
 * The file of the program of a project: the one that cdk8s.yaml runs.
 *
 * @param folder the folder of the project
 * @throws CannotRun if there is none
 */
export function programFile(folder: string): string {
  const file = resolve(folder, fileOfConfig(resolve(folder, 'cdk8s.yaml')) ?? usual);
  if (existsSync(file)) return file;
  throw new CannotRun(
    `there is no program at ${file}; run the command in the folder of a project, whose cdk8s.yaml says 'app: node -r @sightline-monitoring/sightline/register ${usual}'`,
  );
}

function fileOfConfig(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const config: unknown = parse(readFileSync(path, 'utf8'));
  const app = typeof config === 'object' && config !== null && 'app' in config ? config.app : undefined;
  if (typeof app !== 'string') return undefined;
  return app
    .split(/\s+/)
    .filter((word) => /\.[cm]?[jt]s$/.test(word))
    .pop();
}

/**
 * Builds the app of a program.
 *
 * @param file its file, which exports a function `program`
 * @param load loads a module
 * @throws CannotRun if it exports none
 */
export function buildProgram(file: string, load: (path: string) => unknown): SightlineApp {
  const { program } = load(file) as { readonly program?: unknown }; // a module is an object
  if (typeof program !== 'function') {
    throw new CannotRun(`${file} exports no function 'program'; it builds the SightlineApp and returns it`);
  }
  return (program as () => SightlineApp)(); // a program says so by its type
}
