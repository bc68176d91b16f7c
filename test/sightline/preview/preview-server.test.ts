import { request } from 'node:http';
import { askAlerts } from '../../../src/sightline/preview/alerts';
import { startPreview, type PreviewServer } from '../../../src/sightline/preview/preview-server';
import type { PreviewModel } from '../../../src/sightline/preview/model';
import { rangesOf } from '../../../src/sightline/preview/ranges';
import type { BoundDashboard } from '../../../src/sightline/dashboards/dashboard';
import type { Answer, Client, Params } from '../../../src/sightline/prometheus/client';

const dashboard: BoundDashboard = {
  uid: 'shop',
  title: 'shop',
  description: 'A shop.',
  tags: [],
  variables: [{ label: 'instance', title: 'Instance', of: 'up{service="shop"}' }],
  annotations: [{ name: 'Firing', expression: 'ALERTS{instance=~"$instance"}', labels: [] }],
  links: [],
  rows: [
    {
      title: 'Now',
      panels: [
        {
          title: 'Up',
          description: 'Up.',
          kind: 'number',
          unit: 'none',
          queries: [{ expression: 'sum(up)', by: [] }],
        },
        {
          title: 'Each',
          description: 'Each.',
          kind: 'graph',
          unit: 'none',
          queries: [{ expression: 'up{instance=~"$instance"}', by: ['instance'] }],
          raw: true,
        },
      ],
    },
  ],
};

/** What was asked of the Prometheus, and what it answers. */
const asked: { readonly path: string; readonly params: Params | undefined }[] = [];
let answer: (path: string) => Answer<unknown> | Error;

const prometheus = {
  url: 'http://prometheus:9090',
  api: (path: string, params?: Params) => {
    asked.push({ path, params });
    const given = answer(path);
    return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
  },
} satisfies Partial<Client> as unknown as Client; // nothing else of it is called

const data = (value: unknown): Answer<unknown> => ({ ok: true, data: value, warnings: [] });

