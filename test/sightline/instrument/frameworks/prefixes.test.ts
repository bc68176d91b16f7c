import Router from '@koa/router';
import express5 from 'express';
import express4 from 'express4';
import { Hono, type Context as HonoContext } from 'hono';
import Koa from 'koa';
import mount from 'koa-mount';
import type { RequestListener } from 'node:http';
import { Registry } from 'prom-client';
import * as byExpress from '../../../../src/sightline/instrument/express';
import * as byHono from '../../../../src/sightline/instrument/hono';
import * as byHttp from '../../../../src/sightline/instrument/http';
import * as byKoa from '../../../../src/sightline/instrument/koa';
import { instrument } from '../../../../src/sightline/instrument/prom-client';
import type { Observation } from '../../../../src/sightline/instrument/request-tracker';
import { ProblemsError } from '../../../../src/sightline/problem/problems-error';
import { counter, gauge } from '../../../../src/sightline/promql/build/metric';
import { samplesOf } from '../page';
import { call, until } from '../shop-server';
import { honoListener, listening } from './shops';

const domains = { route: { max: 40 }, status: { max: 10 } };
const requests = counter('shop_requests_total', 'Requests', domains);

/** How a service observes, with what has been seen. */
function observed() {
  const register = new Registry();
  const seen: Observation[] = [];
  const onObserved = (observation: Observation): void => void seen.push(observation);
  return {
    register,
    seen,
    options: { ...instrument({ requests }, { register }), notTraffic: {}, onObserved },
  };
}

/** Calls paths of a service one after another. What each was counted under. */
async function countedAs(listener: RequestListener, seen: readonly Observation[], paths: readonly string[]) {
  const { url, close } = await listening(listener);
  for (const [index, path] of paths.entries()) {
    await call(url + path);
    await until(() => seen.length === index + 1);
  }
  await close();
  return Object.fromEntries(
    paths.map((path, index) => [path, `${seen[index]?.route} ${seen[index]?.status}`]),
  );
}

// the cast: the types are those of Express 5, and what is used here is the same in both
const versions = { 4: express4, 5: express5 };

describe.each(Object.entries(versions))('Express %s', (version, express) => {
  const ok: express5.RequestHandler = (_request, response) => void response.send('ok');
  const fail: express5.RequestHandler = () => {
    throw new Error('a bug');
  };

  test('tells routes by the templates of all that is around them, and never by a path', async () => {
    const { seen, options } = observed();
    const app = express().set('env', 'test');
    app.use(byExpress.observeRequests(options));
    const api = express.Router();
    api.get('/items/:id', ok).get('/fail', fail).get('/', ok);
    const deep = express.Router({ mergeParams: true }).use('/b/:b', express.Router().use('/c', api));
    const inner = express().get('/x/:x', ok);
    const mounted = express().use('/i/:i', inner).get('/crash', fail);
    app.use('/one', api);
    app.use('/two', api); // the same router in two places
    app.use('/a/:a', deep);
    app.use(/^\/v\d+/, express.Router().get('/z', ok));
    app.use(['/l1', '/l2'], express.Router().get('/z', ok));
    app.use('/app/:tenant', mounted);
    app.use('/in-router', express.Router().use('/app', express().get('/y', ok)));
    app.use('/users/:id', (_request, response) => void response.send('no route at all'));
    app.get(['/m1', '/m2'], ok);
    app.get(/^\/r(\d+)$/, ok);
    app.get('/falls/:id', (_request, _response, next) => next());
    app.use(
      version === '4' ? '*' : '/{*rest}',
      (_request, response) => void response.status(404).send('nothing'),
    );
    app.use(
      ((_error, _request, response, _next) =>
        void response.status(503).send('sorry')) as express5.ErrorRequestHandler,
    );
    const paths = {
      '/one/items/1': '/one/items/:id 200',
      '/TWO/items/1': '/two/items/:id 200',
      '/two/fail': '/two/fail 503',
      '/two': '/two 200',
      '/a/b/b/c/c/items/c': '/a/:a/b/:b/c/items/:id 200',
      '/v7/z': '/*/z 200',
      '/app/t1/i/7/x/8': '/app/:tenant/i/:i/x/:x 200',
      '/app/t1/crash': '/app/:tenant/crash 503',
      '/in-router/app/y': '/in-router/app/y 200',
      '/users/7': 'other 200',
      '/m2': '/m1|/m2 200',
      '/r12': '/^\\/r(\\d+)$/ 200',
      '/falls/7': '/falls/:id 404',
      '/nothing': 'other 404',
    };
    expect(await countedAs(app, seen, Object.keys(paths))).toEqual(paths);
  });

  test('lets all routes begin at 0 with the first request, those in routers too', async () => {
    const { register, seen, options } = observed();
    const app = express();
    app.use(byExpress.observeRequests(options));
    app.use('/v1', express.Router().get('/items/:id', ok).post('/items', ok));
    await countedAs(app, seen, ['/']);
    expect([...samplesOf(await register.metrics())]).toEqual([
      ['shop_requests_total{route="/v1/items/:id",status="500"}', 0],
      ['shop_requests_total{route="/v1/items",status="500"}', 0],
      ['shop_requests_total{route="other",status="404"}', 1],
    ]);
  });

  test('can have two observers, and each counts', async () => {
    const [one, two] = [observed(), observed()];
    const app = express();
    app.use(byExpress.observeRequests(one.options), byExpress.observeRequests(two.options));
    app.use('/v1', express.Router().get('/x/:id', ok));
    await countedAs(app, one.seen, ['/v1/x/1']);
    expect([one.seen[0]?.route, two.seen[0]?.route]).toEqual(['/v1/x/:id', '/v1/x/:id']);
  });
});

