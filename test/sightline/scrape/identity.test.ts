import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chart } from 'cdk8s';
import {
  counter,
  MonitoredService,
  recordingRule,
  ruleGroup,
  serviceContract,
  SightlineApp,
  sum,
} from '../../../src/sightline';
import type {
  PodMonitor,
  Probe,
  ScrapeConfig as Manifest,
  ServiceMonitor,
} from '../../../src/sightline/scrape/manifests';
import { podMonitorJobs } from '../../../src/sightline/scrape/pod-monitor-config';
import { probeJob } from '../../../src/sightline/scrape/probe-config';
import { inShard } from '../../../src/sightline/scrape/relabel-steps';
import type { ScrapeConfig } from '../../../src/sightline/scrape/scrape-config';
import { scrapeConfigJob } from '../../../src/sightline/scrape/scrape-config-job';
import { serviceMonitorJobs } from '../../../src/sightline/scrape/service-monitor-config';
import { staticDiscovery, type SyntheticTarget } from '../../../tools/prometheus/static-discovery';
import type { Found } from '../../../tools/prometheus/find';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';
import { describeOnPrometheus, sideBySide } from '../../tools/prometheus/suite';
import { makeStack, manifestsOf } from '../constructs/fixtures';

const done = counter('jobs_done_total', 'Jobs that are done', { result: ['sent', 'failed'] });

/** One contract for all of them: only their namespaces tell them apart. */
const jobs = serviceContract({ name: 'jobs', metrics: [done], notTraffic: {} });
const rules = [ruleGroup('jobs', [recordingRule('jobs:jobs_done:sum', sum(done))])];

