import { isMap, type PlainMap, type PlainValue, valueAt } from '../../stack/plain-data';
import { describedObject } from '../described-object';
import type { FinalObject, StackFacts } from '../world';

const group = 'monitoring.coreos.com/v1';

/**
 * The objects that the chart makes of the values of a stack as they are given there: rules, monitors, and manifests of any kind. Those that Helm fills in are
 * left out.
 *
 * @see https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
 */
export function objectsInValues({ values, path, namespace, release }: StackFacts): FinalObject[] {
  const at = (keys: readonly string[]): string => [path, 'values', ...keys].join('.');
  const given = (...keys: readonly string[]): Given[] => givenBy(valueAt(values, keys), at(keys));
  const made = (
    kind: string,
    name: string,
    spec: PlainMap,
    from: string,
    labels: PlainMap = {},
  ): FinalObject => ({
    ...describedObject(
      { apiVersion: group, kind, metadata: { name, namespace, labels: { release, ...labels } }, spec },
      from,
    ),
    stack: path,
  });
  const rules = [...given('additionalPrometheusRulesMap'), ...given('additionalPrometheusRules')].flatMap(
    ({ key, value: { groups, additionalLabels }, path: from }) =>
      groups === undefined ? [] : [made('PrometheusRule', key, { groups }, from, mapOf(additionalLabels))],
  );
  const monitors = (['ServiceMonitor', 'PodMonitor'] as const).flatMap((kind) =>
    given('prometheus', `additional${kind}s`).map(
      ({ key, value: { name: _, additionalLabels, ...spec }, path: from }) =>
        made(kind, key, spec, from, mapOf(additionalLabels)),
    ),
  );
  const others = given('extraManifests').map(({ value, path: from }): FinalObject => {
    const object = describedObject(value, from);
    return object.namespace === undefined ? { ...object, namespace } : object;
  });
  return [
    // the chart labels them so that its Prometheus selects them
    ...rules.map((object) => ({ ...object, isRuleFile: true })),
    ...monitors,
    ...others,
  ];
}

/** What Helm fills in, and Prometheus does not. */
const filledIn = /\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities|Files)\b|include\b|tpl\b)/;

/** An entry of a map, or of a list whose entries have names. */
interface Given {
  readonly key: string;
  readonly value: PlainMap;

  /** Where it stands. */
  readonly path: string;
}

function givenBy(value: PlainValue | undefined, path: string): Given[] {
  const entries: readonly (readonly [string, PlainValue, string])[] = Array.isArray(value)
    ? value.map((each: PlainValue, index) => [nameOf(each, index), each, `${path}[${index}]`])
    : Object.entries(mapOf(value)).map(([key, each]) => [key, each, `${path}.${key}`]);
  return entries.flatMap(([key, each, from]) =>
    isMap(each) && !filledIn.test(JSON.stringify(each)) ? [{ key, value: each, path: from }] : [],
  );
}

function nameOf(value: PlainValue, index: number): string {
  const name = isMap(value) ? value['name'] : undefined;
  return typeof name === 'string' ? name : String(index);
}

function mapOf(value: PlainValue | undefined): PlainMap {
  return isMap(value) ? value : {};
}
