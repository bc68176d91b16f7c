import type { FieldPath } from '../schema/violations';
import { isMap, listIn, mapIn, type PlainMap, type PlainValue } from '../stack/plain-data';
import { readDocument } from './yaml-values';

/** What is said of the release that values are for. */
export interface Installation {
  /** @default - unknown */
  readonly release?: string;

  /** @default - unknown */
  readonly namespace?: string;

  /** @default - unknown */
  readonly chartVersion?: string;

  /**
   * Whether Helm merges others with them that nobody knows here.
   *
   * @default false
   */
  readonly isPartial?: boolean;
}

/** Values of kube-prometheus-stack that an object hands to Helm. */
export interface HandedValues extends Installation {
  readonly values: PlainMap;
  readonly at: FieldPath;
}

export const chartName = 'kube-prometheus-stack';

/** The values that an object hands to Helm: a HelmRelease, an Application of Argo CD, a HelmChart of K3s, a kustomization with charts. */
export function handedValues(object: PlainMap): HandedValues[] {
  const spec = mapIn(object, 'spec');
  switch (object['kind']) {
    case 'HelmRelease':
      return ofHelmRelease(object, spec);
    case 'Application':
      return ofApplication(object, spec);
    case 'HelmChart':
      return ofHelmChart(object, spec);
    case 'Kustomization':
    case undefined:
      return listIn(object, 'helmCharts').flatMap(ofKustomization);
    default:
      return [];
  }
}

function ofHelmRelease(object: PlainMap, spec: PlainMap): HandedValues[] {
  const { name, namespace } = mapIn(object, 'metadata');
  const { values } = spec;
  const chart = mapIn(mapIn(spec, 'chart'), 'spec');
  const isMeant =
    chart['chart'] === chartName || mapIn(spec, 'chartRef')['name'] === chartName || name === chartName;
  if (!isMeant || !isMap(values)) return [];
  return [
    {
      values,
      at: ['spec', 'values'],
      isPartial: listIn(spec, 'valuesFrom').length > 0 || listIn(chart, 'valuesFiles').length > 0,
      ...texts({
        release: spec['releaseName'] ?? name,
        namespace: spec['targetNamespace'] ?? namespace,
        chartVersion: chart['version'],
      }),
    },
  ];
}

function ofApplication(object: PlainMap, spec: PlainMap): HandedValues[] {
  const { name } = mapIn(object, 'metadata');
  const { sources } = spec;
  const all: [PlainValue | undefined, FieldPath][] = Array.isArray(sources)
    ? sources.map((source: PlainValue, index) => [source, ['sources', index]])
    : [[spec['source'], ['source']]];
  return all.flatMap(([source, path]): HandedValues[] => {
    if (!isMap(source) || source['chart'] !== chartName) return [];
    const helm = mapIn(source, 'helm');
    // of both Argo CD takes the map
    const field = isMap(helm['valuesObject']) ? 'valuesObject' : 'values';
    const parameters = listIn(helm, 'parameters').filter(isMap);
    const written = mapOf(helm[field]) ?? (parameters.length > 0 ? {} : undefined);
    if (written === undefined) return [];
    return [
      {
        values: parameters.reduce<PlainMap>(withParameter, written),
        at: ['spec', ...path, 'helm', field],
        isPartial: listIn(helm, 'valueFiles').length > 0,
        ...texts({
          release: helm['releaseName'] ?? name,
          namespace: mapIn(spec, 'destination')['namespace'],
          chartVersion: source['targetRevision'],
        }),
      },
    ];
  });
}

/** A HelmChart of K3s and RKE2. */
function ofHelmChart(object: PlainMap, spec: PlainMap): HandedValues[] {
  const { name } = mapIn(object, 'metadata');
  const { chart, valuesContent } = spec;
  const values = mapOf(valuesContent);
  const isMeant = typeof chart === 'string' && /(?:^|\/)kube-prometheus-stack(?:-[\d.]+\.tgz)?$/.test(chart);
  if (!isMeant || values === undefined) return [];
  return [
    {
      values,
      at: ['spec', 'valuesContent'],
      isPartial: isMap(spec['set']),
      ...texts({ release: name, namespace: spec['targetNamespace'], chartVersion: spec['version'] }),
    },
  ];
}

function ofKustomization(chart: PlainValue, index: number): HandedValues[] {
  if (!isMap(chart) || chart['name'] !== chartName || !isMap(chart['valuesInline'])) return [];
  const { valuesInline: values, releaseName, namespace, version, valuesFile } = chart;
  return [
    {
      values,
      at: ['helmCharts', index, 'valuesInline'],
      isPartial: typeof valuesFile === 'string' || listIn(chart, 'additionalValuesFiles').length > 0,
      ...texts({ release: releaseName, namespace, chartVersion: version }),
    },
  ];
}

/** A map, or the one that a text is as YAML. */
function mapOf(value: PlainValue | undefined): PlainMap | undefined {
  if (typeof value !== 'string') return isMap(value) ? value : undefined;
  const { value: read, isBroken } = readDocument(value, 'kubernetes');
  return !isBroken && isMap(read) ? read : undefined;
}

/** What Helm takes a value of `--set` for. */
function readAsSet(value: string): PlainValue {
  if (value === 'null') return null;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value;
}

/** Values with a parameter of Argo CD, which Helm gets as `--set`. */
function withParameter(values: PlainMap, { name, value, forceString }: PlainMap): PlainMap {
  if (typeof name !== 'string' || typeof value !== 'string' || /[[\\{]/.test(name) || name.length > 500)
    return values;
  const set = forceString === true ? value : readAsSet(value);
  return withValue(values, name.split('.'), set);
}

function withValue(values: PlainMap, [key = '', ...keys]: readonly string[], value: PlainValue): PlainMap {
  return { ...values, [key]: keys.length === 0 ? value : withValue(mapIn(values, key), keys, value) };
}

function texts(
  of: Readonly<Record<'release' | 'namespace' | 'chartVersion', PlainValue | undefined>>,
): Installation {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => typeof value === 'string' && value !== ''),
  );
}
