import type { FinalDocument } from '../checks/world';
import { isDashboard } from '../dashboards/grafana/read-dashboard';
import type { FieldPath } from '../schema/violations';
import { isMap, type PlainMap, type PlainValue } from '../stack/plain-data';
import { parseDocument, valueOf } from './yaml-values';

/** What stands in a document, by its content. */
export type Recognised =
  | { readonly kind: 'object'; readonly manifest: PlainMap; readonly at: FieldPath }
  /** A rule file, as Prometheus reads it. */
  | { readonly kind: 'rules'; readonly file: PlainMap; readonly at: FieldPath }
  /** A dashboard of Grafana, or the configuration of an Alertmanager. */
  | { readonly kind: FinalDocument['kind']; readonly value: PlainMap; readonly at: FieldPath }
  /** Values of kube-prometheus-stack. */
  | ({ readonly kind: 'values'; readonly values: PlainMap; readonly at: FieldPath } & Installation)
  /** Nothing that is looked at. */
  | { readonly kind: 'other'; readonly at: FieldPath };

/** What is said of the release that values are for. */
export interface Installation {
  /** @default - unknown */
  readonly release?: string;

  /** @default - unknown */
  readonly namespace?: string;

  /** @default - unknown */
  readonly chartVersion?: string;
}

const chartName = 'kube-prometheus-stack';

/**
 * What is in a document: API objects, those of lists too, a rule file, values of the chart. An object that brings values of the chart is both.
 *
 * @param isValues whether a map that is nothing else is values, as its keys say
 */
export function recognise(value: PlainValue, isValues: (map: PlainMap) => boolean): Recognised[] {
  return recogniseAt(value, [], isValues);
}

/** Whether a text is a rule file: Prometheus reads its scalars in a way of its own. */
export function looksLikeRuleFile(text: string): boolean {
  return (
    /^(?:groups[ \t]*:|[ \t]*(?:\{[ \t\r\n]*)?["']groups["'][ \t]*:)/m.test(text) &&
    !/^[ \t]*["']?(?:apiVersion|kind)["']?[ \t]*:/m.test(text)
  );
}

function recogniseAt(value: PlainValue, at: FieldPath, isValues: (map: PlainMap) => boolean): Recognised[] {
  // a list of objects, as some tools print one
  if (Array.isArray(value) && at.length === 0)
    return value.flatMap((item: PlainValue, index) => recogniseAt(item, [index], isValues));
  if (!isMap(value)) return value === null ? [] : [{ kind: 'other', at }];
  const { apiVersion, kind, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) && at.length < deepest)
    return items.flatMap((item: PlainValue, index) => recogniseAt(item, [...at, 'items', index], isValues));
  const isNamed = isMap(value['metadata']);
  const isObject =
    typeof kind === 'string'
      ? typeof apiVersion === 'string' || isNamed
      : typeof apiVersion === 'string' && isNamed;
  // an object of Grafana's own API, or what that API answers
  const inside = isObject ? 'spec' : 'dashboard';
  const model = value[inside];
  const isGrafana =
    !isObject || (typeof apiVersion === 'string' && apiVersion.startsWith('dashboard.grafana.app/'));
  if (isGrafana && isMap(model) && isDashboard(model))
    return [{ kind: 'dashboard', value: model, at: [...at, inside] }];
  if (isObject) return [{ kind: 'object', manifest: value, at }, ...valuesIn(value, at)];
  if (isRuleFile(value)) return [{ kind: 'rules', file: value, at }];
  if (isDashboard(value)) return [{ kind: 'dashboard', value, at }];
  if (isMap(value['route']) && Array.isArray(value['receivers']))
    return [{ kind: 'alertmanager', value, at }];
  if (isValues(value)) return [{ kind: 'values', values: value, at }];
  // a chart of the user that has this one in it
  const below = value[chartName];
  if (isMap(below) && isValues(below)) return [{ kind: 'values', values: below, at: [...at, chartName] }];
  return [{ kind: 'other', at }];
}

/** Lists in lists are none that any tool prints. */
const deepest = 10;

/** A rule file has groups and nothing else. */
function isRuleFile(map: PlainMap): boolean {
  const { groups } = map;
  return Object.keys(map).length <= 2 && Array.isArray(groups) && groups.every(isGroup);
}

function isGroup(group: PlainValue): boolean {
  return isMap(group) && ('rules' in group || 'name' in group);
}

/** The values that an object hands to Helm: a HelmRelease of Flux, an Application of Argo CD. */
function valuesIn(object: PlainMap, at: FieldPath): Recognised[] {
  const spec = mapIn(object, 'spec');
  const { name, namespace } = mapIn(object, 'metadata');
  if (object['kind'] === 'HelmRelease') {
    const values = spec['values'];
    const chart = mapIn(mapIn(spec, 'chart'), 'spec');
    const isMeant =
      chart['chart'] === chartName || mapIn(spec, 'chartRef')['name'] === chartName || name === chartName;
    if (!isMeant || !isMap(values)) return [];
    return [
      {
        kind: 'values',
        values,
        at: [...at, 'spec', 'values'],
        ...texts({
          release: spec['releaseName'] ?? name,
          namespace: spec['targetNamespace'] ?? namespace,
          chartVersion: chart['version'],
        }),
      },
    ];
  }
  if (object['kind'] !== 'Application') return [];
  const sources = spec['sources'];
  const all: [PlainValue | undefined, FieldPath][] = Array.isArray(sources)
    ? sources.map((source: PlainValue, index) => [source, ['sources', index]])
    : [[spec['source'], ['source']]];
  return all.flatMap(([source, path]): Recognised[] => {
    if (!isMap(source) || source['chart'] !== chartName) return [];
    const helm = mapIn(source, 'helm');
    const written = helm['valuesObject'] ?? helm['values'];
    const values = typeof written === 'string' ? valuesOfText(written) : written;
    if (!isMap(values)) return [];
    return [
      {
        kind: 'values',
        values,
        at: [...at, 'spec', ...path, 'helm', isMap(written) ? 'valuesObject' : 'values'],
        ...texts({
          release: helm['releaseName'] ?? name,
          namespace: mapIn(spec, 'destination')['namespace'],
          chartVersion: source['targetRevision'],
        }),
      },
    ];
  });
}

/** Values as a block of text; undefined for what is no YAML, such as a template of a chart. */
function valuesOfText(text: string): PlainValue | undefined {
  const parsed = parseDocument(text, 'kubernetes');
  const { value, faults } = valueOf(parsed);
  return parsed.faults.length + faults.length === 0 ? value : undefined;
}

function texts(of: Readonly<Record<keyof Installation, PlainValue | undefined>>): Installation {
  return Object.fromEntries(
    Object.entries(of).filter(([, value]) => typeof value === 'string' && value !== ''),
  );
}

function mapIn(map: PlainMap, key: string): PlainMap {
  const value = map[key];
  return isMap(value) ? value : {};
}
