import imported from '../../../../imports/kube-prometheus-stack.values.json';

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

/** The keys of the values of the pinned chart. */
export const chartKeys: ValueMap = imported.keys as ValueMap; // as the generator writes them

/** The version of the chart whose keys these are. */
export const chartKeysVersion = imported.chartVersion;
