import { isTruthy, settingOf } from '../chart-selectors';
import { stackNames } from '../names';
import type { HelmValues } from '../helm-values';

/** The alert of the chart that always fires, so that its absence can be noticed. */
export const watchdogName = 'Watchdog';

/** Which Prometheus sends it. */
export interface Home {
  /** The name of the Helm release. */
  readonly release: string;

  /** The namespace of the release. */
  readonly namespace: string;
}

/**
 * What the alert that always fires is matched by: its name, and that the Prometheus of this stack sends it. Any other Prometheus that sends to
 * the same Alertmanager has one, too, and would hide that this one is down.
 *
 * The operator makes the label of the namespace and the name of the Prometheus resource, unless the values take it away.
 *
 * @param values the values by which names and labels may differ from the chart's
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusSpec (prometheusExternalLabelName)
 */
export function watchdogMatchers({ release, namespace }: Home, values: HelmValues): readonly string[] {
  const byName = `alertname = "${watchdogName}"`;
  if (isTruthy(settingOf(values, 'prometheusExternalLabelNameClear').value)) return [byName];
  const { value } = settingOf(values, 'prometheusExternalLabelName');
  const label = typeof value === 'string' && value !== '' ? value : 'prometheus';
  return [byName, `${label} = "${namespace}/${stackNames(release, values).prometheus}"`];
}
