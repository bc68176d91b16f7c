/** Observes the requests of a Fastify service with the metrics of its contract: the entry `@sightline-monitoring/instrument/fastify`. */
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest, RouteOptions } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { overflowValue } from '../contract/domain';
import type { KnownRoute } from './known-routes';
import { readOptions, type ObserveOptions } from './observe-options';
import { observer } from './observer';

export type { LabelSource, LabelSources } from './label-sources';
export type { NeededSources, ObservedMetrics, ObserveOptions } from './observe-options';
export type { Observation } from './request-tracker';

/**
 * A Fastify plugin that observes each request once, when its response is closed:
 *
 * - under the template of its route, and under `other` if it matched none or was answered before it reached one (a malformed URL,
 *   a hook of a plugin registered earlier, a server that is closing)
 * - a handler that throws, and a response that the service breaks off, as status 500; a client that leaves before there is a
 *   response, as 499
 * - without the metrics page and what is not traffic; without upgraded connections, such as WebSockets
 *
 * Register it first, and with the root instance: Fastify's hooks see only what is registered after them. Known routes begin at 0.
 *
 * @throws ProblemsError if an option is wrong, or a label has no source
 * @example
 * const { requests, latency, inFlight } = instrument({ requests, latency, inFlight });
 * app.register(observeRequests({ requests, latency, inFlight, notTraffic: contract.notTraffic }));
 */
export function observeRequests<Q, H = object, G = object>(
  options: ObserveOptions<Q, H, G, FastifyRequest>,
): FastifyPluginCallback {
  const read = readOptions(options, 'route');
  const { requests, page = '/metrics' } = read;

  const plugin: FastifyPluginCallback = (app, _, done) => {
    const pagePath = page === false ? undefined : `${app.prefix}${page}`;
    const failed = (err: unknown): void => app.log.error({ err }, 'onObserved failed');
    const { begin, routed, know } = observer(read, { page: pagePath, failed });

    // hooks don't see what is answered before them, and the server does not see what is injected
    if (isRoot(app)) app.server.prependListener('request', begin);
    app.addHook('onRequest', (request, reply, next) => {
      routed(request, request.raw, reply.raw, request.routeOptions.url ?? overflowValue);
      next();
    });

    const routes: KnownRoute[] = [];
    app.addHook('onRoute', (route) => void routes.push(knownRoute(route)));
    app.addHook('onReady', (next) => {
      for (const sentence of know(routes)) app.log.warn(sentence);
      next();
    });
    if (page !== false) {
      const { register } = requests;
      app.get(page, async (_request, reply) =>
        reply.type(register.contentType).send(await register.metrics()),
      );
    }
    done();
  };
  return fastifyPlugin(plugin, { fastify: '5.x', name: 'sightline-observe-requests' });
}

/** Whether an instance is the root: the others inherit from the one above them. */
function isRoot(app: FastifyInstance): boolean {
  return Object.getPrototypeOf(app) === Object.prototype;
}

/** What a route says of itself. Ranges of its response schema, such as `2xx`, name no status. */
function knownRoute({ url, method, schema }: RouteOptions): KnownRoute {
  const response = schema?.response;
  const named = typeof response === 'object' && response !== null ? Object.keys(response) : [];
  return {
    route: url,
    methods: Array.isArray(method) ? method : [method],
    statuses: named.filter((status) => /^[1-5]\d\d$/.test(status)).map(Number),
  };
}
