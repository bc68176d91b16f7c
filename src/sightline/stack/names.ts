import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { chart } from './chart';
import { isMap, valueAt } from './plain-data';
import { isTruthy, settingOf } from './chart-selectors';
import type { HelmValues } from './helm-values';

/** The names that the chart gives to its objects. */
export interface StackNames {
  /** What the chart's own names start with: at most 26 characters. */
  readonly fullname: string;

  /** The Prometheus resource. */
  readonly prometheus: string;

  /** The Service of Prometheus, with port 9090. */
  readonly prometheusService: string;

  /** The ServiceAccount that Prometheus runs as, unless the values name another. */
  readonly prometheusServiceAccount: string;

  /** The StatefulSet that the operator makes of the Prometheus resource; with shards, that of the first. */
  readonly prometheusStatefulSet: string;

  /** The Alertmanager resource. */
  readonly alertmanager: string;

  /** The Service of Alertmanager, with port 9093. */
  readonly alertmanagerService: string;

  /** The operator's Deployment and Service. */
  readonly operator: string;

  /** Grafana's Deployment and Service, with port 80. */
  readonly grafana: string;
}

/** The operator's pods carry the StatefulSet's name and a hash of 11 characters in a label, which holds 63. */
const longestStatefulSet = 52;

/**
 * The names of the chart's objects for a release, with the overrides of the values.
 *
 * @see https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/templates/_helpers.tpl
 */
export function stackNames(release: string, values: HelmValues = {}): StackNames {
  const fullname = fullnameOf(release, chart.name, 26, values);
  const clean = isTruthy(valueAt(values, ['cleanPrometheusOperatorObjectNames']) ?? null);
  const prometheus = clean ? fullname : `${fullname}-prometheus`;
  const grafana = values['grafana'];
  return {
    fullname,
    prometheus,
    prometheusService: `${fullname}-prometheus`,
    prometheusServiceAccount: `${fullname}-prometheus`,
    prometheusStatefulSet: `prometheus-${prometheus}`,
    alertmanager: clean ? fullname : `${fullname}-alertmanager`,
    alertmanagerService: `${fullname}-alertmanager`,
    operator: `${fullname}-operator`,
    grafana: fullnameOf(release, 'grafana', 63, isMap(grafana) ? grafana : {}),
  };
}

/**
 * Names that are too long for the pods of Prometheus to be made, `HLM008`: with more than one shard, the StatefulSets
 * of the others end in `-shard-1` and so on, and the StatefulSet's name and a hash must fit in a label.
 *
 * @param release the name of the Helm release
 * @param values the final values of the chart
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 */
export function nameProblems(release: string, values: HelmValues): Problem[] {
  const shards = settingOf(values, 'shards').value;
  const suffix = typeof shards === 'number' && shards > 1 ? `-shard-${shards - 1}` : '';
  const name = `${stackNames(release, values).prometheusStatefulSet}${suffix}`;
  const excess = name.length - longestStatefulSet;
  if (excess <= 0) return [];
  const fullname = stackNames(release, values).fullname;
  const message =
    `the name of a StatefulSet of Prometheus, '${name}' (${name.length} characters), must have at most ` +
    `${longestStatefulSet}: with a longer one Kubernetes can't make its pods`;
  const fix = `set 'fullnameOverride' to a name of at most ${fullname.length - excess} characters before the first installation`;
  return [error('HLM008', message, { path: 'values.fullnameOverride', fix })];
}

/** As the charts' `fullname` helpers do it: the override, the release if it contains the name, or both joined. */
function fullnameOf(release: string, chartName: string, length: number, values: HelmValues): string {
  const override = values['fullnameOverride'];
  if (typeof override === 'string' && override !== '') return truncate(override, length);
  const given = values['nameOverride'];
  const name = typeof given === 'string' && given !== '' ? given : chartName;
  return truncate(release.includes(name) ? release : `${release}-${name}`, length);
}

/** `trunc` and `trimSuffix "-"`: one dash at the end is cut off, no more. */
function truncate(name: string, length: number): string {
  const cut = name.slice(0, length);
  return cut.endsWith('-') ? cut.slice(0, -1) : cut;
}
