import { type Missing, isMissing } from '../../src/sightline/prometheus/software/fetch-once';
import {
  type FindSoftwareOptions,
  findSoftware,
} from '../../src/sightline/prometheus/software/find-software';
import { prometheusOf } from '../../src/sightline/prometheus/software/software';
import type { Major } from '../../src/sightline/prometheus/software/version';
import { defaultCache } from '../cache';
import { alertmanager } from './alertmanager-software';

/** A Prometheus on this machine, with its promtool. */
export interface Found {
  /** Its version, such as `3.5.3`. */
  readonly version: string;

  /** The server program, an absolute path. */
  readonly prometheus: string;

  /** The promtool program, an absolute path. */
  readonly promtool: string;
}

/** An Alertmanager on this machine, with its amtool. */
export interface FoundAlertmanager {
  /** Its version, such as `0.33.1`. */
  readonly version: string;

  /** The server program, an absolute path. */
  readonly alertmanager: string;

  /** The amtool program, an absolute path. */
  readonly amtool: string;
}

/** Where to look: by default the cache is `.cache/prometheus` or `.cache/alertmanager` of this project. */
export type FindOptions = Partial<FindSoftwareOptions>;

/**
 * Whether what was looked for was found.
 *
 * @param result - what {@link findPrometheus} or {@link findAlertmanager} returned
 */
export function isFound<F extends { readonly version: string }>(result: F | Missing): result is F {
  return !isMissing(result);
}

/**
 * Finds a Prometheus of a major version: in the folder that SIGHTLINE_PROMETHEUS_2 or SIGHTLINE_PROMETHEUS_3
 * names, in the cache, on PATH, or by fetching it into the cache. A folder that the environment names must be
 * right: when it is not, that is the answer. Never throws.
 *
 * @param major - the major version wanted: 2 is at least 2.42, 3 is any 3.x
 * @param options - where to look
 */
export async function findPrometheus(major: Major, options: FindOptions = {}): Promise<Found | Missing> {
  const found = await findSoftware(prometheusOf(major), { cache: defaultCache('prometheus'), ...options });
  if (isMissing(found)) return found;
  return { version: found.version, prometheus: found.server, promtool: found.tool };
}

/**
 * Finds an Alertmanager of at least 0.26 in the same way; the environment variable is SIGHTLINE_ALERTMANAGER. Never throws.
 *
 * @param options - where to look
 */
export async function findAlertmanager(options: FindOptions = {}): Promise<FoundAlertmanager | Missing> {
  const found = await findSoftware(alertmanager, { cache: defaultCache('alertmanager'), ...options });
  if (isMissing(found)) return found;
  return { version: found.version, alertmanager: found.server, amtool: found.tool };
}
