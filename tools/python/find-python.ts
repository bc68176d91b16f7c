import { join } from 'node:path';
import { messageOf } from '../../src/sightline/prometheus/node-error';
import { runCommand } from '../../src/sightline/prometheus/run-command';
import { type Missing, fetchOnce } from '../../src/sightline/prometheus/software/fetch-once';
import { defaultCache } from '../cache';
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
const neededModules = ['django', 'fastapi', 'flask', 'prometheus_client', 'uvicorn'] as const;

const requirements = join(__dirname, 'requirements.txt');

/** The Pythons of this machine. */
const installedHere = ['python3', '/usr/bin/python3'];

/** Making an environment takes at most its time-outs: packages from PyPI (5 minutes), an index and packages from Debian (5 minutes). */
const lockTimes = { staleMs: 15 * 60_000, waitMs: 12 * 60_000 };

/**
 * Finds a Python that has FastAPI, Flask, Django, uvicorn and prometheus_client: the one that SIGHTLINE_PYTHON names, the environment in the cache, one of
 * this machine; or else makes an environment in the cache, as an ordinary user and without installing anything. Its packages come from PyPI,
 * or from Debian where Python cannot make environments or there is no Python. A Python that the environment names must be right: when it
 * is not, that is the answer. Never throws.
 */
export async function findPython(options: FindPythonOptions = {}): Promise<FoundPython | Missing> {
  const { env = process.env, cache = defaultCache('python'), installed = installedHere } = options;
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
      (await inCache(cache)) ?? (await firstUsable(installed)) ?? (await made(cache, installed, options))
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

function made(
  cache: string,
  installed: readonly string[],
  { retryAfterMs = 0, debian = unpackFromDebian }: FindPythonOptions,
): Promise<FoundPython | Missing> {
  return fetchOnce({
    cache,
    key: 'python',
    retryAfterMs,
    lock: lockTimes,
    inCache: () => inCache(cache),
    fetch: async () => {
      const reasons: string[] = [];
      for (const python of installed) {
        const reason = await makeEnvironment(python, join(cache, 'venv'), requirements);
        const found = await inCache(cache);
        if (found !== undefined) return found;
        reasons.push(reason ?? `the environment of '${python}' lacks what was installed into it`);
      }
      if (debian !== false) {
        const reason = await debian(join(cache, 'debian'));
        const found = await inCache(cache);
        if (found !== undefined) return found;
        reasons.push(reason ?? "what Debian's packages hold does not run here");
      }
      return {
        reason: `No Python here can import ${neededModules.join(', ')}, and no environment could be made in '${cache}': ${reasons.join('; ')}. SIGHTLINE_PYTHON may name a Python that can import them.`,
      };
    },
  });
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
