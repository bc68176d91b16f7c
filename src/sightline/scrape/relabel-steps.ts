import { defined } from '../problem/defined';
import type { Relabeling } from './manifests';
import { labelValueOf, meta, sanitizeLabelName, type LabelledObject } from './meta-labels';
import type { PrometheusSettings } from './prometheus-settings';
import type { RelabelConfig } from './scrape-config';

/** Copies a label as it is. */
export function copyLabel(source: string, target: string): RelabelConfig {
  return { source_labels: [source], target_label: target };
}

/** Sets a label to a fixed value. */
export function setLabel(target: string, value: string): RelabelConfig {
  return { target_label: target, replacement: value };
}

/** Keeps the name of the scrape job, which `job` is about to lose. The first step of every job. */
export const keepJobName: RelabelConfig = copyLabel('job', '__tmp_prometheus_job_name');

/** Keeps the targets with this value in a label: a regular expression, anchored. */
export function keepValue(source: string, regex: string): RelabelConfig {
  return { action: 'keep', source_labels: [source], regex };
}

/** Leaves out pods that have ended. */
export const dropEndedPods: RelabelConfig = {
  action: 'drop',
  source_labels: [meta('pod_phase')],
  regex: '(Failed|Succeeded)',
};

/** Copies a Kubernetes label onto the target if it is there and not empty. */
export function copyKubernetesLabel(
  object: LabelledObject,
  label: string,
  target: string = sanitizeLabelName(label),
): RelabelConfig {
  return {
    source_labels: [labelValueOf(object, label)],
    target_label: target,
    regex: '(.+)',
    replacement: '${1}',
  };
}

/**
 * A rule of a monitor or of a scrape class; empty fields are those that are not there. The API server fills in the action `replace`
 * before the operator reads the rule.
 */
export function userRule(rule: Relabeling): RelabelConfig {
  const { action = 'replace', sourceLabels = [], separator, regex, modulus, targetLabel, replacement } = rule;
  return {
    ...(sourceLabels.length === 0 ? {} : { source_labels: sourceLabels }),
    ...defined({ separator }),
    ...(targetLabel === undefined || targetLabel === '' ? {} : { target_label: targetLabel }),
    ...(regex === undefined || regex === '' ? {} : { regex }),
    ...(modulus === undefined || modulus === 0 ? {} : { modulus }),
    ...defined({ replacement }),
    action: action.toLowerCase(),
  };
}

/** What the operator writes for the number of the shard. Its config reloader puts the number there, in each pod of its own. */
const shardVariable = '$(SHARD)';

/**
 * Leaves each target to one shard, by its address, or by what is probed. The operator writes these rules also where there is only one shard. A rule before them
 * can decide otherwise with `__tmp_hash`, or have a target scraped in every shard with `__tmp_disable_sharding`.
 *
 * @param shards how many there are
 * @param retained whether shards that are scaled away stay, without targets: the operator's gate `PrometheusShardRetentionPolicy`
 * @param by the label whose value decides
 */
function keepOwnShard(shards: number, retained: boolean, by: string): RelabelConfig[] {
  return [
    ...(retained ? keepLivingShard(shards) : []),
    {
      source_labels: [by, '__tmp_hash'],
      target_label: '__tmp_hash',
      regex: '(.+);',
      replacement: '$1',
      action: 'replace',
    },
    { source_labels: ['__tmp_hash'], target_label: '__tmp_hash', modulus: shards, action: 'hashmod' },
    {
      source_labels: ['__tmp_hash', '__tmp_disable_sharding'],
      regex: `${shardVariable};|.+;.+`,
      action: 'keep',
    },
  ];
}

/** The rules about shards that end the relabelling of every job, but for that of a ScrapeConfig where there is one shard. */
export function shardRules(
  { shards = 1, shardRetentionPolicy = true }: PrometheusSettings,
  by = '__address__',
): RelabelConfig[] {
  return keepOwnShard(Math.max(1, shards), shardRetentionPolicy, by);
}

/** Drops every target in a shard whose number is not among the current ones. */
function keepLivingShard(shards: number): RelabelConfig[] {
  const living = Array.from({ length: shards }, (_, shard) => String(shard)).join('|');
  return [
    { target_label: '__tmp_current_shard', replacement: shardVariable, action: 'replace' },
    { source_labels: ['__tmp_current_shard'], regex: living, action: 'keep' },
  ];
}

/**
 * A rule as the Prometheus of one shard reads it.
 *
 * @param shard the number that the config reloader puts in place of the variable
 */
export function inShard(rule: RelabelConfig, shard: number): RelabelConfig {
  const { regex, replacement } = rule;
  if (!regex?.includes(shardVariable) && !replacement?.includes(shardVariable)) return rule;
  const filled = (text: string): string => text.replaceAll(shardVariable, String(shard));
  return {
    ...rule,
    ...(regex === undefined ? {} : { regex: filled(regex) }),
    ...(replacement === undefined ? {} : { replacement: filled(replacement) }),
  };
}