describe('the server of a preview', () => {
  let server: PreviewServer;
  beforeAll(async () => {
    server = await startPreview(
      {
        prometheus,
        dashboards: () => [
          {
            uid: 'shop',
            title: 'shop in retail',
            target: { namespace: 'retail', service: 'shop' },
            scrapeInterval: 30,
            load: () => ({ dashboard, problems: [] }),
          },
        ],
        ranges: rangesOf([900, 3600], [30 * 86_400_000]),
        range: 3600,
        refresh: 15_000,
      },
      0,
    );
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    asked.length = 0;
    answer = () => data({ resultType: 'vector', result: [] });
  });

  const get = async (
    path: string,
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> => {
    const response = await fetch(`${server.url}${path}`);
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const json = async (path: string): Promise<unknown> => JSON.parse((await get(path)).text);

  test('serves a page all of whose modules it has, and which may load nothing from elsewhere', async () => {
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([...page.text.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path]) => path)).toEqual([
      '/style.css',
      '/main',
    ]);
    const waiting = ['/main', '/style.css'];
    const seen = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { status, text, headers } = await get(path);
      expect([path, status]).toEqual([path, 200]);
      if (path !== '/style.css') expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      // types are gone, and so are imports of nothing but types
      expect(text).not.toMatch(/\bimport type\b|from '\.\.\//);
      waiting.push(...[...text.matchAll(/from '\.(\/[a-z-]+)'/g)].map(([, module = '']) => module));
    }
    expect(seen.size).toBeGreaterThan(15);
  });

  test('names dashboards and ranges, the window of the objectives among them', async () => {
    const model = (await json('/api/model')) as PreviewModel;
    expect(model.dashboards).toEqual([
      { uid: 'shop', title: 'shop in retail', target: { namespace: 'retail', service: 'shop' } },
    ]);
    expect(model.ranges).toEqual([
      { title: '15m', seconds: 900 },
      { title: '1h', seconds: 3600 },
      { title: '30d', seconds: 2_592_000 },
    ]);
  });

  test('keeps expressions to itself', async () => {
    const { text } = await get('/api/dashboard?dashboard=shop');
    expect(text).not.toContain('sum(up)');
    expect(JSON.parse(text)).toMatchObject({
      rows: [{ collapsed: false, panels: [{ id: 0 }, { id: 1, raw: true }] }],
    });
  });

  test('asks Prometheus what a panel says, with the choices of the page', async () => {
    answer = () => data({ resultType: 'matrix', result: [{ metric: { instance: 'a:1' }, values: [] }] });
    const path = '/api/panel?dashboard=shop&panel=1&range=3600&choice-instance=a:1&query=secret&choice-job=x';
    expect(await json(path)).toMatchObject({
      data: { kind: 'graph', found: 1 },
      queries: ['up{instance=~"a:1"}'],
    });
    expect(asked).toEqual([
      { path: 'query_range', params: expect.objectContaining({ query: 'up{instance=~"a:1"}', step: 30 }) },
    ]);
  });

  test.each([
    '/api/panel?dashboard=shop&panel=0&range=900',
    '/api/values?dashboard=shop&variable=instance',
    '/api/marks?dashboard=shop&range=900',
    '/api/alerts?dashboard=shop',
  ])('asks nothing but what dashboards have: %s', async (path) => {
    answer = (api) =>
      data(api === 'query' ? { resultType: 'vector', result: [] } : { result: [], alerts: [] });
    expect((await get(path)).status).toBe(200);
    const allowed = [
      'sum(up)',
      'group by (instance) (up{service="shop"})',
      'ALERTS{instance=~".+"}',
      undefined,
    ];
    for (const { params } of asked) expect(allowed).toContain(params?.query);
  });

  test.each([
    '/api/v1/query?query=up',
    '/api/panel?dashboard=shop&panel=0&range=31536000',
    '/api/panel?dashboard=shop&panel=7&range=900',
    '/api/panel?dashboard=other&panel=0&range=900',
    '/api/values?dashboard=shop&variable=job',
    '/../package.json',
    '/preview-server',
  ])('has nothing at %s, and asks nothing for it', async (path) => {
    expect([(await get(path)).status, asked]).toEqual([404, []]);
  });

  test('says that Prometheus does not answer, and why', async () => {
    answer = () => Object.assign(new Error('fetch failed'), { cause: new Error('connect ECONNREFUSED') });
    const { status, text } = await get('/api/panel?dashboard=shop&panel=0&range=900');
    expect([status, JSON.parse(text)]).toEqual([502, { kind: 'unreachable', text: 'connect ECONNREFUSED' }]);
  });

  test('says what Prometheus says of a query that it refuses', async () => {
    answer = () => ({ ok: false, errorType: 'execution', error: 'too many samples' });
    const { status, text } = await get('/api/panel?dashboard=shop&panel=0&range=900');
    expect([status, JSON.parse(text)]).toEqual([
      502,
      { kind: 'refused', text: 'execution: too many samples' },
    ]);
  });

  test('has the alerts of its services, those that page first', async () => {
    const alert = (service: string, severity: string, state = 'firing') => ({
      labels: { alertname: `A-${severity}`, namespace: 'retail', service, severity, slo: 'fast' },
      annotations: { summary: 'It is slow.', description: 'Look.', runbook_url: 'https://run.book/a' },
      state,
      activeAt: '2026-11-28T15:00:00.5Z',
    });
    answer = () =>
      data({
        alerts: [
          alert('shop', 'critical', 'pending'),
          alert('shop', 'warning'),
          alert('shop', 'critical'),
          alert('bank', 'critical'),
        ],
      });
    expect(await json('/api/alerts?dashboard=shop')).toEqual(
      [
        { name: 'A-critical', state: 'firing', severity: 'critical' },
        { name: 'A-warning', state: 'firing', severity: 'warning' },
        { name: 'A-critical', state: 'pending', severity: 'critical' },
      ].map((each) => ({
        ...each,
        target: { namespace: 'retail', service: 'shop' },
        since: Date.UTC(2026, 10, 28, 15) / 1000 + 0.5,
        about: 'slo fast',
        summary: 'It is slow.',
        description: 'Look.',
        runbook: 'https://run.book/a',
      })),
    );
  });

  test('says of which service an alert is where it may be of several', async () => {
    const labels = { alertname: 'A', namespace: 'retail', service: 'bank', severity: 'critical' };
    answer = () => data({ alerts: [{ labels, annotations: {}, state: 'firing' }] });
    const targets = ['shop', 'bank'].map((service) => ({ namespace: 'retail', service }));
    expect(await askAlerts(prometheus, targets)).toMatchObject([{ about: 'namespace retail, service bank' }]);
  });

  test('marks when alerts fired, without a gap between two points, and names the mark', async () => {
    const points = (times: readonly number[]) => ({ metric: {}, values: times.map((time) => [time, '1']) });
    answer = () => data({ result: [points([900, 930]), points([930, 960, 1080])] });
    expect(await json('/api/marks?dashboard=shop&range=900')).toEqual([
      { name: 'Firing', color: 'wrong', from: 900, to: 960 },
      { name: 'Firing', color: 'wrong', from: 1080, to: 1080 },
    ]);
    expect(asked.map(({ params }) => params?.query)).toEqual(['ALERTS{instance=~".+"}']);
  });

  test('does not answer to a name that somebody else points here', async () => {
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(server.url);
      request(
        { host: '127.0.0.1', port, path: '/api/model', headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .once('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
