import { setTimeout as sleep } from 'node:timers/promises';
import type { Sample } from '../../../src/sightline/prometheus/answers';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';
import { sum } from '../../../src/sightline/promql/build/aggregation';
import { rate } from '../../../src/sightline/promql/build/functions';
import { div } from '../../../src/sightline/promql/build/operators';
import { recordingRule, ruleGroup } from '../../../src/sightline/rules/rule';
import type { ServiceMonitor } from '../../../src/sightline/scrape/manifests';
import { serviceMonitorJobs } from '../../../src/sightline/scrape/service-monitor-config';
import { staticDiscovery, type SyntheticTarget } from '../../../tools/prometheus/static-discovery';
import { describeOnPrometheus, sideBySide } from '../../tools/prometheus/suite';
import { ruleFile } from '../rules/behaviour/rule-test';
import { boundTo, latency, taskApiSignals } from '../rules/behaviour/task-api';
import { startExposingApp, type ExposingApp } from './exposing-app';
import { lessonMonitor, lessonRules, ourMonitor } from './lesson';

/** The share of requests that took up to 1 s, by route: of a user's own rule. */
const underOneSecond = recordingRule(
  'task_api:under_1s:ratio_rate5m',
  div(
    sum(rate(latency.under(1).over('5m')), { by: ['endpoint'] }),
    sum(rate(latency.count.over('5m')), { by: ['endpoint'] }),
  ),
);
const ourRules = ruleFile(boundTo('default', [taskApiSignals(), ruleGroup('under', [underOneSecond])]));

/** A Prometheus that scrapes what a ServiceMonitor selects among these targets, each second, whatever it says. */
function scraping(monitor: ServiceMonitor, targets: readonly SyntheticTarget[]): object {
  const often = { scrape_interval: '1s', scrape_timeout: '1s' };
  return {
    global: { ...often, evaluation_interval: '1s' },
    scrape_configs: serviceMonitorJobs(monitor).map((job) => ({
      ...staticDiscovery(job, targets),
      ...often,
    })),
  };
}

/** The values of samples by one of their labels. */
function by(label: string, samples: readonly Sample[]): Record<string, number> {
  return Object.fromEntries(samples.map(({ labels, value }) => [labels[label] ?? '', value]));
}

/** The values of a label, each once. */
function valuesOf(label: string, samples: readonly Sample[]): string[] {
  return [...new Set(samples.map(({ labels }) => labels[label] ?? ''))].sort();
}

/** Waits until each of the apps' 8 counters has three samples, and the rules have been evaluated on them. */
async function scraped(server: Server): Promise<void> {
  const ready = 'count(count_over_time(task_api_requests_total[1m]) >= 3) == 8';
  const deadline = Date.now() + 90_000;
  while ((await server.query(ready)).length === 0) {
    if (Date.now() > deadline) {
      throw new Error(
        `Nothing was scraped: ${JSON.stringify(await server.targets(), null, 2)}\n${server.log()}`,
      );
    }
    await sleep(100);
  }
  await sleep(1_200);
}

/** Two pods, and what watches them: a server with our monitor and rules, and one with those of the lesson. */
const startedOn = sideBySide(async (prometheus) => {
  // one pod with the spelling of the Python client, one with that of the others
  const withPoint = (bound: string): string => (/^\d+$/.test(bound) ? `${bound}.0` : bound);
  const [python, node] = await Promise.all([startExposingApp(withPoint), startExposingApp((bound) => bound)]);
  const pod = (name: string, { address }: ExposingApp): SyntheticTarget => ({
    address,
    namespace: 'default',
    service: { name: 'task-api', labels: { app: 'task-api' } },
    port: 'http',
    pod: { name },
    container: 'api',
  });
  const targets = [
    pod('task-api-1', python),
    pod('task-api-2', node),
    // these the monitor does not select: by its port, by the labels of its Service, by its phase, and by its namespace
    { ...pod('task-api-1', python), port: 'admin' },
    { ...pod('worker-1', node), service: { name: 'worker', labels: { app: 'worker' } } },
    { ...pod('task-api-0', node), phase: 'Succeeded' as const },
    { ...pod('task-api-3', node), namespace: 'staging' },
  ];
  const start = async (monitor: typeof ourMonitor, rules: string): Promise<Server> => {
    const server = await startPrometheus({
      prometheus,
      config: scraping(monitor, targets),
      rules: { 'task-api.yaml': rules },
      // a new server would wait 5 s more for its first targets
      flags: { 'scrape.discovery-reload-interval': '1s' },
    });
    await scraped(server);
    return server;
  };
  const [ours, lesson] = await Promise.all([start(ourMonitor, ourRules), start(lessonMonitor, lessonRules)]);
  const apps: readonly ExposingApp[] = [python, node];
  return {
    apps,
    ours,
    lesson,
    stop: () => Promise.all([...apps, ours, lesson].map((each) => each.stop())),
  };
});

