import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPrometheus, type Server } from '../../../../tools/prometheus/server';
import type { BoundGroup } from '../../../../src/sightline/rules/bind-rules';
import { describeOnPrometheus, sideBySide } from '../../../tools/prometheus/suite';
import { makeShop, manifestsOf } from '../../constructs/fixtures';
import { evaluate, type WrittenSeries } from './rule-test';

const minute = 60;

/** What the shop is watched by if a page may have 2,000 samples. */
const groups = (): readonly BoundGroup[] => {
  const rules = manifestsOf(makeShop({ scrape: { sampleLimit: 2000 }, rules: [] }));
  return rules['PrometheusRule/retail/shop-recording-rules']?.spec.groups as readonly BoundGroup[];
};

/** So many samples in each scrape of a pod. */
const samplesOf = (pod: string, values: string, service = 'shop'): WrittenSeries => ({
  name: 'scrape_samples_post_metric_relabeling',
  labels: { namespace: 'retail', service, pod, container: 'web', job: service, instance: `${pod}:8443` },
  values,
});

describeOnPrometheus('the alert on a page that is about to be larger than its limit', (prometheus) => {
  test('fires for each target at 80 % of the limit, and not at 79 %', async () => {
    const { labels } = samplesOf('full', '');
    const { output, ok } = await evaluate(prometheus, {
      groups: groups(),
      series: [
        samplesOf('at-79', '1580x60'),
        samplesOf('below-80', '1599x60'),
        samplesOf('full', '1600x60'),
        samplesOf('over', '2001x60'),
        samplesOf('of-others', '1600x60', 'cart'),
        // a peak that passes
        samplesOf('peak', '100x10 1900x4 100x46'),
      ],
      expected: [
        {
          expr: 'ALERTS{alertstate="firing"}',
          at: 20 * minute,
          samples: ['full', 'over'].map((pod) => [
            {
              ...labels,
              pod,
              instance: `${pod}:8443`,
              alertname: 'ScrapeSampleLimitNear',
              alertstate: 'firing',
              severity: 'warning',
            },
            1,
          ]),
        },
      ],
    });
    expect(output).toContain('SUCCESS');
    expect(ok).toBe(true);
  });
});

/** Waits until each of the four has been scraped. */
async function untilScraped(server: Server): Promise<void> {
  const deadline = Date.now() + 90_000;
  while ((await server.query('up')).length < 4) {
    if (Date.now() > deadline) throw new Error(`Nothing was scraped:\n${server.log()}`);
    await sleep(100);
  }
}

/** A page of ten samples, of which half may be dropped. */
const page = Array.from({ length: 10 }, (_, index) => `${index < 5 ? 'kept' : 'dropped'}_${index} 1\n`).join(
  '',
);

/** A Prometheus that scrapes the page as a whole and in half, with limits that it just keeps to, and that it is over. */
const startedOn = sideBySide(async (prometheus) => {
  const app: HttpServer = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/plain; version=0.0.4').end(page);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const { port } = app.address() as AddressInfo; // it listens on a port
  const job = (name: string, limit: number, isHalved: boolean) => ({
    job_name: name,
    sample_limit: limit,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    metric_relabel_configs: isHalved
      ? [{ source_labels: ['__name__'], regex: 'dropped_.*', action: 'drop' }]
      : [],
  });
  const server = await startPrometheus({
    prometheus,
    config: {
      global: { scrape_interval: '1s', scrape_timeout: '1s' },
      scrape_configs: [
        job('whole-kept', 10, false),
        job('whole-over', 9, false),
        job('half-kept', 5, true),
        job('half-over', 4, true),
      ],
    },
    flags: { 'scrape.discovery-reload-interval': '1s' },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  };
  return { server, stop };
});

describeOnPrometheus('a limit on samples', (prometheus) => {
  const started = startedOn(prometheus);
  let server: Server;
  const values = async (metric: string): Promise<Record<string, number>> =>
    Object.fromEntries((await server.query(metric)).map(({ labels, value }) => [labels['job'] ?? '', value]));

  beforeAll(async () => {
    ({ server } = await started());
    await untilScraped(server);
  }, 120_000);

  test('is held against what is left of a page after relabelling, and takes a target down that is over it', async () => {
    expect(await values('up')).toEqual({ 'whole-kept': 1, 'whole-over': 0, 'half-kept': 1, 'half-over': 0 });
  });

  test('leaves the number of samples by which the alert is calculated, whether or not the page is over it', async () => {
    expect(await values('scrape_samples_post_metric_relabeling')).toEqual({
      'whole-kept': 10,
      'whole-over': 10,
      'half-kept': 5,
      'half-over': 5,
    });
  });
});
