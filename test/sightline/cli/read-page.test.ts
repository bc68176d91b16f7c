import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    let encoding: unknown;
    answer = ({ headers }, response) => {
      asked = headers.accept;
      encoding = headers['accept-encoding'];
      response.setHeader('Content-Type', 'text/plain');
      response.end('ä 1\n');
    };
    expect(await readPage(url)).toEqual({ bytes: Buffer.from('ä 1\n'), format: 'text', problems: [] });
    expect(asked).toMatch(
      /^application\/openmetrics-text;version=1\.0\.0,text\/plain;version=0\.0\.4;q=0\.5/,
    );
    expect(encoding).toBe('gzip');
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

  test.each([404, 500, 204, 206])(
    'is none where the status is not 200, as for Prometheus: %d',
    async (status) => {
      answer = (_, response) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end();
      expect(await refusal()).toBe(`'${url}' answered with status ${status}, not with a metrics page`);
    },
  );

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

describe('a page from a file', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sightline-read-page-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const limits: PageLimits = { timeout: 500, size: 1000 };
  const refusal = async (path: string): Promise<string> => {
    const failure: unknown = await readPage(path, limits).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(CannotRun);
    return (failure as CannotRun).message;
  };
  const pipe = (name: string): string => {
    const path = join(folder, name);
    execFileSync('mkfifo', [path]);
    return path;
  };

  test('is its bytes, whatever they are', async () => {
    const path = join(folder, 'page');
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x0d, 0x0a]);
    writeFileSync(path, bytes);
    expect(await readPage(path, limits)).toEqual({ bytes, problems: [] });
  });

  test('is none where there is a folder, a device, nothing, or too much', async () => {
    const large = join(folder, 'large');
    writeFileSync(large, 'a 1\n'.repeat(300));
    expect(await refusal(large)).toMatch(/ is larger than 0\.00\d+ MiB, which no metrics page should be$/);
    expect(await refusal(folder)).toBe(
      `'${folder}' is a folder; give a file, or a URL with http:// or https://`,
    );
    expect(await refusal('/dev/zero')).toBe("'/dev/zero' is a device, not a file: it need not have an end");
    expect(await refusal(join(folder, 'none'))).toBe(
      `'${join(folder, 'none')}' can't be read: there is no such file; give a file, or a URL with http:// or https://`,
    );
  });

  test('may come through a pipe, as a shell makes one of a command', async () => {
    const path = pipe('written');
    const writer = spawn('sh', ['-c', `printf 'a 1\\nb 2\\n' > '${path}'`]);
    // the writer waits until somebody reads
    const bytes = await untilRead(path);
    expect(bytes.toString()).toBe('a 1\nb 2\n');
    await once(writer, 'close');
  });

  const untilRead = async (path: string): Promise<Buffer> => {
    for (;;) {
      const read = await readPage(path, { ...limits, timeout: 60_000 }).catch(() => undefined);
      if (read !== undefined) return Buffer.from(read.bytes);
    }
  };

  test('is none of a pipe into which nobody writes, and nobody waits for it', async () => {
    const path = pipe('silent');
    expect(await refusal(path)).toBe(`'${path}' can't be read: nobody wrote into the pipe within 0.5 s`);
  });

  test('is none of a pipe that has no end', async () => {
    const path = pipe('open');
    const writer = openSync(path, constants.O_RDWR);
    try {
      writeSync(writer, 'a 1\n');
      expect(await refusal(path)).toBe(`'${path}' can't be read: the pipe had no end within 0.5 s`);
      writeSync(writer, 'a 1\n'.repeat(300));
      expect(await refusal(path)).toMatch(/ is larger than 0\.00\d+ MiB/);
    } finally {
      closeSync(writer);
    }
  });
});
