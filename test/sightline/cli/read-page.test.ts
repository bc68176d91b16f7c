import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { readPage, type PageLimits } from '../../../src/sightline/cli/read-page';

describe('a page from a URL', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`; // of a server on a port
  });
  afterAll(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );

  const limits: PageLimits = { timeout: 300, size: 1000 };
  const refusal = async (source = url): Promise<string> => {
    const failure: unknown = await readPage(source, limits).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(CannotRun);
    return (failure as CannotRun).message;
  };
  const answering = (type: string | undefined) => {
    answer = (_, response) => {
      if (type !== undefined) response.setHeader('Content-Type', type);
      response.end('a 1\n');
    };
  };

  test('is asked for as Prometheus does: OpenMetrics first, then text', async () => {
    let asked: string | undefined;
    answer = ({ headers }, response) => {
      asked = headers.accept;
      response.setHeader('Content-Type', 'text/plain');
      response.end('ä 1\n');
    };
    expect(await readPage(url)).toEqual({ text: 'ä 1\n', format: 'text', problems: [] });
    expect(asked).toMatch(
      /^application\/openmetrics-text;version=1\.0\.0,text\/plain;version=0\.0\.4;q=0\.5/,
    );
  });

  test.each([
    ['application/openmetrics-text; version=1.0.0; charset=utf-8', 'openmetrics', []],
    ['text/plain; version=0.0.4', 'text', []],
    ['text/html', undefined, ['EXP014']],
    [undefined, undefined, ['EXP014']],
  ])('has the format that its type says: %s', async (type, format, problems) => {
    answering(type);
    const page = await readPage(url);
    expect(page.format).toBe(format);
    expect(page.problems.map(({ id }) => id)).toEqual(problems);
  });

  test('is none where the status says so', async () => {
    answer = (_, response) => response.writeHead(404).end();
    expect(await refusal()).toBe(`'${url}' answered with status 404, not with a metrics page`);
  });

  test('is none that does not come, or does not end, in time', async () => {
    answer = () => undefined;
    expect(await refusal()).toBe(`'${url}' can't be reached: there was no whole answer within 0.3 s`);
    answer = (_, response) => response.write('a 1\n');
    expect(await refusal()).toBe(`'${url}' can't be reached: there was no whole answer within 0.3 s`);
  });

  test('is none that does not end', async () => {
    answer = (_, response) => {
      const more = setInterval(() => response.write('a 1\n'.repeat(200)), 5);
      response.on('close', () => clearInterval(more));
    };
    expect(await refusal()).toMatch(/ is larger than 0\.00\d+ MiB/);
  });

  test('is none where nobody listens, or the URL is wrong', async () => {
    expect(await refusal('http://nothing.invalid/metrics')).toMatch(
      /^'http:\/\/nothing\.invalid\/metrics' can't be reached: /,
    );
    expect(await refusal('http://')).toBe("'http://' is no URL");
  });

  test('is not asked for with a password, which is not printed either', async () => {
    const message = await refusal('http://me:hunter2@127.0.0.1/metrics');
    expect(message).toMatch(/^a URL with a user name or password would stand in logs/);
    expect(message).not.toContain('hunter2');
  });
});
