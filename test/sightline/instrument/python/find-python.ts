import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { isCi } from '../../../tools/prometheus/outcomes';

/** A Python that can run the suite, or why there is none. */
export type FoundPython = { readonly python: string } | { readonly reason: string };

/** What a suite is to do: run, or say why not, which fails where it must not skip. */
export type PythonPlan =
  | { readonly action: 'run'; readonly python: string }
  | { readonly action: 'skip' | 'fail'; readonly reason: string };

type Env = Readonly<Record<string, string | undefined>>;

const needed = 'fastapi, prometheus_client, uvicorn';

/** The environment that `.ci/run` makes where no other Python will do. */
const ownPython = resolve(__dirname, '../../../../.cache/python/bin/python3');

/**
 * Where a Python may be, the first choice first: SIGHTLINE_PYTHON and nothing else if it is set.
 *
 * @param env the environment
 * @param exists whether there is a file
 */
export function pythonCandidates(
  env: Env,
  exists: (path: string) => boolean = existsSync,
): readonly string[] {
  const given = env.SIGHTLINE_PYTHON;
  if (given !== undefined && given !== '') return [given];
  return ['python3', '/usr/bin/python3', ...(exists(ownPython) ? [ownPython] : [])];
}

/** The first Python that can import what the suite needs. */
export function findPython(env: Env): FoundPython {
  const candidates = pythonCandidates(env);
  const python = candidates.find((each) => spawnSync(each, ['-c', `import ${needed}`]).status === 0);
  if (python !== undefined) return { python };
  return {
    reason: `none of ${candidates.join(', ')} can import ${needed}: install them, or name a Python that can in SIGHTLINE_PYTHON`,
  };
}

/** What to do with what was found. */
export function planForPython(found: FoundPython, env: Env): PythonPlan {
  if ('python' in found) return { action: 'run', python: found.python };
  return { action: isCi(env) ? 'fail' : 'skip', reason: found.reason };
}

let found: FoundPython | undefined;

/**
 * Registers a suite that needs a Python with FastAPI, uvicorn and prometheus_client. Where there is none, it is skipped with the reason
 * in its title; in CI it fails with the reason.
 *
 * @param title the title
 * @param body registers the tests
 */
export function describeOnPython(title: string, body: (python: string) => void): void {
  found ??= findPython(process.env);
  const plan = planForPython(found, process.env);
  describe(title, () => {
    if (plan.action === 'run') {
      body(plan.python);
      return;
    }
    if (plan.action === 'skip') {
      test.skip(`is skipped: ${plan.reason}`, () => undefined);
      return;
    }
    test('has a Python to run on', () => {
      throw new Error(plan.reason);
    });
  });
}