describeOnPrometheus('a scrape through a ServiceMonitor', (prometheus) => {
  const started = startedOn(prometheus);
  let apps: readonly ExposingApp[] = [];
  let ours: Server;
  let lesson: Server;

  beforeAll(async () => {
    ({ apps, ours, lesson } = await started());
  });

  test('targets have the labels that the operator gives, with the port as `endpoint` unless ours drops it', async () => {
    const expected = ['task-api-1', 'task-api-2'].map((pod, index) => ({
      namespace: 'default',
      service: 'task-api',
      pod,
      container: 'api',
      job: 'task-api',
      instance: apps[index]?.address,
    }));
    const targetsOf = async (server: Server): Promise<unknown[]> =>
      (await server.targets())
        .map(({ labels }) => labels)
        .sort((a, b) => ((a.pod ?? '') < (b.pod ?? '') ? -1 : 1));
    expect(await targetsOf(ours)).toEqual(expected);
    expect(await targetsOf(lesson)).toEqual(expected.map((labels) => ({ ...labels, endpoint: 'http' })));
  });

  test('with ours, the series keep the routes of the app in `endpoint`', async () => {
    const samples = await ours.query('task_api_requests_total');
    expect(valuesOf('endpoint', samples)).toEqual(['/metrics', '/tasks', '/tasks/:id']);
    expect(valuesOf('exported_endpoint', samples)).toEqual(['']);
    expect(valuesOf('pod', samples)).toEqual(['task-api-1', 'task-api-2']);
  });

  test("with the lesson's, `endpoint` is the port and the routes are in `exported_endpoint`", async () => {
    const samples = await lesson.query('task_api_requests_total');
    expect(valuesOf('endpoint', samples)).toEqual(['http']);
    expect(valuesOf('exported_endpoint', samples)).toEqual(['/metrics', '/tasks', '/tasks/:id']);
  });

  test('our rules tell the routes apart: 25 % of /tasks fail, none of /tasks/:id', async () => {
    const errors = by('endpoint', await ours.query('task_api:errors:rate5m'));
    expect(Object.keys(errors).sort()).toEqual(['/tasks', '/tasks/:id']);
    expect(errors['/tasks']).toBeCloseTo(25, 6);
    expect(errors['/tasks/:id']).toBe(0);

    const traffic = by('endpoint', await ours.query('task_api:requests:rate5m'));
    expect(Object.keys(traffic).sort()).toEqual(['/tasks', '/tasks/:id']);
    expect((traffic['/tasks'] ?? NaN) / (traffic['/tasks/:id'] ?? NaN)).toBeCloseTo(2, 6);

    const p95 = by('endpoint', await ours.query('task_api:latency_p95:5m'));
    // all of /tasks is in the first bucket; of 8 of /tasks/:id 2 are up to 1 s and 6 up to 10 s
    expect(p95['/tasks']).toBeCloseTo(0.1 * 0.95, 6);
    expect(p95['/tasks/:id']).toBeCloseTo(1 + (9 * (7.6 - 2)) / 6, 6);
  });

  test("the lesson's rules give one series for all routes, in which the scrapes are traffic", async () => {
    const errors = await lesson.query('task_api:errors:rate5m');
    expect(errors.map(({ labels }) => labels)).toEqual([
      { __name__: 'task_api:errors:rate5m', endpoint: 'http' },
    ]);
    // 4 of 16 + 8 + 6
    expect(errors[0]?.value).toBeCloseTo((100 * 4) / 30, 6);
    expect(valuesOf('endpoint', await lesson.query('task_api:latency_p95:5m'))).toEqual(['http']);
  });

  test('behind the monitor of the lesson no rule by `endpoint` can tell the routes apart, nor leave the scrapes out', async () => {
    const rule = 'sum by (endpoint) (rate(task_api_requests_total{endpoint!~"/metrics"}[5m]))';
    expect(valuesOf('endpoint', await lesson.query(rule))).toEqual(['http']);
    expect(valuesOf('endpoint', await ours.query(rule))).toEqual(['/tasks', '/tasks/:id']);
  });

  test('a bound is found in both spellings of `le`, however this version stores them', async () => {
    const stored = valuesOf('le', await ours.query('task_api_request_duration_seconds_bucket'));
    const asWritten = ['+Inf', '0.1', '1', '1.0', '10', '10.0'];
    const normalised = ['+Inf', '0.1', '1.0', '10.0'];
    expect(stored).toEqual(prometheus.version.startsWith('2.') ? asWritten : normalised);

    const share = by('endpoint', await ours.query('task_api:under_1s:ratio_rate5m'));
    expect(share['/tasks']).toBeCloseTo(1, 6);
    expect(share['/tasks/:id']).toBeCloseTo(0.25, 6);
  });
});
