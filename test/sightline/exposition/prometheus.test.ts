import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';
import { describeOnPrometheus, sideBySide } from '../../tools/prometheus/suite';

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
