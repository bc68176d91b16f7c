import { once } from 'node:events';
import { connect } from 'node:net';
import { Registry } from 'prom-client';
import { instrument } from '../../../../src/sightline/instrument/prom-client';
import type { Observation } from '../../../../src/sightline/instrument/request-tracker';
import { samplesOf } from '../page';
import { call, metrics, readingsOf, until } from '../shop-server';
import { waiting } from './shop-routes';
import { listening, shops, type MakeShop } from './shops';

/** A running shop. */
async function start(make: MakeShop) {
  const register = new Registry();
  const seen: Observation[] = [];
  const listener = await make({
    ...instrument(metrics, { register }),
    notTraffic: { route: ['/healthz', '/livez'] },
    onObserved: (observation) => seen.push(observation),
  });
  const { url, close } = await listening(listener);
  return {
    url,
    close,
    register,
    seen,
    call: (path: string, method = 'GET') => call(url + path, { method }),
    ...readingsOf(register),
  };
}

type Running = Awaited<ReturnType<typeof start>>;

/** What holds in each framework: requests, and what they are counted under. */
const behaviours: Readonly<Record<string, (shop: Running) => Promise<void>>> = {
  'a request is counted under its template with all prefixes, whatever its path is': async (shop) => {
    for (const id of [1, 2, 3]) await shop.call(`/v1/carts/${id}?page=${id}`);
    await shop.call('/v1/carts', 'POST');
    for (const tenant of ['a', 'b', 'things']) await shop.call(`/t/${tenant}/things/${tenant}`);
    await shop.call('/admin/users/7');
    await shop.call('/');
    await until(() => shop.seen.length === 9);
    expect(await shop.requests()).toEqual({
      '{verb="GET",route="/v1/carts/:id",code="200"}': 3,
      '{verb="POST",route="/v1/carts",code="201"}': 1,
      '{verb="GET",route="/t/:tenant/things/:thing",code="200"}': 3,
      '{verb="GET",route="/admin/users/:id",code="200"}': 1,
      '{verb="GET",route="/",code="200"}': 1,
    });
  },

  'one that matches no route, or is answered before it reaches one, is counted under other': async (shop) => {
    const paths = [
      '/nothing',
      '/v1/nothing',
      '/t/x/nothing',
      '/admin/nothing',
      '/wp-login.php?x=1',
      '/%F0%9F%92%A5',
    ];
    for (const path of paths) expect(await shop.call(path)).toBe(404);
    expect(await shop.call('/refused')).toBe(401);
    await until(() => shop.seen.length === 7);
    expect(await shop.requests()).toEqual({
      '{verb="GET",route="other",code="404"}': 6,
      '{verb="GET",route="other",code="401"}': 1,
    });
  },

  'HEAD is counted with its route, and what a route has no method for under other': async (shop) => {
    await shop.call('/v1/carts/1', 'HEAD');
    await shop.call('/v1/carts', 'HEAD');
    await shop.call('/v1/carts/1', 'DELETE');
    await shop.call('/v1/carts/1', 'OPTIONS');
    await until(() => shop.seen.length === 4);
    expect(shop.seen.map((each) => `${each.method} ${each.route}`)).toEqual([
      'HEAD /v1/carts/:id',
      'HEAD other',
      'DELETE other',
      'OPTIONS other',
    ]);
    expect(Object.keys(await shop.requests()).filter((series) => !series.includes('verb="other"'))).toEqual(
      [],
    );
  },

  'an error that is thrown, at once or later, is counted as 500 under the whole template': async (shop) => {
    for (const path of ['/crash', '/crash-later', '/v1/carts/1/crash', '/admin/crash']) {
      expect(await shop.call(path)).toBe(500);
    }
    await until(() => shop.seen.length === 4);
    expect(await shop.requests()).toEqual({
      '{verb="GET",route="/crash",code="500"}': 1,
      '{verb="GET",route="/crash-later",code="500"}': 1,
      '{verb="GET",route="/v1/carts/:id/crash",code="500"}': 1,
      '{verb="GET",route="/admin/crash",code="500"}': 1,
    });
    expect(await shop.open()).toBe(0);
  },

  'a response that is a stream is counted when it has ended, and one that the service breaks off as 500':
    async (shop) => {
      expect(await shop.call('/stream')).toBe(200);
      const torn = await fetch(`${shop.url}/torn`);
      expect(torn.status).toBe(200);
      await expect(torn.text()).rejects.toThrow();
      await expect(shop.call('/cut')).rejects.toThrow();
      await until(() => shop.seen.length === 3);
      expect(await shop.requests()).toEqual({
        '{verb="GET",route="/stream",code="200"}': 1,
        '{verb="GET",route="/torn",code="500"}': 1,
        '{verb="GET",route="/cut",code="500"}': 1,
      });
      expect(await shop.open()).toBe(0);
    },

  'a client that leaves is counted as 499, in the middle of a response under the status it got; then nothing is in flight':
    async (shop) => {
      for (const path of ['/slow', '/endless']) {
        const socket = connect(Number(new URL(shop.url).port), '127.0.0.1');
        socket.on('error', () => undefined).resume();
        await once(socket, 'connect');
        socket.write(`GET ${path} HTTP/1.1\r\nHost: shop\r\n\r\n`);
        await until(() => (path === '/slow' ? waiting.length === 1 : socket.bytesRead > 0));
        expect(await shop.open()).toBe(1);
        expect(shop.seen).toHaveLength(path === '/slow' ? 0 : 1);
        socket.destroy();
        await until(async () => (await shop.open()) === 0);
        waiting.pop()?.();
      }
      await until(() => shop.seen.length === 2);
      expect(await shop.requests()).toEqual({
        '{verb="GET",route="/slow",code="499"}': 1,
        '{verb="GET",route="/endless",code="200"}': 1,
      });
    },

  'the page is served, and neither it nor a probe is counted, measured or in flight': async (shop) => {
    for (const method of ['GET', 'HEAD']) {
      for (const path of ['/metrics', '/metrics?x=1', '/healthz', '/healthz?verbose=1', '/livez']) {
        expect(await shop.call(path, method)).toBe(200);
      }
    }
    const page = await fetch(`${shop.url}/metrics`);
    expect(page.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await page.text();
    expect(text).toBe(await shop.register.metrics());
    expect(samplesOf(text).get('shop_open_requests')).toBe(0);
    expect(text).not.toMatch(/healthz|livez|metrics"/);
    expect(await shop.requests()).toEqual({});
    expect(shop.seen).toEqual([]);
  },

  'a page that can not be made is answered with 500, and the service goes on': async (shop) => {
    jest.spyOn(shop.register, 'metrics').mockRejectedValueOnce(new Error('a collector that fails'));
    expect(await shop.call('/metrics')).toBe(500);
    expect(await shop.call('/metrics')).toBe(200);
    expect(await shop.requests()).toEqual({});
  },

  'crashes of a route begin at 0 with its first request at the latest, and durations are measured once':
    async (shop) => {
      await shop.call('/v1/carts/1');
      await shop.call('/t/a/things/1');
      await until(() => shop.seen.length === 2);
      const samples = samplesOf(await shop.register.metrics());
      for (const path of ['/v1/carts/:id', '/t/:tenant/things/:thing']) {
        expect(samples.get(`shop_requests_total{verb="GET",route="${path}",code="500"}`)).toBe(0);
        expect(samples.get(`shop_request_seconds_count{verb="GET",route="${path}"}`)).toBe(1);
      }
    },
};

describe.each(Object.entries(shops))('in a service on %s', (_, make) => {
  let shop: Running;
  beforeEach(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined); // the server of Hono prints what breaks
    shop = await start(make);
  });
  afterEach(async () => {
    await shop.close();
    jest.restoreAllMocks();
  });

  test.each(Object.entries(behaviours))('%s', (_name, behaves) => behaves(shop));
});
