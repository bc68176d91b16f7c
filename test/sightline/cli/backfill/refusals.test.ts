import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backfillCommand } from '../../../../src/sightline/cli/backfill';
import { promisingShop } from './shop';

const program = () => promisingShop(new Date('2026-01-01T00:00Z'), new Date('2026-01-01T01:00Z'));
const run = (...args: readonly string[]) => backfillCommand(args, { program });

/** Answers as a Prometheus whose live rules made their first step at a moment, and that has its samples in memory from another one on. */
async function standIn(first: number | undefined, head: number): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const number = (name: string) => Number(url.searchParams.get(name));
    const query = url.searchParams.get('query') ?? '';
    const answer = (): unknown => {
      if (url.pathname.endsWith('/tsdb')) return { headStats: { minTime: head * 1000 } };
      if (url.pathname.endsWith('/query')) {
        const result = first === undefined ? [] : [{ metric: {}, value: [first, String(first)] }];
        return { resultType: 'vector', result };
      }
      if (query.startsWith('count(count_over_time(slo:')) return { resultType: 'matrix', result: [] };
      const values: [number, string][] = [];
      for (let at = number('start'); at <= number('end'); at += number('step')) values.push([at, '7']);
      return { resultType: 'matrix', result: [{ metric: {}, values }] };
    };
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      for (const [name, value] of new URLSearchParams(text)) url.searchParams.set(name, value);
      response.end(JSON.stringify({ status: 'success', data: answer() }));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

describe('sightline backfill', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-backfill-'));
  const output = join(folder, 'steps.om');
  const now = Date.now() / 1000;
  let server: Server | undefined;
  const start = async (first: number | undefined, head: number) => {
    server = await standIn(first, head);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // of a TCP server
  };
  afterEach(() => server?.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [[], /^say which Prometheus: '--url'/],
    [['--url', 'localhost:9090'], /^'--url' \(localhost:9090\) must be an address such as/],
    [['--url', 'http://a', '--days', '1.5'], /^'--days' \(1.5\) must be a whole number of days, such as 30/],
    [
      ['--url', 'http://a', '--service', 'shp'],
      /^'--service' \(shp\) is no service with an objective of the program, which has retail\/shop; did you mean 'shop'\?/,
    ],
    [
      ['--url', 'http://a', '--objective', 'order'],
      /^'--objective' \(order\) is no objective of the program, which has orders, .*; did you mean 'orders'\?/,
    ],
    [
      ['--url', 'http://127.0.0.1:9'],
      /^'--url' \(http:\/\/127.0.0.1:9\) can't be asked for samples: .*; it must be/,
    ],
  ])('%j: says what is wrong', async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });

  test('does not guess where the live rules will begin', async () => {
    const url = await start(undefined, now);
    expect(await run('--url', url, '--objective', 'orders', '--output', output)).toEqual({
      code: 1,
      output:
        "retail/shop orders: not filled: 'slo:step:end' of it is not in this Prometheus: apply its rules, and run this again some minutes later, as the past ends where they begin\nNothing was written.\n",
    });
  });

  test('writes nothing into the time that is in memory, and says so', async () => {
    const url = await start(now - 60, now - 3 * 3600);
    const { code, output: said } = await run(
      ...['--url', url, '--objective', 'orders', '--output', output, '--days', '1'],
    );
    expect(code).toBe(0);
    expect(said).toContain('the last 3 hours before its rules began are still in memory: run this again');
    const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(lines.at(-1)).toBe('# EOF');
    const times = lines.slice(0, -1).map((line) => Number(line.split(' ')[2]));
    expect(Math.max(...times)).toBeLessThan(now - 3 * 3600);
    expect(said).toContain(
      'kubectl -n NAMESPACE exec -i POD -c prometheus -- promtool tsdb create-blocks-from',
    );
  });
});
