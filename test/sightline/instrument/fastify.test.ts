import type { FastifyPluginCallback } from 'fastify';
import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { observeRequests } from '../../../src/sightline/instrument/fastify';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { ProblemsError } from '../../../src/sightline/problem/problems-error';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { requests as shopRequests } from '../../types/shop';
import { counted, samplesOf } from './page';
import { call, shop, until, type Shop } from './shop-server';

let running: Shop | undefined;
afterEach(async () => {
  await running?.app.close();
  running = undefined;
});

/** A listening shop with some routes, and its address. */
async function start(made: Shop, routes?: FastifyPluginCallback): Promise<string> {
  running = made;
  if (routes) made.app.register(routes);
  return made.listen();
}

describe('a request is counted', () => {
  test('once, under the template of its route with all prefixes, the method and the status', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.register(
        (inner, _options, next) => {
          inner.get('/carts/:id', () => 'a cart');
          inner.post('/carts', (_request, reply) => reply.code(201).send('made'));
          next();
        },
        { prefix: '/v1' },
      );
      done();
    });
    for (const id of [1, 2, 3]) await call(`${address}/v1/carts/${id}?page=${id}`);
    await call(`${address}/v1/carts`, { method: 'POST' });
    await until(() => made.observations.length === 4);
    expect(await made.requests()).toEqual({
      '{verb="GET",route="/v1/carts/:id",code="200"}': 3,
      '{verb="POST",route="/v1/carts",code="201"}': 1,
    });
  });

  test('with its duration in seconds, in the right bucket', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.get('/slow', async () => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        return 'late';
      });
      done();
    });
    await call(`${address}/slow`);
    await until(() => made.observations.length === 1);
    const samples = samplesOf(await made.register.metrics());
    const labels = 'verb="GET",route="/slow"';
    expect(samples.get(`shop_request_seconds_bucket{le="0.1",${labels}}`)).toBe(0);
    expect(samples.get(`shop_request_seconds_bucket{le="+Inf",${labels}}`)).toBe(1);
    const seconds = samples.get(`shop_request_seconds_sum{${labels}}`) ?? NaN;
    expect(seconds).toBeGreaterThan(0.149);
    // and no milliseconds
    expect(seconds).toBeLessThan(100);
    expect(made.observations).toEqual([
      { time: expect.any(Number), method: 'GET', route: '/slow', status: '200', seconds },
    ]);
  });

  test('under other if it matches no route, whatever its path is, and if its URL is none', async () => {
    const made = shop();
    const address = await start(made);
    const paths = ['/nothing', '/a/b/c', '/%zz', '/wp-login.php?x=1', '/%F0%9F%92%A5'];
    for (const path of paths) await call(address + path);
    await call(`${address}/healthz`, { method: 'POST' }); // a path that is no route
    await until(() => made.observations.length === 6);
    expect(await made.requests()).toEqual({
      '{verb="GET",route="other",code="404"}': 4,
      '{verb="GET",route="other",code="400"}': 1,
      '{verb="POST",route="other",code="404"}': 1,
    });
  });

  test('under other if an application answers unknown paths itself, under a prefix too', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.register(
        (inner, _options, next) => {
          inner.setNotFoundHandler((_request, reply) => reply.code(410).send('gone'));
          next();
        },
        { prefix: '/old' },
      );
      done();
    });
    await call(`${address}/old/thing`);
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="other",code="410"}': 1 });
  });

  test('under the method other if the contract does not list it', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.get('/', () => 'hello');
      app.route({ method: 'DELETE', url: '/', handler: () => 'bye' });
      done();
    });
    await call(address, { method: 'HEAD' });
    await call(address, { method: 'DELETE' });
    await until(() => made.observations.length === 2);
    expect(await made.requests()).toEqual({ '{verb="other",route="/",code="200"}': 2 });
    expect(made.observations.map(({ method }) => method)).toEqual(['HEAD', 'DELETE']);
  });

  test('as 500 if its handler throws, before or after it has waited', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.get('/at-once', () => {
        throw new Error('a bug');
      });
      app.get('/later', async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        throw new Error('a bug');
      });
      app.get('/nonsense', () => {
        throw 'not even an error'; // eslint-disable-line @typescript-eslint/only-throw-error -- JavaScript can throw anything
      });
      done();
    });
    for (const path of ['/at-once', '/later', '/nonsense']) expect(await call(address + path)).toBe(500);
    await until(() => made.observations.length === 3);
    expect(await made.requests()).toEqual({
      '{verb="GET",route="/at-once",code="500"}': 1,
      '{verb="GET",route="/later",code="500"}': 1,
      '{verb="GET",route="/nonsense",code="500"}': 1,
    });
    expect(await made.open()).toBe(0);
  });

  test('as 500 if a hook or the error handler itself crashes', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      const crash = (): never => {
        throw new Error('a bug');
      };
      app.get('/hook', { preHandler: async () => crash() }, () => 'never');
      app.get('/handler', { errorHandler: crash }, crash);
      done();
    });
    for (const path of ['/hook', '/handler']) await call(address + path);
    await until(() => made.observations.length === 2);
    expect(await made.requests()).toEqual({
      '{verb="GET",route="/hook",code="500"}': 1,
      '{verb="GET",route="/handler",code="500"}': 1,
    });
  });

  test('with the status that refused its body, and the template', async () => {
    const made = shop({ bodyLimit: 100 });
    const address = await start(made, (app, _, done) => {
      app.post('/carts/:id', { schema: { body: { type: 'object', required: ['size'] } } }, () => 'ok');
      done();
    });
    const post = (body: string, type = 'application/json') =>
      call(`${address}/carts/1`, { method: 'POST', body, headers: { 'content-type': type } });
    expect(await post('{"size":1}')).toBe(200);
    expect(await post('{}')).toBe(400);
    expect(await post('{"size"')).toBe(400);
    expect(await post('x', 'application/x-thing')).toBe(415);
    expect(await post(JSON.stringify({ size: 'x'.repeat(100) }))).toBe(413);
    await until(() => made.observations.length === 5);
    expect(await made.requests()).toEqual({
      '{verb="POST",route="/carts/:id",code="200"}': 1,
      '{verb="POST",route="/carts/:id",code="400"}': 2,
      '{verb="POST",route="/carts/:id",code="415"}': 1,
      '{verb="POST",route="/carts/:id",code="413"}': 1,
    });
  });

  test('under other if a plugin that was registered earlier answers it', async () => {
    const made = shop({}, (app) => {
      app.addHook('onRequest', (request, reply, done) => {
        if (request.url === '/secret') void reply.code(401).send('no');
        else done();
      });
    });
    const address = await start(made, (app, _, done) => {
      app.get('/secret', () => 'never');
      done();
    });
    expect(await call(`${address}/secret`)).toBe(401);
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="other",code="401"}': 1 });
  });

  test('once if it is injected and does not come through the server', async () => {
    const made = shop();
    running = made;
    made.app.get('/', () => 'hello');
    await made.app.inject('/');
    await made.app.inject('/nowhere');
    expect(await made.requests()).toEqual({
      '{verb="GET",route="/",code="200"}': 1,
      '{verb="GET",route="other",code="404"}': 1,
    });
  });

  test('each time, if several come over one connection', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.get('/', () => 'hello');
      done();
    });
    for (let round = 0; round < 20; round++) await (await fetch(address)).text(); // keeps the connection
    await until(() => made.observations.length === 20);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/",code="200"}': 20 });
  });
});