/** Serves a page with this many jobs, whatever the path; a number by what is asked for makes it a prober. */
async function serve(
  count: (probed: string) => number,
): Promise<{ address: string; stop: () => Promise<void> }> {
  const server = createServer(({ url = '/' }, response) => {
    const probed = new URL(url, 'http://localhost').searchParams.get('target') ?? '';
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    response.end(`# TYPE jobs_done_total counter\njobs_done_total{result="sent"} ${count(probed)}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    address: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The program: the contract four times, found in four ways. */
function program(prober: string, machines: readonly [string, string]): SightlineApp {
  const app = new SightlineApp();
  const stack = makeStack(app);
  const chart = new Chart(app, 'jobs', { namespace: 'unused' });
  const pods = { labels: { app: 'jobs' }, ports: { web: 8080 } };
  const common = { stack, contract: jobs, rules };
  new MonitoredService(chart, 'service', { ...common, namespace: 'by-service', pods });
  new MonitoredService(chart, 'pod', {
    ...common,
    namespace: 'by-pod',
    monitorNamespace: 'stack',
    pods,
    scrape: { kind: 'PodMonitor' },
  });
  const targets = ['https://a.example.com/', 'https://b.example.com/'];
  const scrape = { kind: 'Probe', prober: { url: prober }, module: 'http_2xx', targets } as const;
  new MonitoredService(chart, 'probe', { ...common, namespace: 'by-probe', scrape });
  new MonitoredService(chart, 'outside', {
    ...common,
    namespace: 'outside',
    scrape: { kind: 'ScrapeConfig', targets: machines },
  });
  return app;
}

const startedOn = sideBySide(async (prometheus: Found) => {
  const pages = await Promise.all([1, 2, 10, 20, 1000, 2000].map((count) => serve(() => count)));
  const prober = await serve((probed) => (probed === 'https://a.example.com/' ? 100 : 200));
  const [first, second, third, fourth, fifth, sixth] = pages.map(({ address }) => address) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const app = program(prober.address, [fifth, sixth]);
  const manifests = manifestsOf(app);
  // what the program has written, as the operator reads it
  const settings = { version: prometheus.version };

  const targets: SyntheticTarget[] = [
    ['by-service', first],
    ['by-service', second],
    ['by-pod', third],
    ['by-pod', fourth],
  ].map(([namespace = '', address = ''], index) => ({
    address,
    namespace,
    // also the pods that are found by themselves stand behind a Service, of the same name and labels
    service: { name: 'jobs', labels: { app: 'jobs' } },
    port: 'web',
    pod: { name: `jobs-${index}`, labels: { app: 'jobs' } },
    container: 'jobs',
    containerPort: { name: 'web', number: 8080 },
  }));
  const asWritten = (job: ScrapeConfig): object => ({
    ...job,
    relabel_configs: job.relabel_configs.map((rule) => inShard(rule, 0)),
  });
  const written = [
    ...serviceMonitorJobs(
      manifests['ServiceMonitor/by-service/jobs'] as unknown as ServiceMonitor,
      settings,
    ).map((job) => staticDiscovery(job, targets)),
    ...podMonitorJobs(manifests['PodMonitor/monitoring/jobs'] as unknown as PodMonitor, settings).map((job) =>
      staticDiscovery(job, targets),
    ),
    asWritten(probeJob(manifests['Probe/by-probe/jobs'] as unknown as Probe, settings)),
    asWritten(scrapeConfigJob(manifests['ScrapeConfig/outside/jobs'] as unknown as Manifest, settings)),
  ];
  const often = { scrape_interval: '1s', scrape_timeout: '1s' };
  const groups = Object.entries(manifests)
    .filter(([name]) => name.startsWith('PrometheusRule/'))
    .flatMap(
      ([
        name,
        {
          spec: { groups: own },
        },
      ]) =>
        (own as { name: string; rules: object[] }[]).map((group) => ({
          name: `${name} ${group.name}`,
          rules: group.rules,
        })),
    );
  const server = await startPrometheus({
    prometheus,
    config: {
      global: { ...often, evaluation_interval: '1s' },
      scrape_configs: written.map((job) => ({ ...job, ...often })),
    },
    rules: { 'jobs.yaml': JSON.stringify({ groups }) },
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
  return { server, stop: () => Promise.all([server, prober, ...pages].map((each) => each.stop())) };
});

/** The values of a query by namespace and service, once it has so many. */
async function byService(server: Server, query: string, amount: number): Promise<Record<string, number[]>> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const samples = await server.query(query);
    if (samples.length >= amount || Date.now() > deadline) {
      const found: Record<string, number[]> = {};
      for (const { labels, value } of samples) {
        const key = `${labels['namespace'] ?? ''}/${labels['service'] ?? ''}`;
        found[key] = [...(found[key] ?? []), value].sort((a, b) => a - b);
      }
      return found;
    }
    await sleep(200);
  }
}

describeOnPrometheus('one contract, found in four ways', (prometheus) => {
  const started = startedOn(prometheus);
  let server: Server;
  beforeAll(async () => ({ server } = await started()), 120_000);

  test('has its own series in each namespace: none is mixed up, and none is missing', async () => {
    expect(await byService(server, 'jobs_done_total', 8)).toEqual({
      'by-service/jobs': [1, 2],
      'by-pod/jobs': [10, 20],
      'by-probe/jobs': [100, 200],
      'outside/jobs': [1000, 2000],
    });
  }, 120_000);

  test('is known by the same two labels also where a target is up', async () => {
    expect(await byService(server, 'up == 1', 8)).toEqual({
      'by-service/jobs': [1, 1],
      'by-pod/jobs': [1, 1],
      'by-probe/jobs': [1, 1],
      'outside/jobs': [1, 1],
    });
  }, 120_000);

  test('is recorded four times, each from its own series alone', async () => {
    // a first evaluation may be before the last scrape
    const settled = 'jobs:jobs_done:sum and on () (sum(jobs:jobs_done:sum) == 3333)';
    expect(await byService(server, settled, 4)).toEqual({
      'by-service/jobs': [3],
      'by-pod/jobs': [30],
      'by-probe/jobs': [300],
      'outside/jobs': [3000],
    });
  }, 120_000);
});
