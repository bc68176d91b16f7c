import { packData } from '../../packs/all-packs';
import type { MetricFact } from '../../packs/fact';
import type { KnownMetric, KnownMetricMap } from './known-metrics';
import { open } from './labels';

/**
 * What the packs say of series by their names alone: what their samples mean. Nothing is said of labels, which relabelling adds and takes away, and which come
 * and go with versions. Of a name that two packs give another meaning, nothing is known.
 */
export function packedMetrics(): KnownMetricMap {
  read ??= collected();
  return read;
}

let read: KnownMetricMap | undefined;

function collected(): KnownMetricMap {
  const known = new Map<string, KnownMetric | undefined>();
  for (const { facts } of Object.values(packData)) {
    for (const [name, fact] of Object.entries<MetricFact>(facts)) {
      for (const [series, kind] of seriesOf(name, fact)) {
        const isSame = !known.has(series) || known.get(series)?.kind === kind;
        known.set(series, isSame ? knownAs(kind, fact.isBoolean) : undefined);
      }
    }
  }
  return new Map([...known].flatMap(([name, metric]) => (metric === undefined ? [] : [[name, metric]])));
}

type PackedKind = 'counter' | 'gauge' | 'buckets';

function seriesOf(name: string, { type, quantiles }: MetricFact): readonly (readonly [string, PackedKind])[] {
  if (type === 'counter' || type === 'gauge') return [[name, type]];
  const both = [
    [`${name}_count`, 'counter'],
    [`${name}_sum`, 'counter'],
  ] as const;
  if (type === 'histogram') return [[`${name}_bucket`, 'buckets'], ...both];
  return quantiles === undefined ? both : [[name, 'gauge'], ...both];
}

function knownAs(kind: PackedKind, isBoolean = false): KnownMetric {
  return { kind, labels: kind === 'buckets' ? open(['le']) : open(), ...(isBoolean ? { isBoolean } : {}) };
}
