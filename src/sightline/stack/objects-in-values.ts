import type { FieldPath } from '../schema/violations';
import { isMap, mapIn, type PlainMap, type PlainValue, valueAt } from './plain-data';

/** An object that the chart makes of values as they stand. */
export interface ObjectInValues {
  readonly manifest: PlainMap;

  /** Where its spec stands in the values, or the whole object. */
  readonly at: FieldPath;

  /** Whether what stands there is the spec alone. */
  readonly isSpec: boolean;
}

/** Where the chart is installed. */
interface Installed {
  readonly release: string;
  readonly namespace: string;
}

/** The fields of monitors that the chart takes over. */
const monitorFields = [
  'jobLabel',
  'targetLabels',
  'podTargetLabels',
  'endpoints',
  'podMetricsEndpoints',
  'selector',
  'namespaceSelector',
  'sampleLimit',
  'targetLimit',
  'labelLimit',
];

/** What Helm fills in, and Prometheus does not. */
const filledIn = /\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities|Files)\b|include\b|tpl\b)/;

/** Helm reads every template of a whole manifest. */
const anyTemplate = /\{\{/;

/**
 * The objects that a user writes into values of kube-prometheus-stack: monitors, rules, and whole manifests. Those that
 * Helm fills in are left out.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack/templates/prometheus
 */
export function objectsInValues(values: PlainMap, installed: Installed): ObjectInValues[] {
  const made = maker(values, installed);
  const monitors = ['ServiceMonitor', 'PodMonitor'].flatMap((kind) =>
    itemsAt(values, ['prometheus', `additional${kind}s`]).map(({ item, at, key }) => {
      const spec = Object.fromEntries(
        monitorFields.flatMap((each) => (each in item ? [[each, item[each] ?? null]] : [])),
      );
      return { manifest: made(kind, item['name'] ?? String(key), item, spec), at, isSpec: true };
    }),
  );
  const rules = ['additionalPrometheusRules', 'additionalPrometheusRulesMap'].flatMap((field) =>
    itemsAt(values, [field]).map(({ item, at, key }) => {
      const spec = { groups: item['groups'] ?? null };
      return { manifest: made('PrometheusRule', item['name'] ?? String(key), item, spec), at, isSpec: true };
    }),
  );
  const others = itemsAt(values, ['extraManifests']).map(({ item, at }) => {
    const metadata = { namespace: installed.namespace, ...mapIn(item, 'metadata') };
    return { manifest: { ...item, metadata }, at, isSpec: false };
  });
  return [...monitors, ...rules, ...others].filter(isFinal);
}

/** The ThanosRuler and the Alertmanager that the chart makes, as far as they select. Those that Helm fills in are left out. */
export function instancesInValues(values: PlainMap, installed: Installed): ObjectInValues[] {
  const made = maker(values, installed);
  const instance = (kind: string, at: string, spec: PlainMap): ObjectInValues => ({
    manifest: made(kind, installed.release, {}, spec),
    at: [at],
    isSpec: true,
  });
  const hasRuler = valueAt(values, ['thanosRuler', 'enabled']) === true;
  const hasAlertmanager = valueAt(values, ['alertmanager', 'enabled']) !== false;
  return [
    ...(hasRuler ? [instance('ThanosRuler', 'thanosRuler', rulerOf(values, installed.release))] : []),
    ...(hasAlertmanager ? [instance('Alertmanager', 'alertmanager', alertmanagerOf(values))] : []),
  ].filter(isFinal);
}

function maker(values: PlainMap, { release, namespace }: Installed) {
  return (kind: string, name: PlainValue, item: PlainMap, spec: PlainMap): PlainMap => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    metadata: {
      name,
      namespace,
      labels: { ...mapIn(values, 'commonLabels'), release, ...mapIn(item, 'additionalLabels') },
    },
    spec,
  });
}

function isFinal({ manifest, isSpec }: ObjectInValues): boolean {
  return !(isSpec ? filledIn : anyTemplate).test(JSON.stringify(manifest));
}

/** What the ThanosRuler of the chart selects. */
function rulerOf(values: PlainMap, release: string): PlainMap {
  const spec = mapIn(mapIn(values, 'thanosRuler'), 'thanosRulerSpec');
  const { ruleSelector, ruleNamespaceSelector } = spec;
  const isGiven = isMap(ruleSelector) && Object.keys(ruleSelector).length > 0;
  const byDefault: PlainMap =
    spec['ruleSelectorNilUsesHelmValues'] === false ? {} : { matchLabels: { release } };
  return {
    ruleSelector: isGiven ? ruleSelector : byDefault,
    ruleNamespaceSelector: isMap(ruleNamespaceSelector) ? ruleNamespaceSelector : {},
  };
}

/** What the Alertmanager of the chart selects: everything, where the values say nothing. */
function alertmanagerOf(values: PlainMap): PlainMap {
  const spec = mapIn(mapIn(values, 'alertmanager'), 'alertmanagerSpec');
  return {
    alertmanagerConfigSelector: mapIn(spec, 'alertmanagerConfigSelector'),
    alertmanagerConfigNamespaceSelector: mapIn(spec, 'alertmanagerConfigNamespaceSelector'),
    alertmanagerConfiguration: mapIn(spec, 'alertmanagerConfiguration'),
  };
}

/** The maps in a list or a map of values. */
function itemsAt(
  values: PlainMap,
  path: readonly string[],
): { readonly item: PlainMap; readonly at: FieldPath; readonly key: string | number }[] {
  const found = valueAt(values, path);
  const entries: readonly (readonly [string | number, PlainValue])[] = Array.isArray(found)
    ? found.map((each: PlainValue, index) => [index, each] as const)
    : Object.entries(isMap(found) ? found : {});
  return entries.flatMap(([key, item]) => (isMap(item) ? [{ item, at: [...path, key], key }] : []));
}
