import type { Labels } from '../../../../src/sightline/scrape/relabel/label-builder';
import { relabel } from '../../../../src/sightline/scrape/relabel/relabel';
import { readRules } from '../../../../src/sightline/scrape/relabel/relabel-rule';
import type { Found } from '../../../../tools/prometheus/find';
import { startPrometheus } from '../../../../tools/prometheus/server';
import { foundTargets } from '../found-targets';
import type { RelabelCase } from './random-rules';

/** What became of a target: the labels that its series get, or nothing where it is dropped. */
export type Outcome = Labels | 'dropped';

/** Each case with each beginning of its rules: what is compared is every step. */
export function withEachStep(cases: readonly RelabelCase[]): RelabelCase[] {
  return cases.flatMap(({ labels, rules }) =>
    rules.map((_, last) => ({ labels, rules: rules.slice(0, last + 1) })),
  );
}

/** What ours makes of a case; undefined where Prometheus would refuse its rules. */
export function ourOutcome({ labels, rules }: RelabelCase, version: string): Outcome | undefined {
  const read = readRules(rules, { version });
  if (!read.ok) return undefined;
  const result = relabel(labels, read.rules);
  return result.droppedBy === undefined ? shown(result.labels) : 'dropped';
}

/** What a Prometheus makes of cases, each a job with one target. */
export async function theirOutcomes(prometheus: Found, cases: readonly RelabelCase[]): Promise<Outcome[]> {
  const server = await startPrometheus({
    prometheus,
    // nothing is scraped: the first scrape is hours away
    config: {
      global: { scrape_interval: '1000h' },
      scrape_configs: cases.map(({ labels, rules }, index) => ({
        job_name: `case-${index}`,
        static_configs: [{ targets: ['127.0.0.1:9'], labels }],
        relabel_configs: rules,
      })),
    },
    rules: {},
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
  try {
    const { activeTargets, droppedTargets } = await foundTargets(server, cases.length, 60_000);
    const outcomes = new Map<string, Outcome>([
      ...activeTargets.map(({ scrapePool, labels }): [string, Outcome] => [scrapePool, shown(labels)]),
      ...droppedTargets.map(({ discoveredLabels }): [string, Outcome] => [
        discoveredLabels['job'] ?? '',
        'dropped',
      ]),
    ]);
    return cases.map((_, index) => outcomes.get(`case-${index}`) ?? {});
  } finally {
    await server.stop();
  }
}

/** The labels that a series gets, without those that Prometheus adds. */
function shown(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([name]) => !name.startsWith('__') && !['job', 'instance'].includes(name)),
  );
}
