import { isMap } from '../plain-data';

/**
 * The keys of values of a chart: a map of them, or what a key holds by default. A map with the key `*` takes others too.
 */
export type ValueKeys =
  | 'boolean'
  | 'number'
  | 'text'
  | 'list'
  /** Nothing is known of it: its default is empty, or only a template reads it. */
  | 'any'
  | ValueMap;

/** See {@link ValueKeys}. */
export interface ValueMap {
  readonly [key: string]: ValueKeys;
}

/**
 * What makes keys of one version those of another: a JSON merge patch, in which `null` takes a key away.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export interface KeysPatch {
  readonly [key: string]: Exclude<ValueKeys, object> | KeysPatch | null;
}

/** The keys of a chart, as `npm run import:chart` writes them. */
export interface KeysOfVersions {
  readonly chart: string;

  /** The pinned version, whose keys are written in full. */
  readonly chartVersion: string;
  readonly keys: ValueMap;

  /** How those of other versions differ, the newest first. */
  readonly others: Readonly<Record<string, KeysPatch>>;
}

/** The keys that a patch makes of others. */
export function patched(keys: ValueMap, patch: KeysPatch): ValueMap {
  const all = new Map<string, ValueKeys>(Object.entries(keys));
  for (const [key, change] of Object.entries(patch)) {
    const before = all.get(key);
    if (change === null) all.delete(key);
    else all.set(key, typeof change === 'object' ? patched(isMap(before) ? before : {}, change) : change);
  }
  return Object.fromEntries(all);
}
