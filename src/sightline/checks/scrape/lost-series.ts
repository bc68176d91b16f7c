import { valuesOf } from '../../contract/domain';
import type { MetricDeclaration } from '../../contract/metric';
import { seriesNames } from '../../contract/series-names';
import { identityLabelNames } from '../../contract/target-labels';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { parse } from '../../promql/parse/parse';
import type { Node } from '../../promql/syntax/ast';
import { seriesName } from '../../promql/syntax/series-name';
import { nodesIn, selectorsIn } from '../../promql/syntax/walk';
import type { JobPath, ScrapePath, TargetPath } from '../../scrape/path/scrape-path';
import { seriesLabels } from '../../scrape/path/series-labels';
import type { RelabelRule } from '../../scrape/relabel/relabel-rule';
import type { FinalRule } from '../rules/final-groups';
import type { ServiceFacts } from '../world';
import { endpointField } from './endpoint-path';

/** A rule, and the group that it stands in. */
export interface PlacedRule {
  readonly group: string;
  readonly rule: FinalRule;

  /** How often its service was to be scraped when it was bound, in milliseconds. */
  readonly scrapeInterval: number;
}

/**
 * What a monitor takes away of the samples of a service, and a rule about it reads: series, labels of them, or those by which rules know the service.
 *
 * @param path the whole path of the monitor, without a broken link
 * @param rules the rules about the service
 */
export function lostSeries(
  { object: monitor, jobs }: ScrapePath,
  { contract }: ServiceFacts,
  rules: readonly PlacedRule[],
): Problem[] {
  const own = contract.metrics.filter(({ origin }) => origin !== 'external');
  for (const [index, job] of jobs.entries()) {
    const target = job.targets.find(({ kept }) => kept === true);
    const lost = target && lostBy(job, target, own, rules);
    if (lost === undefined) continue;
    const { what, reader } = lost;
    const message = `'${monitor}' ${what}, and rule '${reader.rule.alert ?? reader.rule.record ?? ''}' of group '${reader.group}' reads it`;
    return [
      error('SEL016', message, {
        object: monitor,
        path: `${endpointField(monitor, index)}.metricRelabelings`,
        fix: 'leave the rule of relabelling out, or read what it leaves',
      }),
    ];
  }
  return [];
}

/** What is done to the samples, as a verb with its object, and a rule that reads what is lost by it. */
interface Lost {
  readonly what: string;
  readonly reader: PlacedRule;
}

function lostBy(
  job: JobPath,
  target: TargetPath,
  metrics: readonly MetricDeclaration[],
  rules: readonly PlacedRule[],
): Lost | undefined {
  if (job.metricRules.length === 0) return undefined;
  for (const metric of metrics) {
    for (const name of seriesNames(metric)) {
      const found = labelsOf(name, metric, job, target);
      const { __name__: renamed = name } = found ?? {};
      const left = renamed === name ? found : undefined;
      const before = [...Object.keys(sampleOf(name, metric)), ...identityLabelNames];
      const lost = left === undefined ? undefined : before.filter((label) => left[label] === undefined);
      const reader = rules.find(({ rule }) => reads(rule, name, lost));
      if (reader === undefined) continue;
      const labels = lost?.map((each) => `'${each}'`).join(', ');
      if (renamed !== name) return { what: `renames '${name}' to '${renamed}'`, reader };
      return {
        what: labels === undefined ? `takes away '${name}'` : `takes away the label ${labels} of '${name}'`,
        reader,
      };
    }
  }
  return undefined;
}

/** The labels of a series in Prometheus; undefined if it is dropped. Rules that read more than names are left out: they may hold for some series only. */
function labelsOf(
  name: string,
  metric: MetricDeclaration,
  { job, metricRules }: JobPath,
  target: TargetPath,
): Readonly<Record<string, string>> | undefined {
  return seriesLabels({ job, metricRules: aboutNames(metricRules) }, target, sampleOf(name, metric));
}

/** Those rules whose effect on a series its name decides. Where a name is made of other labels, nothing is known of what comes after. */
export function aboutNames(rules: readonly RelabelRule[]): readonly RelabelRule[] {
  const readsNames = ({ sourceLabels }: RelabelRule): boolean => sourceLabels.join() === '__name__';
  const unknown = rules.some(
    (rule) => rule.action === 'labelmap' || (rule.targetLabel === '__name__' && !readsNames(rule)),
  );
  if (unknown) return [];
  return rules.filter(
    (rule) =>
      rule.action === 'labeldrop' ||
      rule.action === 'labelkeep' ||
      (readsNames(rule) &&
        (rule.action === 'drop' || rule.action === 'keep' || rule.targetLabel === '__name__')),
  );
}

/** A sample of a metric, with values of its domains. */
export function sampleOf(name: string, { labels }: MetricDeclaration): Readonly<Record<string, string>> {
  const values = Object.entries(labels).map(([label, domain]): [string, string] => [
    label,
    valuesOf(domain)?.[0] ?? 'any',
  ]);
  return {
    __name__: name,
    ...Object.fromEntries(values),
    ...(name.endsWith('_bucket') ? { le: '+Inf' } : {}),
  };
}

/**
 * Whether a rule reads a series, or one of some labels of it.
 *
 * @param labels undefined for the series itself
 */
function reads({ expr }: FinalRule, series: string, labels: readonly string[] | undefined): boolean {
  const text = String(expr);
  if (labels?.length === 0 || !text.includes(series)) return false;
  const { node: root } = parse(text);
  if (root === undefined) return false;
  return nodesIn(root).some((node) => {
    const ofSeries = selectorsIn(node).filter((selector) => seriesName(selector) === series);
    if (ofSeries.length === 0) return false;
    if (labels === undefined) return true;
    return [...ofSeries.flatMap(({ matchers }) => matchers.map(({ label }) => label)), ...namedIn(node)].some(
      (label) => labels.includes(label),
    );
  });
}

/** The labels that an expression itself groups or matches by. */
function namedIn(node: Node): readonly string[] {
  if (node.type === 'aggregation') return node.grouping?.type === 'by' ? node.grouping.labels : [];
  if (node.type === 'binary') return node.matching?.type === 'on' ? node.matching.labels : [];
  return node.type === 'call' && node.name.startsWith('histogram_quantile') ? ['le'] : [];
}
