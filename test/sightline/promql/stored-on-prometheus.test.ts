import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { storedNumber } from '../../../src/sightline/promql/syntax/decimal';
import { isAtLeast } from '../../../src/sightline/promql/syntax/dialect';
import { startPrometheus, type Server } from '../../../tools/prometheus/server';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
import { random } from './random';

const { pick, chance } = random(7);
const digits = '0123456789'.split('');

/** A positive number as a page may spell it. */
function randomSpelling(): string {
  const some = (): string => Array.from({ length: pick([1, 2, 3, 6, 9]) }, () => pick(digits)).join('');
  const fraction = chance(0.5) ? `.${some()}` : '';
  const exponent = chance(0.3)
    ? `e${pick(['', '-', '+'])}${pick(['1', '2', '05', '6', '12', '20', '22'])}`
    : '';
  return `${some()}${fraction}${exponent}`;
}

const spellings = [
  ...new Set(['0.00001', '0.0001', '1', '2.50', '99999', '100000', '999999', '1000000', '1234567', '1e21']),
  ...Array.from({ length: 300 }, randomSpelling),
];

function page(): string {
  const lines = spellings.map((le, index) => `h_bucket{le="${le}",n="${index}"} 1`);
  return ['# TYPE h histogram', ...lines, 'h_bucket{le="+Inf",n="-1"} 1', 'h_sum 1', 'h_count 1', ''].join(
    '\n',
  );
}

describeOnPrometheus('the bound of a bucket', (prometheus) => {
  let server: Server;
  let target: HttpServer;

  beforeAll(async () => {
    target = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(page());
    });
    await new Promise<void>((listening) => target.listen(0, '127.0.0.1', listening));
    const { port } = target.address() as AddressInfo; // it listens on a port
    server = await startPrometheus({
      prometheus,
      config: {
        global: { scrape_interval: '1s', scrape_timeout: '1s' },
        scrape_configs: [{ job_name: 'a', static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
      },
    });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    target.close();
  });

  test('is stored as we say from 3.0 on, and as it is written before', async () => {
    const found = await untilScraped(server);
    const isNormalised = isAtLeast(prometheus.version, '3.0');
    const stored = new Map(found.map(({ metric: { n = '', le = '' } }) => [Number(n), le]));
    expect(spellings.map((_, index) => stored.get(index))).toEqual(
      spellings.map((spelling) => (isNormalised ? storedNumber(spelling) : spelling)),
    );
    expect(stored.get(-1)).toBe('+Inf');
  }, 60_000);
});

interface Found {
  readonly metric: { readonly n?: string; readonly le?: string };
}

async function untilScraped(server: Server): Promise<readonly Found[]> {
  for (;;) {
    const answer = await server.api('query', { query: 'h_bucket' });
    const found = answer.ok ? (answer.data as { readonly result: readonly Found[] }).result : [];
    if (found.length > 0) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
}
