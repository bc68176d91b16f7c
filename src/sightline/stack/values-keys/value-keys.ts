import imported from '../../../../imports/kube-prometheus-stack.values.json';
import { patched, type KeysOfVersions, type ValueMap } from './keys-of-versions';

const versions = imported as KeysOfVersions; // as the generator writes them

/** The keys of the values of the pinned chart. */
export const chartKeys: ValueMap = versions.keys;

/** The versions of the chart whose keys are known, the newest first. */
export const knownVersions: readonly string[] = [versions.chartVersion, ...Object.keys(versions.others)].sort(
  (a, b) => b.localeCompare(a, 'en', { numeric: true }),
);

const made = new Map([[versions.chartVersion, versions.keys]]);

/**
 * The keys of the values of a version of the chart.
 *
 * @returns undefined if they are not known; those of another version do not stand in for them
 */
export function chartKeysOf(version: string): ValueMap | undefined {
  const known = made.get(version);
  const patch = Object.hasOwn(versions.others, version) ? versions.others[version] : undefined;
  if (known !== undefined || patch === undefined) return known;
  const keys = patched(versions.keys, patch);
  made.set(version, keys);
  return keys;
}
