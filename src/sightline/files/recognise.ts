import type { FinalDocument } from '../checks/world';
import { isDashboard } from '../dashboards/grafana/read-dashboard';
import type { FieldPath } from '../schema/violations';
import { isMap, type PlainMap, type PlainValue } from '../stack/plain-data';
import { hasOperatorSpec } from './chart-values-file';
import { chartName, handedValues, type Installation } from './handed-values';

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
    return items.flatMap((item: PlainValue, index) =>
      recogniseAt(asItem(item, value), [...at, 'items', index], isValues),
    );
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
  // a chart of the user that has this one in it, under its name or an alias
  const below = Object.entries(value).flatMap(([name, values]): Recognised[] =>
    isMap(values) && (name === chartName ? isValues(values) : name !== formerName && hasOperatorSpec(values))
      ? [{ kind: 'values', values, at: [...at, name] }]
      : [],
  );
  const handed = [...below, ...valuesIn(value, at)];
  return handed.length > 0 ? handed : [{ kind: 'other', at }];
}

/** The chart under its former name, which had other keys. */
const formerName = 'prometheus-operator';

/** The values that a map hands to Helm. */
function valuesIn(map: PlainMap, at: FieldPath): Recognised[] {
  return handedValues(map).map((each) => ({ kind: 'values', ...each, at: [...at, ...each.at] }));
}

/** An item of a list: one of a kind of its own needs no kind, as for kubectl. */
function asItem(item: PlainValue, { apiVersion = null, kind }: PlainMap): PlainValue {
  if (!isMap(item) || 'kind' in item || typeof kind !== 'string' || kind === 'List') return item;
  return { apiVersion, ...item, kind: kind.slice(0, -'List'.length) };
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
