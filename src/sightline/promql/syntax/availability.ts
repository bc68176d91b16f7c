import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { defaultVersion, isAtLeast, type Dialect, type PrometheusFeature } from './dialect';

/** Since when something is there. What has none of these is in every version from 2.42 on. */
export interface Availability {
  /**
   * The first version that has it, as `major.minor`.
   *
   * @default - 2.42 has it
   */
  readonly since?: string;

  /**
   * The first version that has it no more, as `major.minor`.
   *
   * @default - the newest still has it
   */
  readonly until?: string;

  /**
   * What Prometheus must be started with: it is an experiment.
   *
   * @default - nothing
   */
  readonly feature?: PrometheusFeature;

  /**
   * The first version that asks for the feature, as `major.minor`: before, it was forgotten.
   *
   * @default - each that has it
   */
  readonly gated?: string;

  /**
   * The first version that has it without the feature, as `major.minor`.
   *
   * @default - none yet
   */
  readonly stable?: string;

  /**
   * How it is called now, if it is there no more.
   *
   * @default - there is nothing in its place
   */
  readonly successor?: string;
}

/** What of the language itself came after 2.42, but for functions and aggregations. */
export const arrivals = {
  calculation: { since: '3.4', feature: 'promql-duration-expr', stable: '3.14' },
  step: { since: '3.6', gated: '3.12', feature: 'promql-duration-expr', stable: '3.14' },
  range: { since: '3.10', gated: '3.12', feature: 'promql-duration-expr', stable: '3.14' },
  greatest: { since: '3.13', feature: 'promql-duration-expr', stable: '3.14' },
  edges: { since: '3.7', feature: 'promql-extended-range-selectors', stable: '3.16' },
  fill: { since: '3.10', feature: 'promql-binop-fill-modifiers' },
  trim: { since: '3.11' },
} as const satisfies Readonly<Record<string, Availability>>;

/**
 * What a Prometheus does not have, or only with a feature that it is started without.
 *
 * @param thing as it stands at the start of a message: `function 'x'`
 */
export function unavailable(
  thing: string,
  { since, until, gated, feature, stable, successor }: Availability,
  { version = defaultVersion, features = [] }: Dialect,
): Problem | undefined {
  if (since !== undefined && !isAtLeast(version, since))
    return error('PQL006', `${thing} is there from Prometheus ${since} on, and this is ${version}`);
  if (until !== undefined && isAtLeast(version, until)) {
    return error(
      'PQL006',
      `${thing} is not there any more from Prometheus ${until} on, and this is ${version}`,
      successor === undefined ? {} : { fix: `it is called ${successor} now` },
    );
  }
  const isFree =
    (stable !== undefined && isAtLeast(version, stable)) ||
    (gated !== undefined && !isAtLeast(version, gated));
  if (feature === undefined || features.includes(feature) || isFree) return undefined;
  return error('PQL006', `${thing} is experimental, and refused by a Prometheus without the feature`, {
    fix: `start it with --enable-feature=${feature} (enableFeatures of the stack)`,
  });
}
