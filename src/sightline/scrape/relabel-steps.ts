import type { Relabeling } from './manifests';
import { labelValueOf, meta, sanitizeLabelName, type LabelledObject } from './meta-labels';
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

/** A rule of a monitor or of a scrape class; empty fields are those that are not there. */
export function userRule(rule: Relabeling): RelabelConfig {
  const { action, sourceLabels = [], separator, regex, modulus, targetLabel, replacement } = rule;
  return {
    ...(sourceLabels.length === 0 ? {} : { source_labels: sourceLabels }),
    ...(separator === undefined ? {} : { separator }),
    ...(targetLabel === undefined || targetLabel === '' ? {} : { target_label: targetLabel }),
    ...(regex === undefined || regex === '' ? {} : { regex }),
    ...(modulus === undefined || modulus === 0 ? {} : { modulus }),
    ...(replacement === undefined ? {} : { replacement }),
    ...(action === undefined ? {} : { action: action.toLowerCase() }),
  };
}

/** What the operator writes for the number of the shard. Its config reloader puts the number there, in each pod of its own. */
export const shardVariable = '$(SHARD)';

/**
 * Leaves each target to one shard, by its address. Also where there is only one. A rule before it can decide otherwise with
 * `__tmp_hash`, or scrape a target in every shard with `__tmp_disable_sharding`.
 */
export function keepOwnShard(shards: number): RelabelConfig[] {
  return [
    {
      source_labels: ['__address__', '__tmp_hash'],
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
