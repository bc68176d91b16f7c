import type { Found, FoundAlertmanager } from '../../../tools/prometheus/find';
import { type Missing, isMissing } from '../../../src/sightline/prometheus/software/fetch-once';
import type { Major } from '../../../src/sightline/prometheus/software/version';
import type { FoundPython } from '../../../tools/python/find-python';

/** What is looked for: each major version of Prometheus, Alertmanager, and Python. */
interface Programs extends Record<Major, Found> {
  readonly alertmanager: FoundAlertmanager;
  readonly python: FoundPython;
}

/** What was found of each. */
export type Outcomes = { readonly [W in keyof Programs]: Programs[W] | Missing };

/** What a suite is to do about one of them. */
export type Plan<F> =
  | { readonly action: 'run'; readonly found: F }
  | { readonly action: 'skip' | 'fail'; readonly reason: string };

/** The environment variable that carries the outcomes from the global setup to the suites. */
export const outcomesVariable = 'SIGHTLINE_TEST_PROGRAMS';

/**
 * Whether this is a run that must not skip: CI is set, and not to `false`.
 *
 * @param env - the environment
 */
export function isCi(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', 'false'].includes(env.CI ?? '');
}

/**
 * Decides what a suite does about one program: run, or say why not, which fails where it must not skip.
 *
 * @param wanted - the major version of Prometheus, Alertmanager, or Python
 * @param env - the environment
 */
export function planFor<W extends keyof Programs>(
  wanted: W,
  env: Readonly<Record<string, string | undefined>>,
): Plan<Programs[W]> {
  const action = isCi(env) ? 'fail' : 'skip';
  const text = env[outcomesVariable];
  if (!text) return { action, reason: 'The global setup test/tools/global-setup.ts did not run.' };
  // Only the global setup writes this variable.
  const outcome: Programs[W] | Missing = (JSON.parse(text) as Outcomes)[wanted];
  return isMissing(outcome) ? { action, reason: outcome.reason } : { action: 'run', found: outcome };
}
