import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { previewCommand, previewUsage } from '../../../src/sightline/cli/preview';
import { previewedDashboards } from '../../../src/sightline/cli/previewed-dashboards';
import { program } from '../../../src/main';
import {
  counter,
  Environment,
  httpStatus,
  KubePrometheusStack,
  MonitoredService,
  serviceContract,
} from '../../../src/sightline';
import type { Construct } from 'constructs';

/** A service in a stack without Grafana. */
function shopIn(scope: Construct, id = 'shop'): void {
  const stack = new KubePrometheusStack(scope, `${id}-stack`, { grafana: false });
  new MonitoredService(new Chart(scope, id, { namespace: 'retail' }), 'monitored', {
    stack,
    contract: serviceContract({
      name: id,
      metrics: [counter('shop_requests_total', 'Requests.', { status: httpStatus })],
      notTraffic: {},
    }),
    pods: { labels: { app: 'shop' }, ports: { http: 8080 } },
    dashboards: false,
  });
}

const titlesOf = (dashboards: readonly { readonly title: string }[]): string[] =>
  dashboards.map(({ title }) => title);

describe('what a preview shows of a program', () => {
  test('is its only service first, and the overview of its objectives', () => {
    const { dashboards, windows } = previewedDashboards(program());
    expect(titlesOf(dashboards)).toEqual(['task-api in default', 'All objectives']);
    expect(windows).toEqual([30 * 86_400_000, 30 * 86_400_000]);
    for (const { load } of dashboards) expect(load().problems).toEqual([]);
  });

  test('is there without a Grafana, and where the service wants no dashboard in one', () => {
    const app = new App();
    shopIn(app);
    const { dashboards } = previewedDashboards(app);
    expect(titlesOf(dashboards)).toEqual(['shop in retail']);
    const panels = dashboards[0]?.load().dashboard.rows.flatMap((row) => row.panels) ?? [];
    expect(titlesOf(panels)).toContain('shop_requests_total');
  });

  test('is of one environment, which has to be named where there are several', () => {
    const app = new App();
    for (const name of ['staging', 'production']) shopIn(new Environment(app, name), `${name}-shop`);
    expect(titlesOf(previewedDashboards(app, { environment: 'staging' }).dashboards)).toEqual([
      'staging-shop in retail',
    ]);
    expect(() => previewedDashboards(app)).toThrow(
      "say which environment the Prometheus is of: '--environment' with one of staging, production",
    );
    expect(() => previewedDashboards(program(), { environment: 'staging' })).toThrow(
      "'--environment' (staging) names none: the program has no environments",
    );
  });

  test('is one service of several, by its name alone or with its namespace', () => {
    const app = new App();
    shopIn(app, 'shop');
    shopIn(app, 'bank');
    const of = (service: string) => titlesOf(previewedDashboards(app, { service }).dashboards);
    // two stacks: the title says of which
    expect(of('bank')).toEqual(['bank in retail']);
    expect(of('retail/shop')).toEqual(['shop in retail']);
    expect(() => of('post')).toThrow("'--service' (post) is no service of the program");
    expect(titlesOf(previewedDashboards(app).dashboards)).toEqual([
      'shop in retail, of shop-stack',
      'bank in retail, of bank-stack',
    ]);
  });
});

describe('sightline preview', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-preview-'));
  const secret = join(folder, 'secret');
  beforeAll(() => writeFileSync(secret, 'from a file\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a Prometheus gets as `authorization` while the page is looked at. */
  async function authorizationOf(args: readonly string[], env: Readonly<Record<string, string>>) {
    let got: string | undefined;
    const prometheus = createServer((request, response) => {
      got = request.headers.authorization;
      response.end(JSON.stringify({ status: 'success', data: { alerts: [] } }));
    });
    await new Promise<void>((done) => prometheus.listen(0, '127.0.0.1', done));
    const { port } = prometheus.address() as AddressInfo; // it listens on a port
    let said = '';
    const outcome = await previewCommand(['--prometheus', `http://127.0.0.1:${port}/`, ...args], {
      program,
      env,
      say: (text) => (said += text),
      ended: async () => {
        const url = /: (http:\S+)\n/.exec(said)?.[1] ?? '';
        const response = await fetch(`${url}/api/alerts?dashboard=default_task-api`);
        expect(await response.json()).toEqual([]);
      },
    });
    await new Promise((done) => prometheus.close(done));
    expect(outcome).toEqual({ code: 0, output: '' });
    return got;
  }

  test('asks the Prometheus that is named, until it is ended', async () => {
    expect(await authorizationOf([], {})).toBeUndefined();
  });

  test('says who asks, by files or by the environment', async () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(await authorizationOf(['--token-file', secret], { SIGHTLINE_PROMETHEUS_TOKEN: 'x' })).toBe(
      'Bearer from a file',
    );
    expect(await authorizationOf([], { SIGHTLINE_PROMETHEUS_TOKEN: 'x' })).toBe('Bearer x');
    expect(await authorizationOf(['--username', 'me', '--password-file', secret], {})).toBe(
      basic('me:from a file'),
    );
    expect(await authorizationOf(['--username', 'me'], { SIGHTLINE_PROMETHEUS_PASSWORD: 'y' })).toBe(
      basic('me:y'),
    );
  });

  test.each([
    [[], /say which Prometheus: '--prometheus'/],
    [['--prometheus', 'localhost:9090'], /must be an address such as http:\/\/localhost:9090/],
    [['--prometheus', 'http://me:hunter2@host:9090'], /^(?!.*hunter2).*has a user or a password in it/s],
    [
      ['--prometheus', 'http://h', '--port', '70000'],
      /'--port' \(70000\) must be a whole number from 0 to 65535/,
    ],
    [
      ['--prometheus', 'http://h', '--refresh', '0'],
      /'--refresh' \(0\) must be a whole number from 1 to 3600/,
    ],
    [['--prometheus', 'http://h', '--username', 'me'], /'--username' needs a password/],
    [['--prometheus', 'http://h', '--password-file', 'x'], /'--password-file' needs '--username'/],
    [
      ['--prometheus', 'http://h', '--token-file', '/nowhere'],
      /'--token-file' \(\/nowhere\) can't be read: ENOENT/,
    ],
    [['--prometheus', 'http://h', '--username', 'me', '--token-file', 'x'], /exclude each other/],
    [['--prometheus', 'http://h', '--service', 'post'], /'--service' \(post\) is no service/],
  ])('refuses %j', async (args, message) => {
    const context = { program, env: {}, say: () => undefined, ended: () => Promise.resolve() };
    const refused = await previewCommand(args, context).catch((failure: unknown) => failure);
    expect(refused).toBeInstanceOf(CannotRun);
    expect((refused as Error).message).toMatch(message);
  });

  test('explains itself', async () => {
    const context = { program, env: {}, say: () => undefined, ended: () => Promise.resolve() };
    expect(await previewCommand(['--help'], context)).toEqual({ code: 0, output: previewUsage });
  });
});
