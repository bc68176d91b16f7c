import { patched, type KeysOfVersions, type ValueMap } from './keys-of-versions';

/** The keys of all versions. Most inputs have no values of the chart. */
function versionsOfChart(): KeysOfVersions {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('../../../../imports/kube-prometheus-stack.values.json') as KeysOfVersions; // as the generator writes them
}

/** The versions of the chart whose keys are known, the newest first. */
export function knownVersions(): readonly string[] {
  const { chartVersion, others } = versionsOfChart();
  return [chartVersion, ...Object.keys(others)].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

/** The keys of the values of the pinned chart. */
export function chartKeys(): ValueMap {
  return versionsOfChart().keys;
}

const made = new Map<string, ValueMap>();

/**
 * The keys of the values of a version of the chart.
 *
 * @returns undefined if they are not known; those of another version do not stand in for them
 */
export function chartKeysOf(version: string): ValueMap | undefined {
  const known = made.get(version);
  if (known !== undefined) return known;
  const { chartVersion, keys: pinned, others } = versionsOfChart();
  const patch = Object.hasOwn(others, version) ? others[version] : undefined;
  if (patch === undefined) return version === chartVersion ? pinned : undefined;
  const keys = patched(pinned, patch);
  made.set(version, keys);
  return keys;
}