describe('what is no traffic', () => {
  test('is left out: the metrics page, probes, and the HEAD of both', async () => {
    const made = shop();
    const address = await start(made, (app, _, done) => {
      app.get('/healthz', () => 'ok');
      app.get('/', () => 'hello');
      done();
    });
    for (const path of ['/metrics', '/healthz', '/healthz?verbose=1']) {
      expect(await call(address + path)).toBe(200);
      expect(await call(address + path, { method: 'HEAD' })).toBe(200);
    }
    await call(address);
    await until(() => made.observations.length === 1);
    expect(await made.requests()).toEqual({ '{verb="GET",route="/",code="200"}': 1 });
    expect(await (await fetch(`${address}/metrics`)).text()).not.toMatch(/healthz|metrics"/);
  });

  test('is not in flight either: the page, read while nothing else is served, says 0', async () => {
    const made = shop();
    const address = await start(made);
    const page = await (await fetch(`${address}/metrics`)).text();
    expect(samplesOf(page).get('shop_open_requests')).toBe(0);
  });

  test('can be told by method and by status too', async () => {
    const register = new Registry();
    const { calls } = instrument(
      { calls: counter('calls_total', 'Calls', { method: ['GET', 'OPTIONS'], status: { max: 5 } }) },
      { register },
    );
    const app = Fastify();
    app.register(observeRequests({ requests: calls, notTraffic: { method: ['OPTIONS'], status: ['304'] } }));
    app.get('/', (_request, reply) => reply.send('hello'));
    app.options('/', (_request, reply) => reply.send('hello'));
    app.get('/same', (_request, reply) => reply.code(304).send());
    for (const url of ['/', '/same'] as const) await app.inject(url);
    await app.inject({ method: 'OPTIONS', url: '/' });
    expect(await counted(register, 'calls_total')).toEqual({ '{method="GET",status="200"}': 1 });
    await app.close();
  });
});

test('requests that are being served are in flight until they end', async () => {
  const made = shop();
  let answer: (() => void) | undefined;
  const address = await start(made, (app, _, done) => {
    app.get('/wait', () => new Promise((resolve) => (answer = () => resolve('done'))));
    done();
  });
  const reply = call(`${address}/wait`);
  await until(() => answer !== undefined);
  expect(await made.open()).toBe(1);
  expect(await made.requests()).toEqual({});
  answer?.();
  await reply;
  await until(() => made.observations.length === 1);
  expect(await made.open()).toBe(0);
});

test('requests in flight take the labels of their routes, of which what is no traffic takes no place', async () => {
  const register = new Registry();
  const open = gauge('open_requests', 'Open', { method: ['GET'], route: { max: 3 } });
  const metrics = instrument({ requests: shopRequests, open }, { register });
  const app = Fastify();
  app.register(
    observeRequests({ ...metrics, inFlight: metrics.open, notTraffic: { route: ['/healthz', '/readyz'] } }),
  );
  const seen: unknown[] = [];
  app.register((inner, _, done) => {
    for (const url of ['/healthz', '/readyz']) inner.get(url, () => 'ok');
    for (const url of ['/a', '/b', '/c']) {
      inner.get(url, async () => {
        seen.push(await counted(register, 'open_requests'));
        return 'done';
      });
    }
    done();
  });
  for (const url of ['/healthz', '/readyz', '/nowhere', '/a', '/a', '/b', '/c']) await app.inject(url);
  expect(seen).toEqual([
    { '{method="GET",route="/a"}': 1 },
    { '{method="GET",route="/a"}': 1 },
    { '{method="GET",route="/b"}': 1 },
    { '{method="GET",route="other"}': 1 },
  ]);
  expect(await counted(register, 'open_requests')).toEqual({});
  await app.close();
});

describe('the metrics page', () => {
  test('is the text of the registry, with its content type', async () => {
    const made = shop();
    const address = await start(made);
    const response = await fetch(`${address}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await response.text()).toBe(await made.register.metrics());
  });

  test('can stand elsewhere, or be left to the service', async () => {
    const options = () => instrument({ requests: shopRequests }, { register: new Registry() });
    const [elsewhere, none] = [Fastify(), Fastify()];
    elsewhere.register(observeRequests({ ...options(), notTraffic: {}, page: '/internal/metrics' }));
    none.register(observeRequests({ ...options(), notTraffic: {}, page: false }));
    const status = async (app: typeof none, url: string) => (await app.inject(url)).statusCode;
    expect(await status(elsewhere, '/internal/metrics')).toBe(200);
    expect(await status(elsewhere, '/metrics')).toBe(404);
    expect(await status(none, '/metrics')).toBe(404);
    await Promise.all([elsewhere.close(), none.close()]);
  });
});

test('the plugin sees only the scope that it is registered in, and two of them keep apart', async () => {
  const app = Fastify();
  const registers = ['/a', '/b'].map((prefix) => {
    const register = new Registry();
    const metrics = instrument({ requests: shopRequests }, { register });
    app.register(
      (inner, _, done) => {
        inner.register(observeRequests({ ...metrics, notTraffic: {} }));
        inner.get('/x', () => 'x');
        done();
      },
      { prefix },
    );
    return register;
  });
  app.get('/outside', () => 'x');
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  for (const path of ['/a/x', '/b/x', '/b/x', '/outside', '/nothing', '/a/metrics']) {
    await call(address + path);
  }
  await app.close();
  expect(await Promise.all(registers.map((register) => counted(register, 'shop_requests_total')))).toEqual([
    { '{verb="GET",route="/a/x",code="200"}': 1 },
    { '{verb="GET",route="/b/x",code="200"}': 2 },
  ]);
});

test('hooks of others run as they do without it, and see what they would', async () => {
  const seen: string[] = [];
  const made = shop({}, (app) => {
    app.addHook('onRequest', async (request) => void seen.push(`request ${request.url}`));
  });
  const address = await start(made, (app, _, done) => {
    app.addHook('preHandler', async () => void seen.push('preHandler'));
    app.addHook('onSend', async (_request, _reply, payload) => {
      seen.push('send');
      return `${String(payload)}!`;
    });
    app.addHook('onResponse', async (_request, reply) => void seen.push(`response ${reply.statusCode}`));
    app.get('/', async () => 'hello');
    done();
  });
  const response = await fetch(address, { headers: { connection: 'close' } });
  expect(await response.text()).toBe('hello!');
  await until(() => made.observations.length === 1);
  expect(seen).toEqual(['request /', 'preHandler', 'send', 'response 200']);
});

test('an observer that throws changes nothing but the log', async () => {
  const lines: string[] = [];
  const register = new Registry();
  const app = Fastify({ logger: { level: 'error', stream: { write: (line: string) => lines.push(line) } } });
  const onObserved = () => {
    throw new Error('disk full');
  };
  app.register(
    observeRequests({ ...instrument({ requests: shopRequests }, { register }), notTraffic: {}, onObserved }),
  );
  app.get('/', () => 'hello');
  expect((await app.inject('/')).statusCode).toBe(200);
  expect(await counted(register, 'shop_requests_total')).toEqual({ '{verb="GET",route="/",code="200"}': 1 });
  expect(lines.join()).toContain('disk full');
  await app.close();
});

describe('labels', () => {
  const tenants = counter('tenant_requests_total', 'Requests by tenant', {
    tenant: { max: 3 },
    handler: { max: 10 },
    code: { max: 10 },
  });

  test('can come from the request, within their domain; where that fails they are other', async () => {
    const register = new Registry();
    const app = Fastify();
    app.register(
      observeRequests({
        requests: instrument({ tenants }, { register }).tenants,
        notTraffic: {},
        labels: {
          handler: 'route',
          tenant: ({ headers }) => {
            if (headers['x-tenant'] === undefined) throw new Error('no tenant');
            return String(headers['x-tenant']);
          },
        },
      }),
    );
    app.get('/t', () => 'x');
    for (const tenant of ['red', 'blue', 'green', 'red']) {
      await app.inject({ url: '/t', headers: { 'x-tenant': tenant } });
    }
    await app.inject('/t');
    expect(await counted(register, 'tenant_requests_total')).toEqual({
      '{tenant="red",handler="/t",code="200"}': 2,
      '{tenant="blue",handler="/t",code="200"}': 1,
      '{tenant="other",handler="/t",code="200"}': 2,
    });
    await app.close();
  });

  test('from the request can say what is no traffic, each time anew', async () => {
    const register = new Registry();
    const app = Fastify();
    app.register(
      observeRequests({
        requests: instrument({ tenants }, { register }).tenants,
        notTraffic: { tenant: ['probe'] },
        labels: { handler: 'route', tenant: ({ headers }) => String(headers['x-tenant']) },
      }),
    );
    app.get('/t', () => 'x');
    for (const tenant of ['probe', 'red', 'probe', 'red', 'probe']) {
      await app.inject({ url: '/t', headers: { 'x-tenant': tenant } });
    }
    expect(await counted(register, 'tenant_requests_total')).toEqual({
      '{tenant="red",handler="/t",code="200"}': 2,
    });
    await app.close();
  });

  test('without a source, of no metric, or not known in time are refused before anything starts', () => {
    const register = new Registry();
    const open = gauge('open_requests', 'Open', { code: { max: 5 } });
    const metrics = instrument({ tenants, open }, { register });
    const options = { requests: metrics.tenants, inFlight: metrics.open, notTraffic: {} };
    const run = () => observeRequests({ ...options, labels: { colour: 'route', handler: 'route' } as never });
    let problems: unknown;
    try {
      run();
    } catch (error) {
      problems = error instanceof ProblemsError ? error.problems : error;
    }
    expect(problems).toEqual([
      expect.objectContaining({ id: 'LBL201', path: 'labels.colour' }),
      expect.objectContaining({ id: 'OPT003', path: 'labels.tenant' }),
      expect.objectContaining({ id: 'OPT002', path: 'inFlight' }),
    ]);
  });
});
