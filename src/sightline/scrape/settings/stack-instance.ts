import { chart } from '../../stack/chart';
import {
  isAgent,
  isTruthy,
  namespaceSelectorOf,
  selectorOf,
  type SelectedKind,
  settingOf,
  specPath,
} from '../../stack/chart-selectors';
import { stackNames } from '../../stack/names';
import { isMap, type PlainValue, valueAt } from '../../stack/plain-data';
import type { HelmValues } from '../../stack/helm-values';
import { defined } from '../../problem/defined';
import type { ExcludedMonitor, PrometheusSettings, ScrapeClass } from '../prometheus-settings';
import { type Read, settingsReader, type SettingsReader } from './chart-values';
import { operatorScope } from './operator-scope';
import type { ObjectSelection, PrometheusInstance } from './prometheus-instance';

/** A release of the stack. */
export interface Release {
  readonly release: string;
  readonly namespace: string;
}

/**
 * What the operator sees of the Prometheus of a stack, as the pinned chart renders it; undefined where the values turn it off.
 *
 * @param values the final values of the chart: what is not in them is the chart's default
 */
export function stackInstance(values: HelmValues, release: Release): PrometheusInstance | undefined {
  const enabled = valueAt(values, ['prometheus', 'enabled']);
  if (enabled !== undefined && !isTruthy(enabled)) return undefined;
  const override = values['namespaceOverride'];
  const namespace = typeof override === 'string' && override !== '' ? override : release.namespace;
  const { settings, unread } = readSettings(values);
  const paused = settingsReader(values).flag('paused');
  return {
    title: `the Prometheus of release '${release.release}'`,
    namespace,
    settings,
    ...('value' in paused && paused.value === true ? { paused: true } : {}),
    selection: {
      ServiceMonitor: selectionOf(values, release, 'serviceMonitor'),
      PodMonitor: selectionOf(values, release, 'podMonitor'),
      Probe: selectionOf(values, release, 'probe'),
      ScrapeConfig: selectionOf(values, release, 'scrapeConfig'),
      PrometheusRule: {
        ...selectionOf(values, release, 'rule'),
        ...(isAgent(values) ? { never: agentWithoutRules } : {}),
      },
    },
    operator: operatorScope(values, namespace),
    podLabels: podLabels(values, release),
    ...defined({ otherPodLabels: otherPodLabels(values) }),
    path: ['values', ...specPath].join('.'),
    unread,
  };
}

const agentWithoutRules = {
  why: 'runs as an agent, which evaluates no rules',
  fix: "set 'values.prometheus.agentMode' to false",
};

function selectionOf(values: HelmValues, { release }: Release, kind: SelectedKind): ObjectSelection {
  const path = ['values', ...specPath, kind].join('.');
  return {
    labels: selectorOf(values, release, kind),
    namespaces: namespaceSelectorOf(values, kind),
    paths: { labels: `${path}Selector`, namespaces: `${path}NamespaceSelector` },
  };
}

/** The labels that the operator gives to the pods of every Prometheus. Those of an agent lack `prometheus`. */
function podLabels(values: HelmValues, { release }: Release): Record<string, string> {
  const name = stackNames(release, values).prometheus;
  const runsAgent = isAgent(values);
  const own = valueAt(values, [...specPath, 'podMetadata', 'labels']);
  const texts = Object.entries(isMap(own) ? own : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[1].includes('{{'),
  );
  return {
    ...Object.fromEntries(texts),
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'prometheus-operator',
    'app.kubernetes.io/name': runsAgent ? 'prometheus-agent' : 'prometheus',
    'operator.prometheus.io/name': name,
    ...(runsAgent ? {} : { prometheus: name }),
  };
}

/** The labels of the pods whose values the operator, Kubernetes or Helm makes up; undefined where there may be any. */
function otherPodLabels(values: HelmValues): readonly string[] | undefined {
  if (mayBeAnything(values)) return undefined;
  const own = valueAt(values, [...specPath, 'podMetadata', 'labels']);
  const rendered = Object.entries(isMap(own) ? own : {}).filter(
    ([, value]) => typeof value === 'string' && value.includes('{{'),
  );
  return [...madeUpLabels, ...rendered.map(([name]) => name)];
}

/** @see https://github.com/prometheus-operator/prometheus-operator/blob/main/pkg/prometheus/server/statefulset.go */
const madeUpLabels = [
  'app.kubernetes.io/version',
  'operator.prometheus.io/shard',
  'operator.prometheus.io/mode',
  'apps.kubernetes.io/pod-index',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
];

/** Whether the values set fields of the Prometheus that are not looked at. */
function mayBeAnything(values: HelmValues): boolean {
  return ['additionalConfig', 'additionalConfigString'].some((name) =>
    isTruthy(settingOf(values, name).value),
  );
}

