import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server as Listener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { program } from '../../examples/services/program';
import type { Probe, ServiceMonitor } from '../../src/sightline/scrape/manifests';
import { probeJob } from '../../src/sightline/scrape/probe-config';
import { inShard } from '../../src/sightline/scrape/relabel-steps';
import { serviceMonitorJobs } from '../../src/sightline/scrape/service-monitor-config';
import { staticDiscovery } from '../../tools/prometheus/static-discovery';
import type { Found } from '../../tools/prometheus/find';
import { startPrometheus, type Server } from '../../tools/prometheus/server';
import { describeOnPrometheus, sideBySide } from '../tools/prometheus/suite';

/** Made once for these tests, valid for a hundred years; the key of the authority is gone. */
const tls = (file: string): string => join(__dirname, 'tls', file);
const read = (file: string): string => readFileSync(tls(file), 'utf8');

/** What the cluster would have in its Secrets. */
const secrets: Readonly<Record<string, string>> = {
  'orders-ca/ca.crt': tls('ca.crt'), // the operator mounts it as a file
  'orders-scrape/username': 'prometheus',
  'orders-scrape/password': 'only for this test',
};

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly groups: readonly { readonly name: string; readonly rules: readonly object[] }[] };
}

const manifests = [...program().render().files]
  .filter(([file]) => file.endsWith('.k8s.yaml'))
  .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJSON() as Manifest));

function manifestOf(kind: string, name: string): unknown {
  return manifests.find((each) => each.kind === kind && each.metadata.name === name);
}

/** How often a page has been asked for, so that counters go up. */
function counted(page: (times: number) => string): RequestListener {
  let times = 0;
  return (_, response) => {
    times += 1;
    response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8').end(page(times));
  };
}

/** Eleven calls between two scrapes, one of which fails: ten take 8 ms, and the one that fails 80 ms. */
const ordersPage = counted((times) =>
  [
    '# TYPE grpc_server_handled_total counter',
    ...['OK', 'Internal'].map(
      (code) =>
        `grpc_server_handled_total{grpc_service="orders.v1.Orders",grpc_method="Place",grpc_type="unary",grpc_code="${code}"} ${(code === 'OK' ? 10 : 1) * times}`,
    ),
    'grpc_server_handled_total{grpc_service="grpc.health.v1.Health",grpc_method="Check",grpc_type="unary",grpc_code="OK"} 5',
    '# TYPE grpc_server_handling_seconds histogram',
    ...['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '+Inf'].map(
      (bound) =>
        `grpc_server_handling_seconds_bucket{grpc_service="orders.v1.Orders",grpc_method="Place",grpc_type="unary",le="${bound}"} ${observedBy(Number(bound.replace('+Inf', 'Infinity'))) * times}`,
    ),
    `grpc_server_handling_seconds_sum{grpc_service="orders.v1.Orders",grpc_method="Place",grpc_type="unary"} ${0.16 * times}`,
    `grpc_server_handling_seconds_count{grpc_service="orders.v1.Orders",grpc_method="Place",grpc_type="unary"} ${11 * times}`,
    '',
  ].join('\n'),
);

function observedBy(bound: number): number {
  return (bound >= 0.008 ? 10 : 0) + (bound >= 0.08 ? 1 : 0);
}

/** The service: whoever does not say who it is is turned away. */
const orders: RequestListener = (request, response) => {
  const expected = `Basic ${Buffer.from('prometheus:only for this test').toString('base64')}`;
  if (request.headers.authorization === expected) ordersPage(request, response);
  else response.writeHead(401, { 'WWW-Authenticate': 'Basic' }).end();
};

/** An exporter beside a database with 9 of 10 connections in use. */
const exporter = counted(
  () => `# TYPE pg_up gauge
pg_up 1
# TYPE pg_settings_max_connections gauge
pg_settings_max_connections 10
# TYPE pg_stat_activity_count gauge
pg_stat_activity_count{datname="orders",state="active",usename="app",application_name="orders",backend_type="client backend",wait_event_type="",wait_event=""} 9
`,
);

const tenDays = 10 * 24 * 60 * 60;

/** Stands in for a blackbox-exporter: the basket can't be reached. */
const prober: RequestListener = ({ url = '' }, response) => {
  const { searchParams } = new URL(url, 'http://localhost');
  const works = searchParams.get('module') === 'http_2xx' && !searchParams.get('target')?.endsWith('/basket');
  response
    .setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
    .end(
      `# TYPE probe_success gauge\nprobe_success ${works ? 1 : 0}\n# TYPE probe_ssl_earliest_cert_expiry gauge\nprobe_ssl_earliest_cert_expiry ${Date.now() / 1000 + tenDays}\n`,
    );
};

