import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../../src/sightline/prometheus/node-error';
import { runCommand } from '../../src/sightline/prometheus/run-command';
import { forgetFailure, recallFailure, rememberFailure } from '../prometheus/cache';
import type { Missing } from '../prometheus/find-software';
import { withLock } from '../prometheus/lock';
import { debianLauncher, unpackFromDebian } from './debian-packages';
import { isCurrent, makeEnvironment, pythonOf } from './virtual-environment';

/** A Python that can run the generated modules and the FastAPI example. */
export interface FoundPython {
  /** Its version, such as `3.11.2`. */
  readonly version: string;

  /** The program: a path, or a name on PATH. */
  readonly python: string;
}

/** Where to look. */
export interface FindPythonOptions {
  /**
   * The environment: only SIGHTLINE_PYTHON is read.
   *
   * @default - the environment of this process
   */
  readonly env?: Readonly<Record<string, string | undefined>>;

  /**
   * The folder in which an environment is made.
   *
   * @default - `.cache/python` in the project
   */
  readonly cache?: string;

  /**
   * The Pythons of this machine, the first choice first.
   *
   * @default - `python3` on PATH, and the system's
   */
  readonly installed?: readonly string[];

  /**
   * Milliseconds for which a failure to make an environment is not tried again but gives its old reason.
   *
   * @default 0
   */
  readonly retryAfterMs?: number;

  /**
   * Takes the packages from Debian, and returns the reason when it cannot; `false` never does.
   *
   * @default - from the archives that apt on this machine uses
   */
  readonly debian?: ((folder: string) => Promise<string | undefined>) | false;
}

/** What the Python suites import. */
export const neededModules = ['fastapi', 'prometheus_client', 'uvicorn'] as const;

const project = projectFolder();
const requirements = join(project, 'examples/task-api-fastapi/requirements.txt');

/** The name of what is made here, for the files of the cache. */
const key = { key: 'python' };

/** Making an environment takes at most its time-outs: packages from PyPI (5 minutes), an index and packages from Debian (5 minutes). */
const lockTimes = { staleMs: 15 * 60_000, waitMs: 12 * 60_000 };

/**
 * Finds a Python that has FastAPI, uvicorn and prometheus_client: the one that SIGHTLINE_PYTHON names, the environment in the cache, one of
 * this machine; or else makes an environment in the cache, as an ordinary user and without installing anything. Its packages come from PyPI,
 * or from Debian where Python cannot make environments or there is no Python. A Python that the environment names must be right: when it
 * is not, that is the answer. Never throws.
 */
export async function findPython(options: FindPythonOptions = {}): Promise<FoundPython | Missing> {
  const { env = process.env, cache = join(project, '.cache/python') } = options;
  const named = env.SIGHTLINE_PYTHON;
  if (named) {
    return (
      (await usable(named)) ?? {
        reason: `SIGHTLINE_PYTHON names '${named}', which cannot import ${neededModules.join(', ')}.`,
      }
    );
  }
  try {
    return (
      (await inCache(cache)) ??
      (await firstUsable(options.installed ?? ['python3', '/usr/bin/python3'])) ??
      (await made(cache, options))
    );
  } catch (error) {
    return { reason: `No Python environment could be made: ${messageOf(error)}.` };
  }
}

async function inCache(cache: string): Promise<FoundPython | undefined> {
  const environment = join(cache, 'venv');
  const found = (await isCurrent(environment, requirements)) ? [pythonOf(environment)] : [];
  return firstUsable([...found, debianLauncher(join(cache, 'debian'))]);
}

async function made(cache: string, options: FindPythonOptions): Promise<FoundPython | Missing> {
  const {
    installed = ['python3', '/usr/bin/python3'],
    retryAfterMs = 0,
    debian = unpackFromDebian,
  } = options;
  const old = await recallFailure(cache, key, retryAfterMs);
  if (old !== undefined) return { reason: old };
  await mkdir(cache, { recursive: true });
  return withLock(join(cache, '.lock'), lockTimes, async () => {
    // whoever held the lock before may have made it
    const before = await inCache(cache);
    if (before !== undefined) return before;
    const reasons: string[] = [];
    for (const python of installed) {
      const reason = await makeEnvironment(python, join(cache, 'venv'), requirements);
      const found = await inCache(cache);
      if (found !== undefined) return remembered(found);
      reasons.push(reason ?? `the environment of '${python}' lacks what was installed into it`);
    }
    if (debian !== false) {
      const reason = await debian(join(cache, 'debian'));
      const found = await inCache(cache);
      if (found !== undefined) return remembered(found);
      reasons.push(reason ?? "what Debian's packages hold does not run here");
    }
    const reason = `No Python here can import ${neededModules.join(', ')}, and no environment could be made in '${cache}': ${reasons.join('; ')}. SIGHTLINE_PYTHON may name a Python that can import them.`;
    await rememberFailure(cache, key, reason);
    return { reason };
  });

  async function remembered(found: FoundPython): Promise<FoundPython> {
    await forgetFailure(cache, key);
    return found;
  }
}

async function firstUsable(pythons: readonly string[]): Promise<FoundPython | undefined> {
  for (const python of pythons) {
    const found = await usable(python);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A Python with its version, if it can import what is needed. */
async function usable(python: string): Promise<FoundPython | undefined> {
  const program = `import platform, ${neededModules.join(', ')}; print(platform.python_version())`;
  const { ok, stdout } = await runCommand(python, ['-c', program]);
  return ok ? { version: stdout.trim(), python } : undefined;
}

/** The folder of the nearest package.json above this file. */
function projectFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
