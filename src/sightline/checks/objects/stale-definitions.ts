import { operatorChanges } from '../../schema/operator-releases';
import { mapAt, textAt } from '../../scrape/path/fields';
import { selectableIn } from '../../scrape/path/monitor';
import { chart } from '../../stack/chart';
import { isMap, type PlainValue, valueAt } from '../../stack/plain-data';
import type { Check, OpenQuestion } from '../check';
import { type FinalObject, referenceOf, type StackFacts } from '../world';

/**
 * The first operator whose CRDs have a field, of those of the last two years.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md
 */
const since: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    operatorChanges.flatMap(({ change, field, since: first }) =>
      change === 'new' ? [[field.split('.').at(-1) ?? '', first]] : [],
    ),
  ),
  chunkEncoding: '0.93',
  staleSeriesCompactionThreshold: '0.92',
  scrapeNativeHistograms: '0.88',
  podManagementPolicy: '0.88',
  updateStrategy: '0.88',
  promoteScopeMetadata: '0.86',
  promoteAllResourceAttributes: '0.85',
  scrapeClassicHistograms: '0.84',
  nameEscapingScheme: '0.83',
  convertClassicHistogramsToNHCB: '0.82',
  fallbackScrapeProtocol: '0.81',
  selectorMechanism: '0.81',
  shardRetentionPolicy: '0.81',
  scrapeFailureLogFile: '0.81',
  enableOTLPReceiver: '0.81',
};

/**
 * Fields that only the CRDs of a newer operator have, and releases that leave CRDs as they are. An API server prunes what its CRDs lack, without a word, and only the
 * cluster knows which ones it has.
 */
export const staleDefinitionsCheck: Check = {
  layer: 'object',
  run: () => [],
  open: ({ objects, stacks }) => [...objects.flatMap(ofObject), ...stacks.flatMap(ofRelease)],
};

function ofObject(object: FinalObject): OpenQuestion[] {
  const { apiVersion, kind, manifest, path, isRuleFile } = object;
  const at = { object: referenceOf(object), path, link: 'accepted' as const };
  if (kind === 'HelmRelease' && isOfStack(object)) {
    const crds = textAt(manifest, 'spec', 'upgrade', 'crds');
    const missing = `whether the CRDs in the cluster are those of the chart: Flux leaves them at an upgrade without 'spec.upgrade.crds: CreateReplace'`;
    return crds === 'CreateReplace' || crds === 'Create' ? [] : [{ ...at, missing }];
  }
  const isOfOperator = selectableIn(object) !== undefined || /^Prometheus(?:Agent)?$/.test(kind);
  if (isRuleFile === true || !isOfOperator || !apiVersion.startsWith('monitoring.coreos.com/')) return [];
  const [field] = recentIn(manifest['spec']);
  return field === undefined ? [] : [{ ...at, missing: missingOf(field, kind) }];
}

function ofRelease({ path, release, values }: StackFacts): OpenQuestion[] {
  const at = { object: `the values of release '${release}'`, path, link: 'accepted' as const };
  if (valueAt(values, ['crds', 'upgradeJob', 'enabled']) === true) return [];
  const [field] = recentIn(valueAt(values, ['prometheus', 'prometheusSpec']));
  if (field !== undefined) return [{ ...at, missing: missingOf(field, 'Prometheus') }];
  if (valueAt(values, ['crds', 'enabled']) !== false) return [];
  return [{ ...at, missing: "the CRDs in the cluster, which 'crds.enabled: false' leaves to somebody else" }];
}

function missingOf(field: string, kind: string): string {
  return `whether the CRD of ${kind} in the cluster has '${field}', as since operator ${since[field] ?? ''}: 'helm upgrade' leaves CRDs as they are, and what they lack is pruned`;
}

function isOfStack({ manifest }: FinalObject): boolean {
  return textAt(mapAt(manifest, 'spec', 'chart', 'spec'), 'chart') === chart.name;
}

/** The fields of the list in a value, in the order in which they stand there. */
function recentIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(recentIn);
  if (!isMap(value as PlainValue | undefined)) return [];
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, below]) => [
    // what is turned off is so without the field, too
    ...(Object.hasOwn(since, key) && below !== false && below !== null ? [key] : []),
    ...recentIn(below),
  ]);
}