describe('Koa', () => {
  test('tells routes by the templates of routers and mounts, those that answer and not those that match too', async () => {
    const { seen, options } = observed();
    const app = new Koa();
    app.silent = true;
    app.use(byKoa.observeRequests(options));
    const ok: Koa.Middleware = (context) => void (context.body = 'ok');
    const router = new Router({ prefix: '/api' });
    router.use('/guarded', (context) => context.throw(403));
    router.get('/guarded/x', ok);
    router
      .get('/users/:id', ok)
      .get('/users/me', ok)
      .get(/^\/r(\d+)$/, ok);
    router.get('/falls/:id', (_context, next) => next());
    router.get('/fail', () => Promise.reject(new Error('a bug')));
    const leaf = new Koa().use(
      new Router()
        .get('/x/:id', ok)
        .get('/', ok)
        .get('/fail', (context) => context.throw(409))
        .routes(),
    );
    const branch = new Koa().use(mount('/inner', leaf));
    const rewriting = new Router().get('/page', ok).routes();
    app.use(mount('/outer', branch)).use(router.routes());
    app.use(async (context, next) => {
      const [, language, ...rest] = context.path.split('/'); // such as a language before the path
      if (language === 'en') context.path = `/${rest.join('/')}`;
      await next();
    });
    app.use(rewriting as never);
    const paths = {
      '/api/users/me': '/api/users/:id 200',
      '/api/users/7': '/api/users/:id 200',
      '/api/guarded/x': 'other 403',
      '/api/falls/7': '/api/falls/:id 404',
      '/api/fail': '/api/fail 500',
      '/outer/inner/x/7': '/outer/inner/x/:id 200',
      '/outer/inner': '/outer/inner/ 200',
      '/outer/inner/fail': '/outer/inner/fail 409',
      '/outer/nothing': 'other 404',
      '/en/page': '/page 200',
      '/nothing': 'other 404',
    };
    expect(
      await countedAs(
        (request, response) => void app.callback()(request, response),
        seen,
        Object.keys(paths),
      ),
    ).toEqual(paths);
  });
});

describe('Hono', () => {
  test('tells handlers from middleware, in applications with prefixes and error handlers of their own', async () => {
    const { register, seen, options } = observed();
    const app = new Hono();
    app.use(byHono.observeRequests(app, options));
    app.use('/api/*', async (_context, next) => next());
    app.use('/guarded/*', async (context, next) =>
      context.req.query('key') ? next() : context.text('no', 403),
    );
    app.get('/guarded/x', (context) => context.text('ok'));
    app.all('/any/:id', (context) => context.text('ok'));
    app.get('/falls/:id', async (_context, next) => next());
    const api = new Hono().basePath('/v1');
    api.get('/users/:id', (context) => context.text('ok'));
    api.all('/any', (context) => context.text('ok'));
    api.onError((_error, context) => context.text('sorry', 503));
    api.get('/fail', () => {
      throw new Error('a bug');
    });
    app.route('/api', api);
    app.notFound((context) => context.text('nothing', 410));
    const paths = {
      '/api/v1/users/7': '/api/v1/users/:id 200',
      '/api/v1/any': '/api/v1/any 200',
      '/api/v1/fail': '/api/v1/fail 503',
      '/guarded/x': 'other 403',
      '/guarded/x?key=1': '/guarded/x 200',
      '/any/7': '/any/:id 200',
      '/falls/7': '/falls/:id 410',
      '/api/nothing': 'other 410',
      '/nothing': 'other 410',
    };
    expect(await countedAs(honoListener(app), seen, Object.keys(paths))).toEqual(paths);
    expect(
      samplesOf(await register.metrics()).get('shop_requests_total{route="/guarded/x",status="500"}'),
    ).toBe(0);
  });

  test('serves without a server too, and then counts nothing', async () => {
    const { seen, options } = observed();
    const app = new Hono();
    app.use(byHono.observeRequests(app, options));
    app.get('/', (context) => context.text('ok'));
    expect((await app.request('/')).status).toBe(200);
    expect((await app.request('/metrics')).headers.get('content-type')).toMatch(/^text\/plain/);
    expect(seen).toEqual([]);
  });
});

