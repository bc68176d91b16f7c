import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a Go program is made of. */
export interface GoProgram {
  /** The text of `go.mod`: what it requires is fetched from the module proxy. */
  readonly goMod: string;

  /** The text of `main.go`. */
  readonly main: string;
}

/**
 * Builds a Go program, and returns its path. What is built already takes no time.
 *
 * @param cache where modules, and what Go builds of them, go: below the project's cache
 * @param name the folder of the program there
 * @throws Error if there is no Go, or the program can't be built
 */
export async function buildGo(cache: string, name: string, { goMod, main }: GoProgram): Promise<string> {
  const folder = join(cache, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'go.mod'), goMod);
  writeFileSync(join(folder, 'main.go'), main);
  const program = join(folder, 'oracle');
  const env = {
    ...process.env,
    GOPATH: join(cache, 'go'),
    GOMODCACHE: join(cache, 'go', 'mod'),
    GOCACHE: join(cache, 'go', 'build'),
    GOFLAGS: '-mod=mod -modcacherw -buildvcs=false',
  };
  await promisify(execFile)('go', ['build', '-o', program, '.'], { cwd: folder, env }).catch(explain);
  return program;
}

function explain(error: unknown): never {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  throw isMissing ? new Error("'go' must be installed to build the oracles, and was not found.") : error;
}
