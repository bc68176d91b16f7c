import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import type { PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';
import { extent, seedOf } from '../../sampling';
import { describeOnPrometheus, sideBySide } from '../../tools/prometheus/suite';
import { random } from '../promql/random';
import { quirkOf } from './quirks';
import { randomPage, type RandomPage } from './random-pages';
import { isSame, verdictOf } from './verdict';

const text = [
  '# HELP odd Odd \\\\ help',
  '# TYPE odd gauge',
  'odd{path="C:\\\\DIR\\n\\"x\\" \\\\"} 1.5e-3',
  'odd { path = "spaces" , } -2',
  '# TYPE empty gauge',
  '',
  '# TYPE jobs_total counter',
  'jobs_total{a="{}=,#"} 3',
  '',
].join('\n');
const openMetrics = [
  '# TYPE done counter',
  '# HELP done Done "now"',
  'done_total{a="x # {b=\\"c\\"} 1"} 4 # {trace="ab"} 1 1520879606',
  '# TYPE wait_seconds histogram',
  '# UNIT wait_seconds seconds',
  'wait_seconds_bucket{le="0.5"} 1',
  'wait_seconds_bucket{le="+Inf"} 2',
  'wait_seconds_count 2',
  'wait_seconds_sum 1.25',
  '# EOF',
  '',
].join('\n');

/** A server that scrapes both pages. */
const scrapingOn = sideBySide(async (prometheus) => {
  const app = createServer(({ url }, response) => {
    const isText = url === '/text';
    const type = isText ? 'text/plain; version=0.0.4' : 'application/openmetrics-text; version=1.0.0';
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.end(isText ? text : openMetrics);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo; // of a server on a port
  const job = (path: string) => ({
    job_name: path,
    metrics_path: `/${path}`,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  });
  const server = await startPrometheus({
    prometheus,
    config: { global: { scrape_interval: '1s' }, scrape_configs: [job('text'), job('openmetrics')] },
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await new Promise((resolve) => app.close(resolve));
  };
  return { server, stop };
});

describeOnPrometheus('a page that Prometheus reads', (prometheus) => {
  const started = scrapingOn(prometheus);
  let server: Server;
  beforeAll(async () => {
    ({ server } = await started());
  });

  test.each([
    ['text', text],
    ['openmetrics', openMetrics],
  ] as const)('has the same series for us, in %s', async (job, page) => {
    const stored = async () => server.query(`{job="${job}",__name__!~"up|scrape_.*"}`);
    const deadline = Date.now() + 90_000;
    while ((await stored()).length === 0 && Date.now() < deadline) await sleep(100);
    const theirs = (await stored()).map(({ labels, value }) => {
      const { instance: _instance, job: _job, ...own } = labels;
      return { labels: own, value };
    });
    const { families, problems } = parseExposition(page, job);
    const ours = families.flatMap(({ samples }) =>
      samples.map(({ name, labels, value }) => ({ labels: { __name__: name, ...labels }, value })),
    );
    const key = ({ labels }: { labels: object }) => JSON.stringify(Object.entries(labels).sort());
    const sorted = <T extends { labels: object }>(all: readonly T[]) =>
      [...all].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(problems).toEqual([]);
    expect(sorted(ours)).toEqual(sorted(theirs));
    expect(ours.length).toBeGreaterThanOrEqual(3);
  });
});

/** Pages that have been read wrongly before, in each format. */
const known: Readonly<Record<RandomPage['format'], readonly string[]>> = {
  text: [
    ...[
      '\xEF\xBB\xBFa 1\n',
      'a 1\r\n',
      '# TYPE a gauge\r\na 1\n',
      'a{b="\xFF"} 1\n',
      '# \xFF\na 1\n',
      '# HELP a \xFF\n',
    ],
    ...[
      '# TYPE a Counter\n',
      '# TYPE a gauge \n',
      '# TYPE a meh\n',
      '# TYPE a counter x\n',
      '# TYPE a-counter\n',
      'a 1 -5\n',
      'a 1e999\n',
      '',
    ],
    ...[
      '# HELP a x\n# TYPE a gauge\na 1\n# HELP a x\n# TYPE a gauge\na{b="c"} 2\n',
      'a{b="c" d="e"} 1\n',
      'a{b="c\nd"} 1\n',
      ' a 1\n',
    ],
  ],
  openmetrics: [
    ...[
      '',
      '# EOF',
      'a 1\n',
      'a 1\n\n# EOF\n',
      '# words\na 1\n# EOF\n',
      '# UNIT a_seconds bytes\n# EOF\n',
      '# UNIT a_seconds seconds\n# EOF\n',
    ],
    ...[
      'a 1\n# EOF\n\n',
      'a 1\n# EOF\nb 1\n',
      'a  1\n# EOF\n',
      'a{b="c",} 1\n# EOF\n',
      'a 1 # {b="c"} 2\n# EOF\n',
      'a 1\r\n# EOF\r\n',
    ],
    ...['# TYPE a untyped\n# EOF\n', '# TYPE a unknown\n# EOF\n', '# HELP a\n# EOF\n'],
  ],
};

/** A server that scrapes each of these pages, and many random ones, and one that is not whole. */
const judgingOn = sideBySide(async (prometheus) => {
  const choices = random(seedOf());
  const pages: readonly RandomPage[] = [
    ...known.text.map((bytes) => ({ format: 'text' as const, bytes })),
    ...known.openmetrics.map((bytes) => ({ format: 'openmetrics' as const, bytes })),
    ...Array.from({ length: extent(80, 4_000) }, () => randomPage(choices)),
  ];
  const app = createServer(({ url = '' }, response) => {
    const page = pages[Number(url.slice(1))];
    const isText = page?.format !== 'openmetrics';
    response.statusCode = page === undefined ? 206 : 200;
    response.setHeader(
      'Content-Type',
      isText ? 'text/plain; version=0.0.4' : 'application/openmetrics-text; version=1.0.0',
    );
    response.end(Buffer.from(page?.bytes ?? 'a 1\n', 'latin1'));
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo; // of a server on a port
  const targets = [...pages.keys(), 'partial'].map((page) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { page: String(page), __metrics_path__: `/${page}` },
  }));
  const server = await startPrometheus({
    prometheus,
    config: { scrape_configs: [{ job_name: 'pages', scrape_interval: '5s', static_configs: targets }] },
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await new Promise((resolve) => app.close(resolve));
  };
  return { server, pages, stop };
});

describeOnPrometheus('pages that are changed at random', (prometheus) => {
  const started = judgingOn(prometheus);
  // the version of a server begins with two numbers
  const version = prometheus.version.split('.').slice(0, 2).join('.') as PrometheusVersion;

  test('are read or refused as the scrape of a real server does, with as many samples', async () => {
    const { server, pages } = await started();
    const deadline = Date.now() + 90_000;
    const up = async () => server.query('up{job="pages"}');
    while ((await up()).length <= pages.length && Date.now() < deadline) await sleep(500);
    const byPage = async (metric: string): Promise<Map<string | undefined, number>> =>
      new Map(
        (await server.query(`${metric}{job="pages"}`)).map(({ labels, value }) => [labels.page, value]),
      );
    const [isUp, samples] = [await byPage('up'), await byPage('scrape_samples_scraped')];
    expect(isUp.size).toBe(pages.length + 1);
    const different = pages.flatMap((page, index) => {
      const count = samples.get(String(index)) ?? -1;
      const theirs = isUp.get(String(index)) === 1 ? { samples: count } : { samples: count, error: 'down' };
      const ours = verdictOf(page, version);
      return isSame(ours, theirs) || quirkOf(page, version) !== undefined ? [] : [{ page, ours, theirs }];
    });
    expect(different).toEqual([]);
    // neither is all of them right, nor all of them wrong
    const read = [...isUp.values()].filter((value) => value === 1).length;
    expect(read / pages.length).toBeGreaterThan(0.1);
    expect(read / pages.length).toBeLessThan(0.6);
    expect(isUp.get('partial')).toBe(0);
  });
});
