import { parseDuration } from '../contract/duration';
import { isDnsLabel } from '../problem/names';
import { object, optional, required } from '../problem/object-shape';
import { boolean, integer, oneOf, text, type TextRule } from '../problem/scalar-shapes';
import { either, list, make, record } from '../problem/shape';
import { operatorVersions } from '../schema/operator-releases';
import { amount, dataKey, dnsLabel, dnsSubdomain, seriesLabel } from '../problem/text-rules';
import { routingShape } from './alerting/routing-shape';
import type {
  PrometheusOptions,
  ResourceAmounts,
  ResourceOptions,
  StorageOptions,
} from './prometheus-options';
import type { GrafanaAdmin, GrafanaOptions, OperatorOptions, StackOptions } from './stack-options';

/** Helm cuts no names: longer releases are refused. @see https://helm.sh/docs/topics/chart_best_practices/conventions/ */
const releaseName: TextRule = {
  test: (written) => written.length <= 53 && isDnsLabel(written),
  expected: 'a release name: at most 53 lower case letters, digits and dashes, with no dash at either end',
};

/** @see https://semver.org/ */
const version: TextRule = {
  test: (written) => /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(written),
  expected: 'an exact version such as 88.5.3',
};

const duration: TextRule = {
  test: (written) => (parseDuration(written) ?? 0) > 0,
  expected: 'a Prometheus duration above 0, such as 30s, 10d or 1h30m',
};

/** The operator's own pattern. */
const byteSize: TextRule = {
  test: (written) => /^(0|(\d*\.)?\d+([KMGTPE]i?)?B)$/.test(written),
  expected: 'a size with the unit B, such as 512MB or 40GiB',
};

const volumeSize: TextRule = {
  test: (written) => amount.test(written) && /[1-9]/.test(written),
  expected: 'a Kubernetes quantity above 0, such as 50Gi',
};

/** As Prometheus writes those that it has; one that it does not know it takes with a warning. */
const featureName: TextRule = {
  test: (written) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(written),
  expected: 'the name of a feature such as promql-experimental-functions',
};

/** The chart renders external labels as templates, so braces would not arrive. */
const seriesLabelValue: TextRule = {
  test: (written) => written !== '' && !written.includes('{{'),
  expected: 'a text that is not empty and without {{, which Helm would read as a template',
};

const resourceAmounts = object<ResourceAmounts>({
  cpu: optional(text(amount)),
  memory: optional(text(amount)),
});

const prometheusOptions = object<PrometheusOptions>({
  retention: optional(text(duration)),
  retentionSize: optional(text(byteSize)),
  scrapeInterval: optional(text(duration)),
  evaluationInterval: optional(text(duration)),
  enableFeatures: optional(list(text(featureName))),
  replicas: optional(integer({ min: 1 })),
  externalLabels: optional(record(text(seriesLabelValue), text(seriesLabel))),
  resources: optional(
    object<ResourceOptions>({ requests: optional(resourceAmounts), limits: optional(resourceAmounts) }),
  ),
  storage: optional(
    either(
      object<StorageOptions>({
        size: required(text(volumeSize)),
        storageClassName: optional(text(dnsSubdomain)),
      }),
      oneOf('ephemeral'),
    ),
  ),
});

/** A literal password may stand where the name of a Secret should, so these texts are never printed. */
const grafanaAdmin = object<GrafanaAdmin>({
  existingSecret: required(text(dnsSubdomain, { hidden: true })),
  userKey: optional(text(dataKey, { hidden: true })),
  passwordKey: optional(text(dataKey, { hidden: true })),
});

/** What the options of a stack must look like. */
export const stackShape = object<StackOptions>({
  release: optional(text(releaseName)),
  namespace: optional(text(dnsLabel)),
  chartVersion: optional(text(version)),
  serviceMonitorSelectorNilUsesHelmValues: optional(boolean()),
  podMonitorSelectorNilUsesHelmValues: optional(boolean()),
  probeSelectorNilUsesHelmValues: optional(boolean()),
  ruleSelectorNilUsesHelmValues: optional(boolean()),
  scrapeConfigSelectorNilUsesHelmValues: optional(boolean()),
  grafana: required(
    either(
      object<GrafanaOptions>({ admin: required(grafanaAdmin), dashboards: optional(boolean()) }),
      oneOf(false),
    ),
  ),
  operator: optional(object<OperatorOptions>({ version: required(oneOf(...operatorVersions)) })),
  prometheus: optional(prometheusOptions),
  alerting: optional(routingShape),
  evaluationAlerts: optional(either(oneOf('page', 'ticket'), oneOf(false))),
  // what stands in them is checked where they are copied
  values: optional(make(['object'], 'a map of values', () => [])),
});
