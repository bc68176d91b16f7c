import type { ProblemFamily } from './entry';

/** Values of the Helm chart. */
export const stackProblems = {
  HLM001: {
    severities: ['error', 'warning'],
    title: 'A key of values that the chart does not read',
    why: 'Helm takes any key without a word, so what it was to change stays as it is.',
    fix: 'Write it where the chart reads it.',
    answerable: true,
    example: { stack: `{ values: { additionalServiceMonitors: [{ name: 'shop' }] } }` },
  },
  HLM002: {
    severities: ['error'],
    title: '"false" in quotes where the chart wants a boolean',
    why: 'Helm takes every text that is not empty for true, so the setting does the opposite of what it says.',
    fix: 'Write it without quotes.',
    answerable: true,
    example: {
      stack: `{ values: { prometheus: { prometheusSpec: { probeSelectorNilUsesHelmValues: 'false' } } } }`,
    },
  },
  HLM003: {
    severities: ['error'],
    title: 'An empty selector that does not select everything',
    why: '`{}` looks like "all", and the chart reads it as "those with the label of this release": other monitors are ignored without a message.',
    fix: 'Set the flag `…SelectorNilUsesHelmValues` to false.',
    answerable: true,
    example: { stack: `{ values: { prometheus: { prometheusSpec: { probeSelector: {} } } } }` },
  },
  HLM004: {
    severities: ['warning'],
    title: 'A selector that leaves out what the chart makes itself',
    why: 'Prometheus loses the monitors of nodes, kubelets and of itself, or the rules of the chart, and nothing says so.',
    fix: 'Give what the chart makes the label by `commonLabels`, or select by its label `release`, too.',
    answerable: true,
    example: {
      file: `prometheus:
  prometheusSpec:
    ruleSelector:
      matchLabels: { team: shop }`,
    },
  },
  HLM007: {
    severities: ['error'],
    title: 'A literal secret',
    why: 'Manifests, values, pages and tests stand in git, in the cluster and in the history of releases, where whoever can read them has the secret.',
    fix: 'Create a Secret and refer to it by name.',
    answerable: true,
    example: { stack: `{ values: { grafana: { adminPassword: 'prom-operator' } } }` },
  },
  HLM008: {
    severities: ['error'],
    title: "A name of the chart's objects that is too long",
    why: 'The StatefulSet of Prometheus puts its name into a label of 63 characters. With a longer name Kubernetes never makes a pod.',
    fix: "Set 'fullnameOverride' to a shorter name before the first installation.",
    answerable: false,
    example: {
      stack: `{
  values: {
    fullnameOverride: 'monitoring-production-west',
    prometheus: { prometheusSpec: { shards: 2 } },
  },
}`,
    },
  },
  HLM009: {
    severities: ['warning'],
    title: 'A chart of another version than the one that is known',
    why: 'Names, selectors, defaults and the version of Prometheus are checked as the known version has them. Where the other one differs, a check may be wrong.',
    fix: "Leave 'chartVersion' out, or compare the default values of both versions.",
    answerable: true,
    example: { stack: `{ chartVersion: '87.0.0' }` },
  },
  HLM010: {
    severities: ['warning'],
    title: 'Rules on a Prometheus of several shards',
    why: 'Each shard scrapes a part of the targets and evaluates all rules over that part: sums are too low, and alerts on absence fire where nothing is absent.',
    fix: 'Give the service a Prometheus without shards, or evaluate the rules over all shards with Thanos Ruler.',
    answerable: true,
    example: {
      stack: `{ values: { fullnameOverride: 'kps', prometheus: { prometheusSpec: { shards: 2 } } } }`,
    },
  },
  HLM011: {
    severities: ['error'],
    title: 'A value of another type than the chart reads',
    why: 'Helm fails, or renders an object that the API server or the operator refuses.',
    fix: 'Write a value of the type that the problem names.',
    answerable: true,
    example: { stack: `{ values: { grafana: { service: 'ClusterIP' } } }` },
  },
  HLM012: {
    severities: ['warning'],
    title: 'A part of the stack that is switched off, and that others need',
    why: 'Without a Prometheus nobody evaluates the rules, without an operator nobody reads the objects, and series that nothing exposes leave a rule empty. Nothing in the cluster says so.',
    fix: 'Switch it on, or answer the problem with what does its work.',
    answerable: true,
    example: {
      stack: `{ values: { kubeStateMetrics: { enabled: false } } }`,
      rules: `recordingRule(
  'shop:pods:ready',
  promql('sum(kube_pod_status_ready{condition="true",namespace="retail"})', { global: ['kube_pod_status_ready'] }),
)`,
    },
  },
  HLM021: {
    severities: ['warning'],
    title: 'A feature that no Prometheus has',
    why: 'Prometheus logs one line about it and starts without the feature.',
    fix: 'Write the name that the problem proposes.',
    answerable: true,
    example: {
      stack: `{ prometheus: { retention: '35d', enableFeatures: ['promql-experimental-function'] } }`,
    },
  },
  HLM022: {
    severities: ['error'],
    title: 'Native histograms for a Prometheus that is too old',
    why: 'Before 3.0 native histograms are an experiment: shares and quantiles within a bucket are estimated in another way, and not every promtool, such as that of 2.42, reads the tests that ship with objectives.',
    fix: 'Run Prometheus 3.0 or newer, or declare a histogram with classic buckets.',
    answerable: true,
    example: {
      stack: `{ values: { prometheus: { prometheusSpec: { version: '2.55.1', image: { tag: 'v2.55.1' } } } } }`,
      contract: `{
  metrics: [orders, failures, wait, queue, nativeHistogram('shop_pay_seconds', 'How long payments take', {})],
}`,
      rules: `recordingRule(
  'shop:pay:rate5m',
  sum(histogramCount(rate(nativeHistogram('shop_pay_seconds', 'How long payments take', {}).over('5m')))),
)`,
    },
  },
} satisfies ProblemFamily;
