import { alertmanagerValues, type BoundObjectives } from './alerting/alerting-values';
import { watchdogMatchers } from './alerting/watchdog';
import { folderAnnotation } from './dashboard-loading';
import type { HelmValues } from './helm-values';
import { mergeValues } from './merge';
import { isMap, plainCopy } from './plain-data';
import type { PrometheusOptions, StorageOptions } from './prometheus-options';
import {
  type GrafanaOptions,
  installationOf,
  type OperatorOptions,
  type StackOptions,
} from './stack-options';

/** The key of the user name in Grafana's Secret, unless the options name another. */
const defaultUserKey = 'admin-user';

/** The key of the password in Grafana's Secret, unless the options name another. */
const defaultPasswordKey = 'admin-password';

/**
 * The values that the chart is installed with: what the options say, at the paths of the chart, and `values` merged
 * over it. Only what is set is in it; the rest are defaults of the chart. Call it when `checkStackOptions` finds
 * nothing wrong: what is no plain data in `values` is left out here and reported there.
 *
 * @param objectives what the objectives of its services ask of Alertmanager. Default: there are none
 */
export function stackValues(options: StackOptions, objectives?: BoundObjectives): HelmValues {
  const given = toMap(options.values);
  const watchdog = watchdogMatchers(installationOf(options), given);
  const typed = {
    alertmanager: alertmanagerValues(options.alerting, objectives, watchdog),
    grafana: grafanaValues(options.grafana),
    prometheus: {
      prometheusSpec: { ...selectorFlags(options), ...prometheusSpec(options.prometheus ?? {}) },
    },
    prometheusOperator: options.operator && operatorValues(options.operator),
  };
  return mergeValues(toMap(typed), given);
}

function selectorFlags(options: StackOptions): Record<string, boolean | undefined> {
  return {
    serviceMonitorSelectorNilUsesHelmValues: options.serviceMonitorSelectorNilUsesHelmValues ?? false,
    podMonitorSelectorNilUsesHelmValues: options.podMonitorSelectorNilUsesHelmValues ?? false,
    probeSelectorNilUsesHelmValues: options.probeSelectorNilUsesHelmValues,
    ruleSelectorNilUsesHelmValues: options.ruleSelectorNilUsesHelmValues,
    scrapeConfigSelectorNilUsesHelmValues: options.scrapeConfigSelectorNilUsesHelmValues,
  };
}

function grafanaValues(grafana: GrafanaOptions | false): Record<string, unknown> {
  if (grafana === false) return { enabled: false };
  const { existingSecret, userKey, passwordKey } = grafana.admin;
  const { dashboards = true } = grafana;
  return {
    enabled: true,
    ...(dashboards
      ? { sidecar: { dashboards: { folderAnnotation, provider: { foldersFromFilesStructure: true } } } }
      : {}),
    admin: {
      existingSecret,
      userKey: userKey ?? defaultUserKey,
      passwordKey: passwordKey ?? defaultPasswordKey,
    },
  };
}

/** The reloader of configurations is released with the operator. */
function operatorValues({ version }: OperatorOptions): Record<string, unknown> {
  const image = { tag: `v${version}` };
  return { image, prometheusConfigReloader: { image } };
}

function prometheusSpec({ storage, ...rest }: PrometheusOptions): Record<string, unknown> {
  // the other options have the chart's own names
  return { ...rest, storageSpec: storage === undefined ? undefined : storageSpec(storage) };
}

/** The chart calls `storageSpec` what the Prometheus resource calls `storage`. */
function storageSpec(storage: StorageOptions | 'ephemeral'): Record<string, unknown> {
  if (storage === 'ephemeral') return { emptyDir: {} };
  const spec = {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: storage.size } },
    storageClassName: storage.storageClassName,
  };
  return { volumeClaimTemplate: { spec } };
}

function toMap(value: unknown): HelmValues {
  const { data } = plainCopy(value ?? {}, '');
  return isMap(data) ? data : {};
}
