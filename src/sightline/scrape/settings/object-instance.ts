import { defined } from '../../problem/defined';
import { readSelector, type Selection } from '../../stack/label-selector';
import { isMap, listIn, type PlainMap, type PlainValue } from '../../stack/plain-data';
import { dialectOfVersion } from '../../stack/prometheus-dialect';
import type { PrometheusSettings } from '../prometheus-settings';
import type { ApiObject } from '../path/world';
import type { ObjectSelection, PrometheusInstance, SelectableKind } from './prometheus-instance';

/** The fields of a Prometheus object that are settings by the same name, and what they must be to count. */
const fields = {
  text: [
    'version',
    'scrapeInterval',
    'scrapeTimeout',
    'nameValidationScheme',
    'serviceDiscoveryRole',
    'enforcedNamespaceLabel',
    'bodySizeLimit',
    'enforcedBodySizeLimit',
  ],
  number: [
    'shards',
    'sampleLimit',
    'targetLimit',
    'labelLimit',
    'labelNameLengthLimit',
    'labelValueLengthLimit',
    'keepDroppedTargets',
    'enforcedSampleLimit',
    'enforcedTargetLimit',
    'enforcedLabelLimit',
    'enforcedLabelNameLengthLimit',
    'enforcedLabelValueLengthLimit',
    'enforcedKeepDroppedTargets',
  ],
  flag: ['overrideHonorLabels', 'overrideHonorTimestamps', 'ignoreNamespaceSelectors'],
  list: ['podTargetLabels', 'excludedFromEnforcement', 'scrapeClasses'],
  map: ['arbitraryFSAccessThroughSMs'],
} as const satisfies Readonly<Record<string, readonly (keyof PrometheusSettings)[]>>;

const isOfKind: Readonly<Record<keyof typeof fields, (value: PlainValue) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  list: (value) =>
    Array.isArray(value) && value.every((each: PlainValue) => isMap(each) || typeof each === 'string'),
  map: isMap,
};

/**
 * What the operator sees of a Prometheus, a PrometheusAgent, a ThanosRuler or an Alertmanager that is an object; undefined for another kind. Where the operator looks is said by
 * nobody then: everywhere.
 *
 * @param object as it is written, and need not be held against a schema
 */
export function objectInstance(object: ApiObject): PrometheusInstance | undefined {
  const { apiVersion, kind, name, namespace = 'default', manifest } = object;
  if (!apiVersion.startsWith('monitoring.coreos.com/') || !Object.hasOwn(selections, kind)) return undefined;
  const isAgent = kind === 'PrometheusAgent';
  const isPrometheus = isAgent || kind === 'Prometheus';
  // a manifest is plain data
  const written = manifest['spec'] as PlainValue | undefined;
  const spec = isMap(written) ? written : {};
  const paused = spec['paused'] === true;
  const account = spec['serviceAccountName'];
  return {
    title: `the ${kind} '${namespace}/${name}'`,
    reference: `${kind}/${namespace}/${name}`,
    namespace,
    ...(object.namespace === undefined ? { isUnplaced: true } : {}),
    settings: isPrometheus ? settingsOf(spec) : {},
    ...(typeof account === 'string' && account !== '' ? { serviceAccount: account } : {}),
    // the version of others is one of theirs
    ...(isPrometheus ? { dialect: dialectOfVersion(spec['version'], listIn(spec, 'enableFeatures')) } : {}),
    ...(paused ? { paused } : {}),
    selection: selections[kind]?.(spec) ?? {},
    operator: {
      namespaces: { allBut: [] },
      instances: { allBut: [] },
      path: '--namespaces',
      instancesPath: '--prometheus-instance-namespaces',
    },
    podLabels: podLabelsOf(spec, name, isAgent),
    path: 'spec',
    unread: [],
  };
}

function settingsOf(spec: PlainMap): PrometheusSettings {
  const known = Object.entries(fields).flatMap(([kind, names]) =>
    names.flatMap((name) => {
      const value = spec[name];
      // `fields` has the keys of `isOfKind`
      const isMeant = value !== undefined && isOfKind[kind as keyof typeof fields](value);
      return isMeant ? [[name, value] as const] : [];
    }),
  );
  return defined<PrometheusSettings>(Object.fromEntries(known));
}

/** What objects of a kind select, by what they say. */
const selections: Readonly<Record<string, (spec: PlainMap) => PrometheusInstance['selection']>> = {
  Prometheus: (spec) => ({ ...monitorsOf(spec), PrometheusRule: selectionOf(spec, 'rule') }),
  PrometheusAgent: (spec) => ({
    ...monitorsOf(spec),
    PrometheusRule: {
      ...selectionOf(spec, 'rule'),
      never: { why: 'is an agent, which evaluates no rules', fix: 'let a Prometheus evaluate them' },
    },
  }),
  ThanosRuler: (spec) => ({ PrometheusRule: selectionOf(spec, 'rule') }),
  Alertmanager: (spec) => ({ AlertmanagerConfig: selectionOf(spec, 'alertmanagerConfig') }),
};

function monitorsOf(
  spec: PlainMap,
): Readonly<Record<Exclude<SelectableKind, 'PrometheusRule' | 'AlertmanagerConfig'>, ObjectSelection>> {
  return {
    ServiceMonitor: selectionOf(spec, 'serviceMonitor'),
    PodMonitor: selectionOf(spec, 'podMonitor'),
    Probe: selectionOf(spec, 'probe'),
    ScrapeConfig: selectionOf(spec, 'scrapeConfig'),
  };
}

function selectionOf(spec: PlainMap, prefix: string): ObjectSelection {
  const [labels, namespaces] = [`${prefix}Selector`, `${prefix}NamespaceSelector`];
  return {
    labels: selectorAt(spec[labels]) ?? 'nothing',
    namespaces: selectorAt(spec[namespaces]) ?? 'own',
    paths: { labels: `spec.${labels}`, namespaces: `spec.${namespaces}` },
  };
}

/** A selector; undefined where there is none, which is not the same as one that is empty. */
function selectorAt(value: PlainValue | undefined): Selection | undefined {
  return value === undefined || value === null ? undefined : readSelector(value);
}

/** The labels that the operator gives to the pods. */
function podLabelsOf(spec: PlainMap, name: string, isAgent: boolean): Record<string, string> {
  const metadata = spec['podMetadata'];
  const own = isMap(metadata) && isMap(metadata['labels']) ? metadata['labels'] : {};
  const texts = Object.entries(own).filter((each): each is [string, string] => typeof each[1] === 'string');
  return {
    ...Object.fromEntries(texts),
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/name': isAgent ? 'prometheus-agent' : 'prometheus',
    'operator.prometheus.io/name': name,
    ...(isAgent ? {} : { prometheus: name }),
  };
}
