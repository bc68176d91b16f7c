import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import Router from '@koa/router';
import express5 from 'express';
import express4 from 'express4';
import Fastify, { type FastifyInstance } from 'fastify';
import { Hono, type Context as HonoContext } from 'hono';
import Koa from 'koa';
import mount from 'koa-mount';
import * as byExpress from '../../../../src/sightline/instrument/express';
import * as byFastify from '../../../../src/sightline/instrument/fastify';
import * as byHono from '../../../../src/sightline/instrument/hono';
import * as byHttp from '../../../../src/sightline/instrument/http';
import * as byKoa from '../../../../src/sightline/instrument/koa';
import type { ObservedMetrics } from '../../../../src/sightline/instrument/observe-options';
import { act, bodies, shopRoutes, streams, type Does, type ShopRoute } from './shop-routes';

interface RequestLabels {
  verb: readonly ['GET', 'POST'];
  route: { max: number };
  code: { max: number };
}

/** The metrics of the shop, and what is no traffic. */
export type Observed = ObservedMetrics<RequestLabels, Pick<RequestLabels, 'verb' | 'route'>, object>;

/** The shop in one framework: how it is observed, and its routes, each as its users would write it. Middleware answers `/refused`, and `/livez`, a probe. */
export type MakeShop = (observed: Observed) => RequestListener | Promise<RequestListener>;

/** All of the shops. */
export const shops: Readonly<Record<string, MakeShop>> = {
  fastify: async (observed) => {
    const app = Fastify({ exposeHeadRoutes: true });
    app.register(byFastify.observeRequests(observed));
    app.addHook('onRequest', async (request, reply) => {
      if (request.url === '/refused') await reply.code(401).send('no');
    });
    const add = (to: FastifyInstance, routes: readonly ShopRoute[]): void => {
      for (const { method, path, does } of routes) {
        to.route({
          method,
          url: path,
          handler: async (request, reply) => {
            if (does === 'cuts') request.raw.socket.destroy();
            if (streams(does)) return reply.send(bodies[does]());
            const { text, status } = await act(does);
            return reply.code(status).send(text);
          },
        });
      }
    };
    app.register(async (inner) => add(inner, [...shopRoutes.top, livez])); // middleware that answers is an unusual thing here
    for (const prefix of ['/v1', '/t/:tenant', '/admin'] as const) {
      app.register(async (inner) => add(inner, shopRoutes[prefix]), { prefix });
    }
    await app.ready();
    return (request, response) => {
      app.server.emit('request', request, response);
    };
  },

  'express 5': (observed) => expressShop(express5, observed),
  // the cast: the types are those of Express 5, and what is used here is the same in both
  'express 4': (observed) => expressShop(express4, observed),

  koa: (observed) => {
    const app = new Koa();
    app.silent = true;
    app.use(byKoa.observeRequests(observed));
    app.use(async (context, next) => {
      if (context.path === '/refused') context.throw(401);
      if (context.path === '/livez') context.body = 'ok';
      else await next();
    });
    const add = (to: Router, routes: readonly ShopRoute[]): void => {
      for (const { method, path, does } of routes) {
        to.register(path, [method], async (context) => {
          if (does === 'cuts') context.req.socket.destroy();
          if (streams(does)) {
            context.body = bodies[does]();
            return;
          }
          const { text, status } = await act(does);
          Object.assign(context, { body: text, status });
        });
      }
    };
    const top = new Router();
    add(top, shopRoutes.top);
    for (const prefix of ['/v1', '/t/:tenant'] as const) {
      const inner = new Router();
      inner.use((_context, next) => next());
      add(inner, shopRoutes[prefix]);
      top.use(prefix, inner.routes());
    }
    const admin = new Koa();
    const adminRouter = new Router();
    add(adminRouter, shopRoutes['/admin']);
    admin.use(adminRouter.routes());
    app.use(mount('/admin', admin)).use(top.routes()).use(top.allowedMethods());
    return (request, response) => void app.callback()(request, response);
  },

  hono: (observed) => {
    const app = new Hono();
    app.use(byHono.observeRequests(app, observed));
    app.use('/refused', async (context, next) => {
      if (context.req.method === 'GET') return context.text('no', 401);
      return next();
    });
    app.use('/livez', async (context, _next) => context.text('ok'));
    const add = (to: Hono, routes: readonly ShopRoute[]): Hono => {
      for (const { method, path, does } of routes) {
        to.on(method, path, async (context: HonoContext) => {
          const { incoming } = context.env as { readonly incoming: IncomingMessage };
          if (does === 'cuts') incoming.socket.destroy();
          if (streams(does)) return context.body(Readable.toWeb(bodies[does]()) as ReadableStream);
          const { text, status } = await act(does);
          return context.text(text, status as 200);
        });
      }
      return to;
    };
    add(app, shopRoutes.top);
    for (const prefix of ['/v1', '/t/:tenant'] as const)
      app.route(prefix, add(new Hono(), shopRoutes[prefix]));
    const admin = add(new Hono(), shopRoutes['/admin']);
    admin.onError((_error, context) => context.text('its own words', 500)); // its handlers are wrapped then
    app.route('/admin', admin);
    app.onError((_error, context) => context.text('a bug', 500));
    return honoListener(app);
  },

  'node:http': (observed) => {
    const all = Object.entries({ ...shopRoutes, '': [livez] }).flatMap(([prefix, routes]) =>
      routes.map(({ method, path, does }: ShopRoute) => {
        const template = prefix === 'top' ? path : prefix + path;
        return { method, template, does, pattern: new RegExp(`^${template.replaceAll(/:\w+/g, '[^/]+')}$`) };
      }),
    );
    const find = ({ method, url = '' }: IncomingMessage) =>
      all.find(
        (each) =>
          (method === 'HEAD' ? 'GET' : method) === each.method && each.pattern.test(url.split('?')[0] ?? ''),
      );
    return byHttp.observeRequests(
      { ...observed, route: (request) => find(request)?.template },
      (request, response) => {
        const does = find(request)?.does;
        const status = request.url === '/refused' ? 401 : 404;
        if (does === undefined) response.writeHead(status).end();
        else answer(does, request, response).catch(() => response.writeHead(500).end());
      },
    );
  },
};

