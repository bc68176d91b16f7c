import { resolve } from 'node:path';
import { manifestsOf, readManifests, type Manifest } from '../../demo/manifests';
import { localTarget, serverInput } from '../../demo/server-input';
import { signalNames, signalQuery, signalRows, troubleOf } from '../../demo/signals';
import { parse } from 'yaml';
import type { Target } from '../../src/sightline/prometheus/answers';

const dist = manifestsOf(readManifests(resolve(__dirname, '../../dist')), 'task-api');
const groups = Object.values(dist.rules).flat();

/** A sample of one endpoint. */
function sample(name: string, endpoint: string, value: number) {
  return { labels: { __name__: name, endpoint, namespace: 'default', service: 'task-api' }, time: 0, value };
}

describe('the golden signals of the demo', () => {
  test('are those that the rules in dist/ record', () => {
    expect(signalNames(groups, 'task-api')).toEqual({
      traffic: 'task_api:requests:rate5m',
      errors: 'task_api:errors:rate5m',
      latencies: [
        ['p50', 'task_api:latency_p50:5m'],
        ['p95', 'task_api:latency_p95:5m'],
        ['p99', 'task_api:latency_p99:5m'],
      ],
      window: 300,
    });
  });

  test('are not found where another service is meant', () => {
    expect(signalNames(groups, 'billing')).toBeUndefined();
  });

  test('are asked for in one query, and put together by endpoint', () => {
    const names = {
      traffic: 'a:requests:rate5m',
      errors: 'a:errors:rate5m',
      latencies: [['p95', 'a:latency_p95:5m']] as const,
      window: 300,
    };
    expect(signalQuery(names)).toBe('{__name__=~"a:requests:rate5m|a:errors:rate5m|a:latency_p95:5m"}');
    expect(
      signalRows(names, [
        sample('a:errors:rate5m', '/tasks', 0.5),
        sample('a:requests:rate5m', 'other', 0),
        sample('a:requests:rate5m', '/tasks', 3),
        sample('a:latency_p95:5m', '/tasks', 0.25),
        sample('a:latency_p95:5m', 'other', NaN),
      ]),
    ).toEqual([
      { endpoint: '/tasks', traffic: 3, errors: 0.5, latencies: { p95: 0.25 } },
      { endpoint: 'other', traffic: 0, latencies: {} },
    ]);
  });
});

describe('the Prometheus of the demo', () => {
  const target = localTarget(dist.service, '127.0.0.1:8123');
  const input = serverInput({ ...dist, target, interval: 2, version: '3.5.3' });

  test('scrapes the local Task API, found as the Service in dist/ would be', () => {
    expect(input.config).toMatchObject({
      global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '2s' },
      scrape_configs: [
        {
          job_name: 'serviceMonitor/monitoring/task-api/0',
          metrics_path: '/metrics',
          scrape_interval: '2s',
          scrape_timeout: '2s',
          static_configs: [
            {
              targets: ['127.0.0.1:8123'],
              labels: {
                __meta_kubernetes_namespace: 'default',
                __meta_kubernetes_service_name: 'task-api',
                __meta_kubernetes_service_label_app: 'task-api',
                __meta_kubernetes_endpoint_port_name: 'http',
              },
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(input.config)).toContain('{"regex":"endpoint","action":"labeldrop"}');
  });

  test('evaluates the rules of dist/ as they are, only more often', () => {
    const files = Object.entries(input.rules ?? {});
    expect(files.map(([file]) => file)).toEqual([
      'monitoring-task-api-recording-rules.yaml',
      'monitoring-task-api-objectives.yaml',
    ]);
    for (const [file, text] of files) {
      const own = (dist.rules[file] ?? []).map((group) => ({ ...group, interval: '2s' }));
      expect(parse(text)).toEqual({ groups: own });
    }
  });
});

describe('the manifests of the demo', () => {
  const named = (kind: string, name = 'task-api'): Manifest => ({
    kind,
    metadata: { name },
    spec: { groups: [] },
  });

  test('have to be there', () => {
    expect(() => readManifests(resolve(__dirname, 'nowhere'))).toThrow(
      /^The manifests can't be read \(.*nowhere.*\)\. 'npm run synth' writes them\.$/,
    );
  });

  test('have to be about the service', () => {
    const some = [named('Service'), named('ServiceMonitor', 'billing'), named('PrometheusRule')];
    expect(() => manifestsOf(some, 'task-api')).toThrow(
      "The manifests have no ServiceMonitor and no PrometheusRule of 'task-api'. 'npm run synth' writes them.",
    );
  });
});

describe('what keeps the demo from scraping', () => {
  const target = (health: string, lastError = ''): Target => ({
    scrapePool: 'pool',
    scrapeUrl: 'http://127.0.0.1:8000/metrics',
    health,
    lastError,
    labels: {},
    discoveredLabels: {},
  });

  test('is said as it is: not yet discovered, dropped by the ServiceMonitor, not yet scraped, failed', () => {
    expect([
      troubleOf([], 0),
      troubleOf([], 1),
      troubleOf([target('unknown')], 0),
      troubleOf([target('down', 'connection refused')], 0),
      troubleOf([target('up')], 0),
    ]).toEqual([
      'the target is yet to be discovered',
      'the ServiceMonitor in dist/ selects no target',
      'the first scrape is yet to come',
      'the last scrape failed: connection refused',
      undefined,
    ]);
  });
});
