/** Observes the requests of a Hono service on Node with the metrics of its contract: the entry `@sightline-monitoring/instrument/hono`. */
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { KnownRoute } from './known-routes';
import { readOptions, type ObserveOptions } from './observe-options';
import { routerObserver } from './observer';
import type { RawRequest, RawResponse } from './outcome';

export type { LabelSource, LabelSources } from './label-sources';
export type { NeededSources, ObservedMetrics, ObserveOptions } from './observe-options';
export type { Observation } from './request-tracker';

/** What is read of a route of Hono, which middleware is too. */
interface Handler {
  readonly path: string;
  readonly method: string;
  readonly handler: object;
}

/**
 * Middleware for Hono that observes each request once, when its response is closed:
 *
 * - under the template of its route, with all prefixes, and under `other` if it reached none
 * - a handler that throws under the status of its error, a response that the service breaks off as 500, a client that leaves before there is a response as 499
 * - without the metrics page, which it serves, and what is not traffic
 *
 * Use it first: what stands before it answers unseen. It needs `@hono/node-server`, which hands over what Node knows of a response; where that is not, as with `app.request(…)`,
 * nothing is observed.
 *
 * @param app whose routes begin at 0
 * @throws ProblemsError if an option is wrong, or a label has no source
 * @example
 * const { requests, latency, inFlight } = instrument({ requests, latency, inFlight });
 * app.use(observeRequests(app, { requests, latency, inFlight, notTraffic: contract.notTraffic }));
 */
export function observeRequests<Q, H = object, G = object>(
  app: Pick<Hono, 'routes'>,
  options: ObserveOptions<Q, H, G, Context>,
): MiddlewareHandler {
  const observer = routerObserver(readOptions(options, 'path'));
  return async (context, next) => {
    const { method, path } = context.req;
    if (observer.isPage(method, path)) {
      const { text, type } = await observer.page();
      return context.body(text, 200, { 'content-type': type });
    }
    const { incoming: raw, outgoing: response } = (context.env ?? {}) as {
      readonly incoming?: RawRequest;
      readonly outgoing?: RawResponse;
    };
    if (raw !== undefined && response !== undefined) {
      const route = (): string | undefined => routeOf(context);
      observer.enter({ request: context, raw, response, path, route }, () => app.routes.flatMap(knownRoute));
    }
    await next();
    return undefined;
  };
}

/** The template of the handler that ran last. Middleware that answered itself is no route, as is none that all went past. */
function routeOf({ req }: Context): string | undefined {
  // not `hono/route`: a service that imports Hono as an ES module has another copy of it, which can't be read from here
  const last = req.matchedRoutes[req.routeIndex]; // eslint-disable-line @typescript-eslint/no-deprecated -- as said above
  return last === undefined || isMiddleware(last) ? undefined : last.path;
}

/** Hono keeps both in one list, and tells them apart by the arguments that they take. */
function isMiddleware({ method, handler }: Handler): boolean {
  return method === 'ALL' && (target(handler) as { readonly length?: number }).length !== 1;
}

/** A handler of an application with its own error handler is wrapped in another. */
function target(handler: object): object {
  return '__COMPOSED_HANDLER' in handler ? target(handler.__COMPOSED_HANDLER as object) : handler;
}

function knownRoute({ path, method }: Handler): KnownRoute[] {
  return method === 'ALL' ? [] : [{ route: path, methods: [method], statuses: [] }];
}