describe('labels of other names come from the request of the framework, and the page stands where it is wanted', () => {
  const byTenant = counter('shop_tenant_requests_total', 'Requests', {
    tenant: { max: 9 },
    status: { max: 9 },
  });
  const labels = {
    tenant: ({ headers }: { headers: Readonly<Record<string, unknown>> }) => String(headers['x-tenant']),
  };
  const base = (register: Registry) => ({
    ...instrument({ requests: byTenant }, { register }),
    notTraffic: { status: ['204'] },
    page: '/internal/metrics',
  });
  const services: Readonly<Record<string, (register: Registry) => RequestListener>> = {
    Express: (register) =>
      express5()
        .use(byExpress.observeRequests({ ...base(register), labels }))
        .get('/:status', (request, response) => void response.status(Number(request.params.status)).end()),
    Koa: (register) => {
      const app = new Koa().use(byKoa.observeRequests({ ...base(register), labels }));
      app.use((context) => void (context.status = Number(context.path.slice(1))));
      return (request, response) => void app.callback()(request, response);
    },
    Hono: (register) => {
      const app = new Hono();
      const tenant = ({ req }: HonoContext) => req.header('x-tenant') ?? 'none';
      app.use(byHono.observeRequests(app, { ...base(register), labels: { tenant } }));
      app.get('/:status', (context) => context.body(null, Number(context.req.param('status')) as 204));
      return honoListener(app);
    },
    'node:http': (register) =>
      byHttp.observeRequests(
        { ...base(register), labels, route: () => '/:status' },
        ({ url = '' }, response) => response.writeHead(Number(url.slice(1))).end(),
      ),
  };

  test.each(Object.entries(services))('on %s', async (_, make) => {
    const register = new Registry();
    const { url, close } = await listening(make(register));
    const ask = async (path: string) =>
      (await fetch(url + path, { headers: { 'x-tenant': 'a', connection: 'close' } })).text();
    for (const path of ['/201', '/204', '/201']) await ask(path);
    const series = 'shop_tenant_requests_total{tenant="a",status="201"}';
    await until(async () => samplesOf(await ask('/internal/metrics')).get(series) === 2);
    await close();
    expect([...samplesOf(await register.metrics())]).toEqual([[series, 2]]);
  });
});

describe('what can not be observed is refused', () => {
  const open = gauge('shop_open_requests', 'Open', { route: { max: 5 } });
  const metrics = () => instrument({ requests, inFlight: open }, { register: new Registry() });
  const refused = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return error instanceof ProblemsError ? error.problems : error;
    }
  };

  test('a gauge of what is being served by route, where the route is not known in time', () => {
    const problem = {
      id: 'OPT002',
      path: 'inFlight',
      message:
        "label 'route' of 'shop_open_requests' is a route, which this framework tells only once the request has been through its router",
    };
    const options = () => ({ ...metrics(), notTraffic: {} });
    expect(refused(() => byExpress.observeRequests(options()))).toEqual([expect.objectContaining(problem)]);
    expect(refused(() => byKoa.observeRequests(options()))).toEqual([expect.objectContaining(problem)]);
    expect(refused(() => byHono.observeRequests(new Hono(), options()))).toEqual([
      expect.objectContaining(problem),
    ]);
    expect(
      refused(() => byHttp.observeRequests({ ...options(), route: () => '/' }, () => undefined)),
    ).toBeInstanceOf(Function);
  });

  test('a service on plain Node that does not say how to find a route', () => {
    const options = { ...metrics(), notTraffic: {} };
    expect(refused(() => byHttp.observeRequests(options as never, () => undefined))).toEqual([
      expect.objectContaining({
        id: 'OPT002',
        message: "'route' (nothing) must be a function that gives the template of a request's route",
      }),
    ]);
  });
});

test('a route that can not be found out is other, and an observer that fails does not end the process', async () => {
  const { seen, options } = observed();
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const route = (): never => {
    throw new Error('a bug in the router');
  };
  const onObserved = (observation: Observation): never => {
    options.onObserved(observation);
    throw new Error('a bug in the log');
  };
  const listener = byHttp.observeRequests({ ...options, onObserved, route }, (_request, response) =>
    response.end(),
  );
  expect(await countedAs(listener, seen, ['/x'])).toEqual({ '/x': 'other 200' });
  expect(warn.mock.calls).toEqual([[expect.stringMatching(/^onObserved failed: Error: a bug in the log\n/)]]);
  warn.mockRestore();
});
