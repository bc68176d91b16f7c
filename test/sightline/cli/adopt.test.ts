import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adoptCommand, adoptUsage } from '../../../src/sightline/cli/adopt';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { main } from '../../../src/sightline/cli/main';
import { textPage } from '../verify/pages';

const refused = (...args: string[]) =>
  adoptCommand(args).then(
    () => 'it was adopted',
    (failure: unknown) => (failure instanceof CannotRun ? failure.message : 'it crashed'),
  );

describe('sightline adopt', () => {
  let folder: string;
  let server: Server;
  let url: string;
  const file = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-adopt-'));
    writeFileSync(file('shop.txt'), textPage);
    writeFileSync(file('broken.txt'), `${textPage}shop_requests_total{\n`);
    writeFileSync(file('empty.txt'), '');
    server = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4').end(textPage);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/internal/metrics`; // it listens on a port
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await new Promise((closed) => server.close(closed));
  });

  test('prints the declaration, named as the file, and says beside it what there is', async () => {
    const { code, output, messages } = await adoptCommand([file('shop.txt')]);
    expect(code).toBe(0);
    expect(output).toContain("export const shop = serviceContract({\n  name: 'shop',");
    expect(output).toContain('export class Shop extends Chart {');
    // about the routes, what is no traffic, the promise, the namespace, the pods, the requests
    expect(messages).toBe(
      "'shop': 3 metrics declared, 1 left out as those of a runtime or of the cluster. 6 questions to answer: look for TODO.\n",
    );
  });

  test('knows the port and the path of a URL, and asks about what it can not know', async () => {
    const { output } = await adoptCommand([url, '--namespace', 'shops']);
    const { port } = server.address() as AddressInfo; // it listens on a port
    expect(output).toContain("  name: 'my-service',");
    expect(output).toContain("super(scope, id, { namespace: 'shops' });");
    expect(output).toContain(
      `// TODO: which labels do its pods have, and is this the port of the pod?\n      pods: { labels: { app: 'my-service' }, ports: { http: ${port} } },`,
    );
    expect(output).toContain("scrape: { path: '/internal/metrics' },");
    expect(output).not.toContain('in which namespace');
  });

  test('puts a file and a URL together', async () => {
    const { output } = await adoptCommand([file('shop.txt'), url, '--service', 'both']);
    expect(output).toContain(`Made by 'sightline adopt' of '${file('shop.txt')}', '${url}'.`);
    expect(output).toContain("name: 'both',");
  });

  test('writes a file, and never over another', async () => {
    const output = file('src/services/shop.ts');
    const first = await adoptCommand([file('shop.txt'), '--output', output]);
    expect([first.code, first.output]).toEqual([0, '']);
    const written = readFileSync(output, 'utf8');
    expect(written).toContain('serviceContract({');
    expect(await refused(file('shop.txt'), '--output', output, '--service', 'other')).toBe(
      `'${output}' is there already, and nothing is overwritten; name another file`,
    );
    expect(readFileSync(output, 'utf8')).toBe(written);
  });

  test('imports from the library of a fork by its path, and from the package elsewhere', async () => {
    const inFork = await adoptCommand([file('shop.txt')]);
    expect(inFork.output).toContain("from '../sightline';");
    const output = file('elsewhere.ts');
    await adoptCommand([file('shop.txt'), '--output', output]);
    expect(readFileSync(output, 'utf8')).not.toContain("from '../sightline';");
  });

  test('says what Prometheus refuses of a page, makes the rest, and ends with 1', async () => {
    const { code, output, messages } = await adoptCommand([file('broken.txt')]);
    expect(code).toBe(1);
    expect(output).toContain("counter('shop_requests_total'");
    expect(messages).toContain(`error EXP001 [${file('broken.txt')}:`);
  });

  test.each([
    [[], 'give the URL or the file of a metrics page'],
    [['none.txt'], "'none.txt' can't be read: there is no such file"],
    [['x.txt', '--service', 'No_Label'], "'--service' (No_Label) must be a DNS label"],
    [['x.txt', '--namespace', ''], "'--namespace' () must be a DNS label"],
    [['http://user:word@host/metrics'], 'a URL with a user name or password would stand in logs'],
  ])('refuses %j', async (args, message) => {
    expect(await refused(...args)).toContain(message);
  });

  test('refuses a page without a metric', async () => {
    expect(await refused(file('empty.txt'))).toContain(
      'has no metric; is it the page that Prometheus scrapes?',
    );
  });

  test('is a command, and has a help', async () => {
    expect(await adoptCommand(['--help'])).toEqual({ code: 0, output: adoptUsage });
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      expect(await main(['adopt', '--help'])).toBe(0);
      expect(write).toHaveBeenCalledWith(adoptUsage);
    } finally {
      write.mockRestore();
    }
  });
});