/** The settings that can be read, and why others can't. */
function readSettings(values: HelmValues): {
  readonly settings: PrometheusSettings;
  readonly unread: readonly string[];
} {
  const unread: string[] = [];
  const take = <T>(read: Read<T>): T | undefined => {
    if ('value' in read) return read.value;
    unread.push(read.unread);
    return undefined;
  };
  const reader = settingsReader(values);
  if (mayBeAnything(values)) unread.push("'additionalConfig' may set any field of the Prometheus");
  const settings = defined<PrometheusSettings>({
    ...limits(reader, take),
    ...overrides(reader, take),
    ...sharding(values, reader, take),
    version: versionOf(values),
    scrapeInterval: take(reader.text('scrapeInterval')),
    scrapeTimeout: take(reader.text('scrapeTimeout')),
    nameValidationScheme: oneOf(take(reader.text('nameValidationScheme')), ['UTF8', 'Legacy']),
    serviceDiscoveryRole: oneOf(take(reader.text('serviceDiscoveryRole')), ['Endpoints', 'EndpointSlice']),
    podTargetLabels: take(reader.list('podTargetLabels'))?.map(String),
    arbitraryFSAccessThroughSMs: take(reader.map('arbitraryFSAccessThroughSMs')),
    // the schema of the Prometheus object holds for what is in them
    scrapeClasses: take(reader.list('scrapeClasses')) as readonly ScrapeClass[] | undefined,
  });
  return { settings, unread };
}

type Take = <T>(read: Read<T>) => T | undefined;

function overrides(reader: SettingsReader, take: Take): PrometheusSettings {
  const enforcedNamespaceLabel = take(reader.text('enforcedNamespaceLabel'));
  return {
    overrideHonorLabels: take(reader.flag('overrideHonorLabels')),
    overrideHonorTimestamps: take(reader.flag('overrideHonorTimestamps')),
    ignoreNamespaceSelectors: take(reader.flag('ignoreNamespaceSelectors')),
    enforcedNamespaceLabel,
    excludedFromEnforcement:
      enforcedNamespaceLabel === undefined
        ? undefined
        : take(reader.list('excludedFromEnforcement'))?.flatMap(excluded),
  };
}

/** A monitor that is left alone; what else is excluded are rules. */
function excluded(value: PlainValue): ExcludedMonitor[] {
  const { resource, namespace, name } = isMap(value) ? value : {};
  if (typeof resource !== 'string' || typeof namespace !== 'string') return [];
  return [{ resource, namespace, ...(typeof name === 'string' ? { name } : {}) }];
}

function limits(reader: SettingsReader, take: Take): PrometheusSettings {
  const number = (name: string): number | undefined => take(reader.number(name));
  return {
    sampleLimit: number('sampleLimit'),
    targetLimit: number('targetLimit'),
    labelLimit: number('labelLimit'),
    labelNameLengthLimit: number('labelNameLengthLimit'),
    labelValueLengthLimit: number('labelValueLengthLimit'),
    keepDroppedTargets: number('keepDroppedTargets'),
    bodySizeLimit: take(reader.text('bodySizeLimit')),
    enforcedSampleLimit: number('enforcedSampleLimit'),
    enforcedTargetLimit: number('enforcedTargetLimit'),
    enforcedLabelLimit: number('enforcedLabelLimit'),
    enforcedLabelNameLengthLimit: number('enforcedLabelNameLengthLimit'),
    enforcedLabelValueLengthLimit: number('enforcedLabelValueLengthLimit'),
    enforcedKeepDroppedTargets: number('enforcedKeepDroppedTargets'),
    enforcedBodySizeLimit: take(reader.text('enforcedBodySizeLimit')),
  };
}

function sharding(values: HelmValues, reader: SettingsReader, take: Take): PrometheusSettings {
  const gates = valueAt(values, ['prometheusOperator', 'featureGates']);
  const gate = isMap(gates) ? gates['PrometheusShardRetentionPolicy'] : undefined;
  return {
    shards: take(reader.number('shards')),
    // it is written as an argument, where the text "false" closes it too
    shardRetentionPolicy: gate === false || gate === 'false' ? false : undefined,
  };
}

/** The version that the operator reads: the one that is given, or the tag of the image. */
function versionOf(values: HelmValues): string {
  const version = settingOf(values, 'version').value;
  if (typeof version === 'string' && version !== '') return version;
  const tag = valueAt(values, [...specPath, 'image', 'tag']);
  return typeof tag === 'string' && tag !== '' ? tag : `${chart.prometheusVersion}-distroless`;
}

function oneOf<T extends string>(text: string | undefined, known: readonly T[]): T | undefined {
  return known.find((each) => each === text);
}
