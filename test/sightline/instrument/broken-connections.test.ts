import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { connect as connectHttp2, constants } from 'node:http2';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyPluginCallback } from 'fastify';
import { Registry } from 'prom-client';
import { observeRequests, type Observation } from '../../../src/sightline/instrument/fastify';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { requests } from '../../types/shop';
import { counted } from './page';
import { call, shop, until, type Shop } from './shop-server';

let made: Shop;
let address: string;
let entered = 0;

const routes: FastifyPluginCallback = (app, _, done) => {
  app.addHook('preHandler', (_request, _reply, next) => {
    entered++;
    next();
  });
  app.get('/slow', async () => {
    await sleep(100);
    return 'too late';
  });
  app.get('/slow-crash', async () => {
    await sleep(100);
    throw new Error('a bug that nobody waits for');
  });
  app.get('/endless', (_request, reply) => reply.send(ticks()));
  app.get('/stream', (_request, reply) => reply.send(Readable.from(['a', 'b', 'c'])));
  app.get('/torn', (_request, reply) => reply.send(Readable.from(torn())));
  app.get('/torn-at-once', (_request, reply) =>
    reply.send(new Readable({ read: (): never => fail('before the first byte') })),
  );
  app.get('/hijacked', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(207).end('by hand');
  });
  app.get('/cut', (request, reply) => {
    reply.hijack();
    request.raw.socket.destroy();
  });
  app.post('/upload', () => 'thanks');
  done();
};

/** Something every few milliseconds, without an end. */
function ticks(): Readable {
  return Readable.from(
    (async function* () {
      for (;;) {
        await sleep(5);
        yield 'tick';
      }
    })(),
  );
}

/** A body that breaks in its middle. */
async function* torn(): AsyncGenerator<string> {
  yield 'the first half';
  await sleep(20);
  fail('the second half is lost');
}

function fail(what: string): never {
  throw new Error(what);
}

beforeEach(async () => {
  entered = 0;
  made = shop();
  made.app.register(routes);
  address = await made.listen();
});
afterEach(() => made.app.close());

/** Leaves while it is served: sends a request, waits until it has reached its handler, and does something to the connection. */
async function leave(path: string, how: 'end' | 'destroy' | 'resetAndDestroy'): Promise<void> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: shop\r\n\r\n`);
  await until(() => entered === 1);
  expect(await made.open()).toBe(1);
  if (path === '/endless') await until(() => socket.bytesRead > 0);
  socket[how]();
}

describe('a client that leaves', () => {
  test.each(['end', 'destroy', 'resetAndDestroy'] as const)(
    'before there is a response is counted once, as 499, and no longer in flight (%s)',
    async (how) => {
      await leave('/slow', how);
      await until(() => made.observations.length === 1);
      expect(await made.open()).toBe(0);
      await sleep(150); // the handler ends too
      expect(await made.requests()).toEqual({ '{verb="GET",route="/slow",code="499"}': 1 });
    },
  );

  test('is not counted again when its handler crashes afterwards', async () => {
    await leave('/slow-crash', 'destroy');
    await until(() => made.observations.length === 1);
    await sleep(150);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/slow-crash",code="499"}': 1 });
  });

  test('in the middle of a response is counted under the status that it got', async () => {
    await leave('/endless', 'destroy');
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/endless",code="200"}': 1 });
    expect(await made.open()).toBe(0);
  });

  test('in the middle of its own body is counted as 499', async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.on('error', () => undefined).resume();
    socket.write(
      'POST /upload HTTP/1.1\r\nHost: shop\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nhalf',
    );
    await until(async () => (await made.open()) === 1);
    socket.destroy();
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="POST",route="/upload",code="499"}': 1 });
  });
});

describe('a response', () => {
  test('that is a stream is counted when it has ended', async () => {
    expect(await call(`${address}/stream`)).toBe(200);
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/stream",code="200"}': 1 });
  });

  test('that breaks off is counted as 500, whatever status was sent before', async () => {
    const response = await fetch(`${address}/torn`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/torn",code="500"}': 1 });
    expect(await made.open()).toBe(0);
  });

  test('that breaks before its first byte is counted with the status that was sent', async () => {
    expect(await call(`${address}/torn-at-once`)).toBe(500);
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/torn-at-once",code="500"}': 1 });
  });

  test('that a handler writes by itself is counted with its status', async () => {
    expect(await call(`${address}/hijacked`)).toBe(207);
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/hijacked",code="207"}': 1 });
  });

  test('that never comes, because the service closes the connection, is counted as 500', async () => {
    await expect(call(`${address}/cut`)).rejects.toThrow();
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/cut",code="500"}': 1 });
  });
});

test('a connection that becomes something else is no request', async () => {
  made.app.server.on('upgrade', (request, socket) => {
    // what plugins for WebSockets do: the request goes through the router, and the connection lives on
    const response = new ServerResponse(request);
    response.assignSocket(socket as never);
    made.app.routing(request, response);
    socket.on('end', () => socket.destroy());
    socket.resume();
  });
  const socket = connect(Number(new URL(address).port), '127.0.0.1').resume();
  socket.write('GET /slow HTTP/1.1\r\nHost: shop\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await until(() => entered === 1);
  socket.destroy();
  await sleep(150);
  expect(await made.requests()).toEqual({});
  expect(await made.open()).toBe(0);
});

test('over HTTP/2 requests are counted, and those that a client cancels or that the service breaks off', async () => {
  const register = new Registry();
  const seen: Observation[] = [];
  const app = Fastify({ http2: true });
  const onObserved = (observation: Observation): void => void seen.push(observation);
  app.register(
    observeRequests({ ...instrument({ requests }, { register }), notTraffic: {}, onObserved }) as never,
  );
  app.get('/ok', () => 'hello');
  app.get('/slow', async () => {
    await sleep(100);
    return 'late';
  });
  app.get('/torn', (_request, reply) => reply.send(Readable.from(torn())));
  const client = connectHttp2(await app.listen({ port: 0, host: '127.0.0.1' }));
  const ask = (path: string) =>
    client
      .request({ ':path': path })
      .on('error', () => undefined)
      .resume();
  await once(ask('/ok'), 'close');
  const slow = ask('/slow');
  await sleep(30);
  slow.close(constants.NGHTTP2_CANCEL);
  await until(() => seen.length === 2);
  await once(ask('/torn'), 'close');
  await until(() => seen.length === 3);
  expect(await counted(register, 'shop_requests_total')).toEqual({
    '{verb="GET",route="/ok",code="200"}': 1,
    '{verb="GET",route="/slow",code="499"}': 1,
    '{verb="GET",route="/torn",code="500"}': 1,
  });
  client.destroy();
  await app.close();
});
