import { existsSync } from 'node:fs';
import { type Server, startPrometheus } from '../../../tools/prometheus/server';
import { processesNaming } from './processes';
import { describeOnPrometheus } from './suite';

const recordOne = 'groups: [{name: one, interval: 1s, rules: [{record: one:answer, expr: vector(42)}]}]';

const samples = [
  '# TYPE tasks_created counter',
  'tasks_created_total{priority="high"} 0 1704067200',
  'tasks_created_total{priority="high"} 60 1704067260',
  'tasks_created_total{priority="high"} 120 1704067320',
  '# EOF',
  '',
].join('\n');

describeOnPrometheus('a server', (prometheus) => {
  let server: Server;

  beforeAll(async () => {
    server = await startPrometheus({ prometheus, rules: { 'one.yaml': recordOne }, samples });
  }, 60_000);

  afterAll(() => server.stop());

  test('listens on the loopback address', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('tells the version that was found', async () => {
    expect(await server.api('status/buildinfo')).toMatchObject({
      ok: true,
      data: { version: expect.stringContaining(prometheus.version) },
    });
  });

  test('evaluates an expression at a moment', async () => {
    expect(await server.query('vector(1)', 1704067200)).toEqual([{ labels: {}, time: 1704067200, value: 1 }]);
    expect(await server.query('1 + 1', new Date('2024-01-01T00:00:00Z'))).toEqual([
      { labels: {}, time: 1704067200, value: 2 },
    ]);
  });

  test('holds the samples of the past that were given', async () => {
    expect(
      await server.queryRange('tasks_created_total', { start: 1704067200, end: 1704067320, step: 60 }),
    ).toEqual([
      {
        labels: { __name__: 'tasks_created_total', priority: 'high' },
        points: [
          [1704067200, 0],
          [1704067260, 60],
          [1704067320, 120],
        ],
      },
    ]);
  });

  test('prints an expression in its own style', async () => {
    expect(await server.formatQuery('sum(rate(up[5m]))by(job)>0')).toEqual({
      ok: true,
      data: 'sum by (job) (rate(up[5m])) > 0',
      warnings: [],
    });
  });

  test('refuses what is no expression, as an answer', async () => {
    expect(await server.formatQuery('sum(')).toMatchObject({
      ok: false,
      errorType: 'bad_data',
      error: expect.stringContaining('parse error'),
    });
    await expect(server.query('sum(')).rejects.toThrow('parse error');
  });

  test('takes an expression that is too long for an address', async () => {
    const long = `vector(7) unless up{pod="${'x'.repeat(100_000)}"}`;
    expect(await server.query(long, 0)).toEqual([{ labels: {}, time: 0, value: 7 }]);
    expect(await server.formatQuery(long)).toMatchObject({ ok: true });
  });

  test('evaluates the rules that it was given', async () => {
    const deadline = Date.now() + 15_000;
    let found = await server.query('one:answer');
    while (found.length === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      found = await server.query('one:answer');
    }
    expect(found).toMatchObject([{ labels: { __name__: 'one:answer' }, value: 42 }]);
  });
});

describeOnPrometheus('the life of a server', (prometheus) => {
  test('it scrapes what it is told to after a reload, and is gone with its data after a stop', async () => {
    const server = await startPrometheus({ prometheus });
    const answer = await server.api('status/flags');
    const data = (answer as { data: Record<string, string> }).data['storage.tsdb.path'] ?? '';
    try {
      expect(await server.targets()).toEqual([]);
      await server.reload({
        config: {
          global: { scrape_interval: '1s', scrape_timeout: '1s' },
          scrape_configs: [
            { job_name: 'itself', static_configs: [{ targets: [server.url.slice('http://'.length)] }] },
          ],
        },
      });
      const deadline = Date.now() + 15_000;
      while ((await server.query('up == 1')).length === 0 && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      expect(await server.targets()).toMatchObject([
        { scrapePool: 'itself', health: 'up', lastError: '', labels: { job: 'itself' } },
      ]);
      await expect(server.reload({ config: 'global: {scrape_interval: never}' })).rejects.toThrow('never');
      expect(existsSync(data)).toBe(true);
      expect(processesNaming(data).length).toBeGreaterThan(0);
    } finally {
      await server.stop();
    }
    expect(data).toMatch(/\/data$/);
    expect(existsSync(data)).toBe(false);
    expect(processesNaming(data)).toEqual([]);
  }, 60_000);

  test('one that cannot start says why with the last lines of its log', async () => {
    const broken = startPrometheus({ prometheus, config: 'scrape_configs: 7' });
    await expect(broken).rejects.toThrow(/ended early\. Its last lines:\n[^]*cannot unmarshal/);
  }, 60_000);

  test('a flag that would take it off the loopback address is refused', async () => {
    await expect(startPrometheus({ prometheus, flags: { 'web.listen-address': ':9090' } })).rejects.toThrow(
      "The flag 'web.listen-address' is set by startPrometheus",
    );
  });

  test('several start side by side on ports of their own', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => startPrometheus({ prometheus })));
    await Promise.all(servers.map((server) => server.stop()));
    expect(new Set(servers.map(({ url }) => url)).size).toBe(3);
  }, 60_000);

  test('samples that cannot be read are refused before it starts', async () => {
    await expect(startPrometheus({ prometheus, samples: 'tasks_total 1 1704067200\n' })).rejects.toThrow(
      'The samples could not be read',
    );
  });
});
