import { filled } from '../filled';
import { globalScrapeConfig } from '../global-config';
import type { PrometheusSettings } from '../prometheus-settings';
import type { Labels } from '../relabel/label-builder';
import { relabel, type Relabelled } from '../relabel/relabel';
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
  const results = shards.map((rules) => relabel(discovered, rules));
  const relabelled = results.find(({ droppedBy }) => droppedBy === undefined) ?? results[0];
  const result: Relabelled = relabelled ?? { labels: discovered, steps: [] };
  const isKept = result.droppedBy === undefined;
  const kept = readsGuesses(result, target, settings) ? 'undecided' : isKept;
  return {
    pods: target.pods.from,
    ...(target.service === undefined ? {} : { service: target.service.reference }),
    port: target.port,
    discovered,
    guessed: target.guessed,
    relabelled: result,
    kept,
    labels: isKept ? targetLabels(result.labels) : {},
  };
}

/** The labels that Prometheus itself gives to a target before relabelling. */
function scrapeLabels(job: ScrapeConfig, settings: PrometheusSettings): Labels {
  const { scrape_interval, scrape_timeout = '10s' } = globalScrapeConfig(settings);
  const params = Object.entries(job.params ?? {}).flatMap(([name, [value]]) =>
    value === undefined ? [] : [[`__param_${name}`, value] as const],
  );
  return {
    job: job.job_name,
    __scrape_interval__: filled(job.scrape_interval) ?? scrape_interval,
    __scrape_timeout__: filled(job.scrape_timeout) ?? scrape_timeout,
    __metrics_path__: job.metrics_path ?? '/metrics',
    __scheme__: job.scheme ?? 'http',
    ...Object.fromEntries(params),
  };
}

/** What is left for the series: without names that begin with `__`, and with an `instance`. */
function targetLabels(labels: Labels): Labels {
  const own = Object.entries(labels).filter(([name]) => !name.startsWith('__'));
  return { instance: labels['__address__'] ?? '', ...Object.fromEntries(own) };
}

/**
 * Whether a rule that drops or keeps reads something that only the cluster knows, or what came of it. The rules of the shard do, and are
 * left out: some shard keeps every target.
 */
function readsGuesses(
  { steps }: Relabelled,
  target: DiscoveredTarget,
  settings: PrometheusSettings,
): boolean {
  const derived = new Set<string>();
  const isUnknown = (name: string): boolean => derived.has(name) || isGuessed(name, target);
  const own = new Set(
    shardRules(settings).map((rule) => JSON.stringify(rule.target_label ?? rule.source_labels)),
  );
  for (const { rule } of steps) {
    const { action = 'replace', source_labels: sources = [], target_label: written = '' } = rule;
    if (own.has(JSON.stringify(rule.target_label ?? rule.source_labels))) continue;
    const reads = sources.some(isUnknown);
    switch (action) {
      case 'keep':
      case 'drop':
        if (reads) return true;
        break;
      case 'keepequal':
      case 'dropequal':
        if (reads || isUnknown(written)) return true;
        break;
      default:
        if (reads && !hasVariable(written)) derived.add(written);
    }
  }
  return false;
}
