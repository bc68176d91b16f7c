import type { Found, Missing } from '../../src/prometheus/find';
import type { Major } from '../../src/prometheus/version';

/** What was found of each major version. */
export type Outcomes = Readonly<Record<Major, Found | Missing>>;

/** What a suite is to do about one major version. */
export type Plan =
  | { readonly action: 'run'; readonly found: Found }
  | { readonly action: 'skip' | 'fail'; readonly reason: string };

/** The environment variable that carries the outcomes from the global setup to the suites. */
export const outcomesVariable = 'SIGHTLINE_TEST_PROMETHEUS';

/**
 * Whether this is a run that must not skip: CI is set, and not to `false`.
 *
 * @param env - the environment
 */
export function isCi(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', 'false'].includes(env.CI ?? '');
}

/**
 * Decides what a suite does about one major version: run, or say why not, which fails where it must not skip.
 *
 * @param major - the major version
 * @param env - the environment
 */
export function planFor(major: Major, env: Readonly<Record<string, string | undefined>>): Plan {
  const action = isCi(env) ? 'fail' : 'skip';
  const text = env[outcomesVariable];
  if (!text) return { action, reason: 'The global setup test/prometheus/global-setup.ts did not run.' };
  // Only the global setup writes this variable.
  const outcome = (JSON.parse(text) as Outcomes)[major];
  return 'reason' in outcome ? { action, reason: outcome.reason } : { action: 'run', found: outcome };
}
