import type { PlainMap } from './plain-data';

/** The values of the chart: a map without shared parts, keys in order. */
export type HelmValues = PlainMap;
