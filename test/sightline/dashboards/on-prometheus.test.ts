import { program } from '../../../src/main';
import { Chart } from 'cdk8s';
import { MonitoredService, packs, serviceContract, SightlineApp } from '../../../src/sightline';
import type { BoundGroup } from '../../../src/sightline/rules/bind-rules';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
import { kept, makeStack, manifestsOf, orders, problemsIn } from '../constructs/fixtures';
import { evaluate, type WrittenSeries } from '../rules/behaviour/rule-test';
import { targetOf, type Labels } from '../rules/behaviour/series';
import { dashboardsOf, queriesOf } from './dashboards-of';

/** How long the service has been scraped, in minutes, once each. */
const minutes = 40;

const pod = targetOf('task-api-1');

/** A series that grows by so much in each minute, or stays as it is. */
function each(name: string, labels: Labels, start: number, perMinute = 0): WrittenSeries {
  return { name, labels, values: `${start}+${perMinute}x${minutes}` };
}

/** Three quarters of 240 requests a minute fail; each takes up to 0.1 s. */
const scraped: readonly WrittenSeries[] = [
  ...['200', '500'].map((status) =>
    each(
      'task_api_requests_total',
      { ...pod, method: 'GET', endpoint: '/tasks', status },
      0,
      status === '200' ? 60 : 180,
    ),
  ),
  ...['0.05', '0.1', '0.25', '0.5', '+Inf'].map((le) =>
    each(
      'task_api_request_duration_seconds_bucket',
      { ...pod, method: 'GET', endpoint: '/tasks', le },
      0,
      le === '0.05' ? 120 : 240,
    ),
  ),
  each('task_api_request_duration_seconds_count', { ...pod, method: 'GET', endpoint: '/tasks' }, 0, 240),
  each('task_api_request_duration_seconds_sum', { ...pod, method: 'GET', endpoint: '/tasks' }, 0, 12),
  each('task_api_active_connections', pod, 3),
  each('up', pod, 1),
  each('scrape_duration_seconds', pod, 0.02),
  each('scrape_samples_post_metric_relabeling', pod, 40),
  each('scrape_series_added', pod, 0),
  // a second version whose pod is the first in its ReplicaSet, in the last minute
  each('up', targetOf('task-api-2'), 1),
  ...['task-api-1', 'task-api-2'].map((name, place): WrittenSeries => ({
    name: 'kube_pod_owner',
    labels: {
      namespace: 'default',
      pod: name,
      owner_kind: 'ReplicaSet',
      owner_name: `a-deployment-${place}`,
      job: 'kube-state-metrics',
    },
    values: place === 0 ? `1x${minutes}` : `_x${minutes} 1`,
  })),
  ...['cpu', 'memory'].flatMap((resource) =>
    ['requests', 'limits'].map((kind) =>
      each(
        `kube_pod_container_resource_${kind}`,
        { namespace: 'default', pod: 'task-api-1', container: 'task-api', resource, service: 'ksm' },
        1,
      ),
    ),
  ),
  ...['container_cpu_usage_seconds_total', 'container_memory_working_set_bytes'].map((name) =>
    each(name, { namespace: 'default', pod: 'task-api-1', container: 'task-api', id: '/a' }, 1, 1),
  ),
];

/** A service on each runtime, the first with exporters beside it. */
function onRuntimes(): SightlineApp {
  const app = new SightlineApp();
  const stack = makeStack(app, kept);
  const { postgresExporter, redisExporter, kafkaExporter } = packs;
  const exporters = [
    postgresExporter.pg_up,
    postgresExporter.pg_stat_database_xact_commit({ datid: { max: 3 }, datname: { max: 3 } }),
    redisExporter.redis_memory_used_bytes,
    redisExporter.redis_commands_total({ cmd: { max: 20 } }),
    kafkaExporter.kafka_consumergroup_lag_sum({ consumergroup: { max: 3 }, topic: { max: 5 } }),
  ];
  for (const [place, runtime] of (['node', 'go', 'jvm', 'python'] as const).entries()) {
    const metrics = [orders, ...(place === 0 ? exporters : [])];
    new MonitoredService(new Chart(app, runtime, { namespace: 'retail' }), 'monitored', {
      stack,
      contract: serviceContract({ name: `shop-${runtime}`, metrics, notTraffic: {} }),
      pods: { labels: { app: runtime }, ports: { web: 8443 } },
      scrape: { sampleLimit: { from: 'contract', runtime } },
    });
  }
  return app;
}

test('What a service runs on and depends on has rows of its own', () => {
  const app = onRuntimes();
  expect(problemsIn(app)).toEqual([]);
  const rows = Object.fromEntries(
    dashboardsOf(app).map(({ uid, panels }) => [
      uid,
      panels
        .filter(({ type, title }) => type === 'row' && title.endsWith('by job and instance'))
        .map(({ title, ...row }) => [
          title.replace(', by job and instance', ''),
          'panels' in row ? row.panels.length : 0,
        ]),
    ]),
  );
  expect(rows).toEqual({
    'retail_shop-node': [
      ['Metrics', 0], // it is open
      ['Runtime', 6],
      ['PostgreSQL', 2],
      ['Redis or Valkey', 2],
      ['Kafka', 1],
      ['Scrapes', 4],
    ],
    'retail_shop-go': [
      ['Metrics', 0],
      ['Runtime', 6],
      ['Scrapes', 4],
    ],
    'retail_shop-jvm': [
      ['Metrics', 0],
      ['Runtime', 2],
      ['Scrapes', 4],
    ],
    'retail_shop-python': [
      ['Metrics', 0],
      ['Runtime', 5],
      ['Scrapes', 4],
    ],
  });
});

describeOnPrometheus('what the dashboards of the Task API ask', (prometheus) => {
  const app = program();
  const manifests = Object.values(manifestsOf(app));
  const groups = manifests
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap(({ spec }) => spec.groups as BoundGroup[]);
  const queries = dashboardsOf(app).flatMap(queriesOf);
  const ofOthers = dashboardsOf(onRuntimes()).flatMap(queriesOf);

  test('is read by it, and has data while three of four requests fail', async () => {
    const { ok, output } = await evaluate(prometheus, {
      groups,
      series: scraped,
      expected: queries.map(({ expression }) => ({
        expr: `count(${expression}) > bool 0`,
        at: minutes * 60,
        samples: [[{}, 1]],
      })),
      evaluation: 60,
      interval: 60,
    });
    expect(ok ? '' : output).toBe('');
    // 11 of the strip, 9 queries for each of two objectives, signals, the heat map, a gauge and scrapes; the overview; two annotations
    expect(queries.length).toBeGreaterThan(40);
  });

  test('is read by it where nothing was scraped', async () => {
    const { ok, output } = await evaluate(prometheus, {
      groups: [],
      series: [each('something_else', {}, 1)],
      expected: [...queries, ...ofOthers].map(({ expression }) => ({
        expr: `(count(${expression}) or vector(0)) >= bool 0`,
        at: 60,
        samples: [[{}, 1]],
      })),
      evaluation: 60,
      interval: 60,
    });
    expect(ok ? '' : output).toBe('');
  });
});