const livez: ShopRoute = { method: 'GET', path: '/livez', does: 'answers' };

function expressShop(express: typeof express5, observed: Observed): RequestListener {
  const app = express();
  app.set('env', 'test'); // errors are not printed
  app.use(byExpress.observeRequests(observed));
  app.use((request, response, next) => {
    if (request.path === '/refused') response.sendStatus(401);
    else next();
  });
  app.use('/livez', (_request, response) => void response.send('ok'));
  const add = <T extends express5.IRouter>(to: T, routes: readonly ShopRoute[]): T => {
    for (const { method, path, does } of routes) {
      to[method === 'GET' ? 'get' : 'post'](path, (request, response, next) => {
        if (does === 'throws') void act(does);
        answer(does, request, response).catch(next);
      });
    }
    return to;
  };
  const admin = add(express(), shopRoutes['/admin']);
  app.use('/v1', add(express.Router(), shopRoutes['/v1']));
  app.use('/t/:tenant', add(express.Router(), shopRoutes['/t/:tenant']));
  app.use('/admin', admin);
  add(app, shopRoutes.top);
  app.use((_request, response) => void response.status(404).send('nothing here'));
  return app;
}

/** As `serve` of Hono makes a server of it. */
export function honoListener(app: Hono): RequestListener {
  const listener = getRequestListener(app.fetch.bind(app));
  return (request, response) => void listener(request, response);
}

/** By hand, as a handler of Express or of plain Node does it. */
async function answer(does: Does, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (does === 'cuts') request.socket.destroy();
  if (streams(does)) {
    pipeline(bodies[does](), response, () => undefined);
    return;
  }
  const { text, status } = await act(does);
  response.writeHead(status).end(text);
}

/** A server that listens with a shop, and its address. */
export async function listening(
  listener: RequestListener,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen on a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
