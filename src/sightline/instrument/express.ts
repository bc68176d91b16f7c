/** Observes the requests of an Express service, version 4 or 5, with the metrics of its contract: the entry `@sightline-monitoring/instrument/express`. */
import type { Request, RequestHandler } from 'express';
import {
  knownFrom,
  placedRoutes,
  prefixOf,
  takes,
  templateOf,
  type ExpressApp,
  type ExpressRoute,
  type PlacedRoute,
} from './express-routes';
import { readOptions, type ObserveOptions } from './observe-options';
import { routerObserver } from './observer';

export type { LabelSource, LabelSources } from './label-sources';
export type { NeededSources, ObservedMetrics, ObserveOptions } from './observe-options';
export type { Observation } from './request-tracker';

/**
 * Middleware for Express 4 and 5 that observes each request once, when its response is closed:
 *
 * - under the template of its route with the prefixes of all routers and applications around it, and under `other` if it reached none
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
  options: ObserveOptions<Q, H, G, Request>,
): RequestHandler {
  const observer = routerObserver(readOptions(options, 'path'));
  const find = routeFinder();
  return (request, response, next) => {
    if (observer.isPage(request.method, request.path)) {
      observer.page().then(({ text, type }) => response.setHeader('content-type', type).end(text), next);
      return;
    }
    const app = request.app as unknown as ExpressApp; // more of it than its types tell
    const reached = watched(request);
    const path = request.baseUrl + request.path;
    const route = (): string | undefined => find(app, reached);
    const raw = request;
    observer.enter({ request, raw, response, path, route }, () =>
      placedRoutes(app, prefixOf(app)).map(knownFrom),
    );
    next();
  };
}

/** The last route that a request has reached, and where that was. Whoever handles an error does so elsewhere, and it stays that of the route. */
interface Reached {
  route?: ExpressRoute;

  /** The innermost application that the route is in. */
  app?: ExpressApp;

  /** The path below which the route stands, as it was asked for. */
  baseUrl: string;
}

const key = Symbol('sightline.reached');

/** Follows `request.route`, which Express sets on each request, while the router that sets it is still in charge. */
function watched(request: Request & { [key]?: Reached }): Reached {
  const before = request[key];
  if (before !== undefined) return before;
  const reached: Reached = { baseUrl: '' };
  request[key] = reached;
  let current: ExpressRoute | undefined;
  Object.defineProperty(request, 'route', {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (route: ExpressRoute | undefined) => {
      current = route;
      if (route === undefined || !takes(route, request.method)) return;
      reached.route = route;
      reached.app = request.app as unknown as ExpressApp; // as above
      reached.baseUrl = request.baseUrl;
    },
  });
  return reached;
}

/** Finds the template of what was reached. The routes of an application are read anew when one comes that was not among them. */
function routeFinder(): (root: ExpressApp, reached: Reached) => string | undefined {
  const known = new WeakMap<ExpressRoute, readonly PlacedRoute[]>();
  return (root, { route, app = root, baseUrl }) => {
    if (route === undefined) return undefined;
    let places = known.get(route);
    if (places === undefined) {
      const all = [root, app].flatMap((each) => placedRoutes(each, prefixOf(each)));
      places = all.filter((placed) => placed.route === route);
      known.set(route, places);
    }
    const place = places.find(({ prefix }) => fits(prefix, baseUrl)) ?? places[0];
    return place && templateOf(place);
  };
}

/** Whether a template can be that of a path. */
function fits(prefix: string, path: string): boolean {
  const parts = path.toLowerCase().split('/');
  const templates = prefix.toLowerCase().split('/');
  return (
    parts.length === templates.length &&
    templates.every((template, place) => template === parts[place] || /[:*{]/.test(template))
  );
}
