/** Observes the requests of a Koa service with the metrics of its contract: the entry `@sightline-monitoring/instrument/koa`. */
import type { Context, Middleware } from 'koa';
import type { KnownRoute } from './known-routes';
import { readOptions, type ObserveOptions } from './observe-options';
import { routerObserver } from './observer';

export type { LabelSource, LabelSources } from './label-sources';
export type { NeededSources, ObservedMetrics, ObserveOptions } from './observe-options';
export type { Observation } from './request-tracker';

/** What is read of a layer of `@koa/router`: a route, or middleware, which has no methods. */
interface Layer {
  readonly path: string | RegExp;
  readonly methods: readonly string[];
}

/** What `@koa/router` and `koa-mount` leave in a context. */
interface RoutedContext {
  routerPath?: string | RegExp;
  readonly matched?: readonly Layer[];
  readonly mountPath?: string;
}

/**
 * Middleware for Koa that observes each request once, when its response is closed:
 *
 * - under the template of its route in `@koa/router`, with the prefixes of routers and of `koa-mount`, and under `other` if it reached none
 * - a handler that throws under the status of its error, a response that the service breaks off as 500, a client that leaves before there is a response as 499
 * - without the metrics page, which it serves, and what is not traffic
 *
 * Use it first: what stands before it answers unseen.
 *
 * @throws ProblemsError if an option is wrong, or a label has no source
 * @example
 * const { requests, latency, inFlight } = instrument({ requests, latency, inFlight });
 * app.use(observeRequests({ requests, latency, inFlight, notTraffic: contract.notTraffic }));
 */
export function observeRequests<Q, H = object, G = object>(
  options: ObserveOptions<Q, H, G, Context>,
): Middleware {
  const observer = routerObserver(readOptions(options, 'path'));
  return async (context, next) => {
    const { path, req: raw, res: response } = context;
    if (observer.isPage(context.method, path)) {
      const { text, type } = await observer.page();
      context.set('content-type', type);
      context.body = text;
      return;
    }
    const route = watched(context);
    observer.enter({ request: context, raw, response, path, route }, () => routesOf(context.app.middleware));
    await next();
  };
}

/** Follows what each router in turn puts into the context, while the path is that of the router. Gives the template of the last route that was reached. */
function watched(context: RoutedContext & { readonly path: string }): () => string | undefined {
  const asked = context.path;
  let current: string | RegExp | undefined;
  let template: string | undefined;
  const before = Object.getOwnPropertyDescriptor(context, 'routerPath');
  Object.defineProperty(context, 'routerPath', {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (path: string | RegExp | undefined) => {
      before?.set?.call(context, path); // another observer's
      current = path;
      const isRoute = context.matched?.some((layer) => layer.path === path && layer.methods.length > 0);
      if (path !== undefined && isRoute === true) template = mountedBelow(context, asked) + String(path);
    },
  });
  return () => template;
}

/** What `koa-mount` has taken from the path, by all mounts together; a path that something else has changed says nothing. */
function mountedBelow({ path, mountPath }: RoutedContext & { readonly path: string }, asked: string): string {
  const own = path === '/' ? '' : path;
  const taken = asked.endsWith(own) ? asked.slice(0, asked.length - own.length).replace(/\/$/, '') : '';
  return mountPath !== undefined && taken.endsWith(mountPath.replace(/\/$/, '')) ? taken : '';
}

/** The routes of the routers that an application uses itself. */
function routesOf(middleware: readonly object[]): KnownRoute[] {
  return middleware
    .flatMap((each) => ('router' in each ? ((each.router as { stack?: readonly Layer[] }).stack ?? []) : []))
    .filter(({ methods }) => methods.length > 0)
    .map(({ path, methods }) => ({
      route: String(path),
      methods: methods.filter((method) => method !== 'HEAD'), // Koa's own addition to each GET
      statuses: [],
    }));
}