async function listen(server: Listener): Promise<{ address: string; stop: () => Promise<void> }> {
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

/** A job as the operator writes it, with what Secrets hold in the place of references to them. */
function withSecrets(job: object): object {
  const text = JSON.stringify(job, (_, value: unknown) => {
    const { from, name, key } = (value ?? {}) as Readonly<Record<string, string>>; // undefined in all else
    return from === 'Secret' ? secrets[`${name}/${key}`] : value;
  });
  return JSON.parse(text) as object;
}

const startedOn = sideBySide(async (prometheus: Found) => {
  const servers = await Promise.all([
    listen(createTlsServer({ key: read('server.key'), cert: read('server.crt') }, orders)),
    listen(createServer(exporter)),
    listen(createServer(prober)),
  ]);
  const [ordersAt = '', exporterAt = '', proberAt = ''] = servers.map(({ address }) => address);
  const settings = { version: prometheus.version };
  const target = (address: string, name: string, labels: Record<string, string>) => ({
    address,
    namespace: 'orders',
    service: { name, labels },
    port: 'metrics',
    pod: { name: `${name}-0`, labels },
    container: name,
    containerPort: { name: 'metrics', number: 9443 },
  });
  const targets = [
    target(ordersAt, 'orders', { 'app.kubernetes.io/name': 'orders' }),
    target(exporterAt, 'orders-db', { app: 'orders-db' }),
  ];
  const site = manifestOf('Probe', 'shop-site') as Probe;
  const probed = probeJob({ ...site, spec: { ...site.spec, prober: { url: proberAt } } }, settings);
  const jobs = [
    ...['orders', 'orders-db'].flatMap((name) =>
      serviceMonitorJobs(manifestOf('ServiceMonitor', name) as ServiceMonitor, settings).map((job) =>
        withSecrets(staticDiscovery(job, targets)),
      ),
    ),
    { ...probed, relabel_configs: probed.relabel_configs.map((rule) => inShard(rule, 0)) },
  ];
  const often = { scrape_interval: '1s', scrape_timeout: '1s' };
  const groups = manifests
    .filter(({ kind, metadata: { name } }) => kind === 'PrometheusRule' && /^(?:orders|shop-site)/.test(name))
    .flatMap(({ metadata: { name }, spec }) =>
      spec.groups.map((group) => ({ name: `${name} ${group.name}`, rules: group.rules })),
    );
  const server = await startPrometheus({
    prometheus,
    config: {
      global: { ...often, evaluation_interval: '1s' },
      scrape_configs: jobs.map((job) => ({ ...job, ...often })),
    },
    rules: { 'services.yaml': JSON.stringify({ groups }) },
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
  return { server, stop: () => Promise.all([server, ...servers].map((each) => each.stop())) };
});

describeOnPrometheus('services of a company, scraped', (prometheus) => {
  const started = startedOn(prometheus);
  let server: Server;
  beforeAll(async () => ({ server } = await started()), 120_000);

  /** The value of the only sample of a query, once there is one. */
  async function only(query: string): Promise<{ labels: Record<string, string>; value: number }> {
    const deadline = Date.now() + 90_000;
    for (;;) {
      const samples = await server.query(query);
      const [first] = samples;
      if (first !== undefined && samples.length === 1) return first;
      if (Date.now() > deadline) throw new Error(`${query} has ${samples.length} samples`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  test('the one behind TLS and a password is up, and its golden signals are those of its calls', async () => {
    await only('up{namespace="orders",service="orders"} == 1');
    const { labels, value } = await only('orders:errors:rate5m{namespace="orders",service="orders"}');
    expect(labels['grpc_method']).toBe('Place'); // the health check is no traffic
    expect(value).toBeCloseTo(100 / 11, 6);
    // ten of eleven within the bucket from 5 to 10 ms: the half of all, 5.5, lies at 5 + 5 * 5.5 / 10
    const median = await only('orders:latency_p50:5m{namespace="orders",service="orders"}');
    expect(median.value).toBeCloseTo(0.00775, 6);
  }, 120_000);

  test('the database with an exporter is reachable, and the alert on its connections waits', async () => {
    await only('up{namespace="orders",service="orders-db"} == 1');
    expect((await only('slo:sli_total:count{service="orders-db"}')).value).toBe(1);
    expect((await only('slo:sli_bad:count{service="orders-db"}')).value).toBe(0);
    const { labels } = await only('ALERTS{alertname="ConnectionsNearlyUsedUp",alertstate="pending"}');
    expect(labels).toMatchObject({ namespace: 'orders', service: 'orders-db', pod: 'orders-db-0' });
  }, 120_000);

  test('the site is what the prober sees: one of two pages can not be reached, and certificates end soon', async () => {
    expect((await only('slo:sli_total:count{service="shop-site"} == 2')).value).toBe(2);
    expect((await only('slo:sli_bad:count{namespace="web",service="shop-site"} == 1')).value).toBe(1);
    const basket = 'ALERTS{alertname="CertificateEnds",instance="https://shop.example.com/basket"}';
    expect((await only(basket)).labels).toMatchObject({
      alertstate: 'firing',
      namespace: 'web',
      service: 'shop-site',
    });
  }, 120_000);
});
