import { formatDuration, parseDuration } from '../../contract/duration';
import { globalScrapeConfig } from '../global-config';
import type { PrometheusSettings } from '../prometheus-settings';
import type { Labels } from '../relabel/label-builder';
import { relabel, type Relabelled } from '../relabel/relabel';
import { readRules, type RelabelRule } from '../relabel/relabel-rule';
import { hasVariable } from '../relabel/template';
import { inShard, shardRules } from '../relabel-steps';
import type { ScrapeConfig } from '../scrape-config';
import { type GuessedTarget, isGuessed } from './discovery';
import type { TargetPath } from './scrape-path';

/** A target as far as it decides what comes of it. */
export type FoundTarget = GuessedTarget & {
  readonly pods: { readonly from: string };
  readonly service?: { readonly reference: string };

  /** @default - none is known */
  readonly port?: number;
};

/**
 * Tells what comes of each target of a job: the shard that keeps it, or else the first, decides.
 *
 * @param rules the rules of the job, as they are read
 */
export function targetTracer(
  job: ScrapeConfig,
  rules: readonly RelabelRule[],
  settings: PrometheusSettings,
): (target: FoundTarget) => TargetPath {
  const given = scrapeLabels(job, settings);
  const shards = inEachShard(rules, settings);
  // those about shards read the address, and come last
  const withoutShard = rules.length - shardRules(settings).length;
  return (target) => {
    const discovered: Labels = { ...given, ...target.labels };
    const relabelled = relabelInShards(discovered, shards);
    const isKept = relabelled.droppedBy === undefined;
    const applied = rules.slice(0, Math.min((relabelled.droppedBy ?? rules.length) + 1, withoutShard));
    return {
      pods: target.pods.from,
      ...(target.service === undefined ? {} : { service: target.service.reference }),
      port: target.port,
      discovered,
      relabelled,
      kept: readsGuesses(applied, target) ? 'undecided' : isKept,
      labels: isKept ? targetLabels(relabelled.labels) : {},
    };
  };
}

/** The rules as the Prometheus of each shard reads them: only a few have its number in them. */
function inEachShard(
  rules: readonly RelabelRule[],
  settings: PrometheusSettings,
): readonly (readonly RelabelRule[])[] {
  return Array.from({ length: Math.max(1, settings.shards ?? 1) }, (_, shard) =>
    rules.flatMap((rule) => {
      const config = inShard(rule.config, shard);
      if (config === rule.config) return [rule];
      const read = readRules([config], settings);
      return read.ok ? read.rules : [];
    }),
  );
}

function relabelInShards(
  discovered: Labels,
  [first = [], ...others]: readonly (readonly RelabelRule[])[],
): Relabelled {
  const inFirst = relabel(discovered, first);
  if (inFirst.droppedBy === undefined) return inFirst;
  for (const rules of others) {
    const result = relabel(discovered, rules);
    if (result.droppedBy === undefined) return result;
  }
  return inFirst;
}

/** The labels that Prometheus itself gives to a target before relabelling. */
function scrapeLabels(job: ScrapeConfig, settings: PrometheusSettings): Labels {
  const global = globalScrapeConfig(settings);
  const interval = milliseconds(job.scrape_interval) ?? milliseconds(global.scrape_interval) ?? 0;
  // that of the server, which never is longer than the interval
  const timeout =
    milliseconds(job.scrape_timeout) ?? Math.min(milliseconds(global.scrape_timeout) ?? 10_000, interval);
  const params = Object.entries(job.params ?? {}).flatMap(([name, [value]]) =>
    value === undefined ? [] : [[`__param_${name}`, value] as const],
  );
  return {
    job: job.job_name,
    __scrape_interval__: formatDuration(interval),
    __scrape_timeout__: formatDuration(timeout),
    __metrics_path__: job.metrics_path ?? '/metrics',
    __scheme__: job.scheme ?? 'http',
    ...Object.fromEntries(params),
  };
}

/** A duration; 0 is none, and leaves the one of the server. */
function milliseconds(duration: string | undefined): number | undefined {
  const length = parseDuration(duration ?? '', { bareZero: true });
  return length === 0 ? undefined : length;
}

/** What is left for the series: without names that begin with `__`, and with an `instance`. */
function targetLabels(labels: Labels): Labels {
  const own = Object.entries(labels).filter(([name]) => !name.startsWith('__'));
  return { instance: labels['__address__'] ?? '', ...Object.fromEntries(own) };
}

/**
 * Whether a rule that drops or keeps reads something that only the cluster knows, or what came of it.
 *
 * @param applied the rules up to the one that drops, without those about shards: some shard keeps every target
 */
function readsGuesses(applied: readonly RelabelRule[], target: GuessedTarget): boolean {
  const derived = new Set<string>();
  const isUnknown = (name: string): boolean => derived.has(name) || isGuessed(name, target);
  for (const { action, sourceLabels, targetLabel } of applied) {
    const reads = sourceLabels.some(isUnknown);
    switch (action) {
      case 'keep':
      case 'drop':
        if (reads) return true;
        break;
      case 'keepequal':
      case 'dropequal':
        if (reads || isUnknown(targetLabel)) return true;
        break;
      default:
        if (reads && !hasVariable(targetLabel)) derived.add(targetLabel);
    }
  }
  return false;
}
