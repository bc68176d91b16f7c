import {
  avgOverTime,
  gt,
  histogramQuantile,
  print,
  rate,
  recordingRule,
  ruleGroup,
  serviceContract,
  sum,
  thirdParty,
} from '../../../src/sightline';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';

const connections = thirdParty.gauge('pg_stat_activity_count', 'Connections by state', {
  datname: { max: 10 },
  state: ['active', 'idle'],
});
const commits = thirdParty.counter('pg_stat_database_xact_commit', 'Transactions that are committed', {
  datname: { max: 10 },
});
const waits = thirdParty.histogram(
  'pg_wait_ms',
  'How long statements wait',
  { datname: { max: 10 } },
  { buckets: [1, 10, 100], unit: 'milliseconds' },
);
const postgres = serviceContract({
  name: 'postgres',
  metrics: [connections, commits, waits],
  notTraffic: {},
});

describe('metrics under names that a third party has chosen', () => {
  test('are declared whatever their names end in', () => {
    expect(postgres.problems).toEqual([]);
    expect(postgres.metrics.map(({ name, type, origin, unit }) => [name, type, origin, unit])).toEqual([
      ['pg_stat_activity_count', 'gauge', 'own', undefined],
      ['pg_stat_database_xact_commit', 'counter', 'own', undefined],
      ['pg_wait_ms', 'histogram', 'own', 'milliseconds'],
    ]);
  });

  test('are read like any other, by types and labels', () => {
    expect(print(gt(avgOverTime(connections.where({ state: 'idle' }).over('5m')), 90).node)).toBe(
      'avg_over_time(pg_stat_activity_count{state="idle"}[5m]) > 90',
    );
    expect(print(sum(rate(commits.over('5m')), { by: ['datname'] }).node)).toBe(
      'sum by (datname) (rate(pg_stat_database_xact_commit[5m]))',
    );
    expect(print(histogramQuantile(0.9, sum(rate(waits.bucket.over('5m')), { by: ['le'] })).node)).toBe(
      'histogram_quantile(0.9, sum by (le) (rate(pg_wait_ms_bucket[5m])))',
    );
  });

  test('are bound to their target, and their labels are known there', () => {
    const { groups, problems } = bindGroups(
      [ruleGroup('g', [recordingRule('pg:commits:rate5m', sum(rate(commits.over('5m'))))])],
      {
        target: { namespace: 'db', service: 'postgres' },
        scrapeInterval: 30_000,
        metrics: postgres.metrics,
      },
    );
    expect(problems).toEqual([]);
    expect(groups[0]?.rules[0]?.expr).toBe(
      'sum(rate(pg_stat_database_xact_commit{namespace="db",service="postgres"}[5m]))',
    );
  });

  test('are verified on the page', () => {
    const page = [
      '# HELP pg_stat_activity_count Connections by state',
      '# TYPE pg_stat_activity_count gauge',
      'pg_stat_activity_count{datname="shop",state="idle"} 3',
      '# TYPE pg_stat_database_xact_commit counter',
      'pg_stat_database_xact_commit{datname="shop"} 12',
      '# TYPE pg_wait_ms histogram',
      ...['1', '10', '100', '+Inf'].map((le) => `pg_wait_ms_bucket{datname="shop",le="${le}"} 2`),
      'pg_wait_ms_sum{datname="shop"} 1.5',
      'pg_wait_ms_count{datname="shop"} 2',
      '',
    ].join('\n');
    expect(verifyExposition(parseExposition(page), postgres)).toEqual([]);
  });

  test('are refused where Prometheus could not store the name, or a label has no bound', () => {
    const wrong = thirdParty.gauge('pg stat', 'Odd', { datname: {} as { max: 1 } });
    expect(wrong.declaration.problems.map(({ id }) => id)).toEqual(['NAM003', 'CAR001']);
  });
});
