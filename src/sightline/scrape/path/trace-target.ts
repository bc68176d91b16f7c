import { formatDuration, parseDuration } from '../../contract/duration';
import { globalScrapeConfig } from '../global-config';
import type { PrometheusSettings } from '../prometheus-settings';
import type { Labels } from '../relabel/label-builder';
import { relabel } from '../relabel/relabel';
import { readRules, type RelabelRule } from '../relabel/relabel-rule';
import { hasVariable } from '../relabel/template';
import { inShard, shardRules } from '../relabel-steps';
import type { ScrapeConfig } from '../scrape-config';
import { type DiscoveredTarget, isGuessed } from './discovery';
import type { TargetPath } from './scrape-path';

/** The rules of a job, as the Prometheus of each shard reads them. */
export type ShardedRules = readonly (readonly RelabelRule[])[];

/** The relabelling of a job in every shard. Call it for a job that Prometheus takes. */
export function rulesByShard(job: ScrapeConfig, settings: PrometheusSettings): ShardedRules {
  return Array.from({ length: Math.max(1, settings.shards ?? 1) }, (_, shard) => {
    const read = readRules(
      job.relabel_configs.map((rule) => inShard(rule, shard)),
      settings,
    );
    return read.ok ? read.rules : [];
  });
}

/** What comes of a target: the shard that keeps it, or else the first, decides. */
export function traceTarget(
  target: DiscoveredTarget,
  job: ScrapeConfig,
  shards: ShardedRules,
  settings: PrometheusSettings,
): TargetPath {
  const discovered: Labels = { ...scrapeLabels(job, settings), ...target.labels };
  const [first = []] = shards;
  const inFirst = relabel(discovered, first);
  const results = shards.slice(1).map((rules) => ({ rules, result: relabel(discovered, rules) }));
  const { rules, result } = [{ rules: first, result: inFirst }, ...results].find(
    (each) => each.result.droppedBy === undefined,
  ) ?? { rules: first, result: inFirst };
  const isKept = result.droppedBy === undefined;
  // those about shards read the address, and come last
  const last = Math.min((result.droppedBy ?? rules.length) + 1, rules.length - shardRules(settings).length);
  const kept = readsGuesses(rules.slice(0, last), target) ? 'undecided' : isKept;
  return {
    pods: target.pods.from,
    ...(target.service === undefined ? {} : { service: target.service.reference }),
    port: target.port,
    discovered,
    guessed: target.guessed,
    relabelled: result,
    rules,
    kept,
    labels: isKept ? targetLabels(result.labels) : {},
  };
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
function readsGuesses(applied: readonly RelabelRule[], target: DiscoveredTarget): boolean {
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
