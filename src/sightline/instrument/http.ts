/** Observes the requests of a service on plain `node:http` with the metrics of its contract: the entry `@sightline-monitoring/instrument/http`. */
import type { IncomingMessage, RequestListener } from 'node:http';
import { ProblemsError } from '../problem/problems-error';
import { describeKind } from '../problem/read';
import { wrongValue } from '../problem/shape';
import { readOptions, type ObserveOptions } from './observe-options';
import { logged, metricsPage, observer, templateFrom } from './observer';

export type { LabelSource, LabelSources } from './label-sources';
export type { NeededSources, ObservedMetrics, ObserveOptions } from './observe-options';
export type { Observation } from './request-tracker';

/** Finds the template of the route of a request, such as `/users/:id`; undefined if it has none. Never a path, which can be anything. */
export type RouteOf = (request: IncomingMessage) => string | undefined;

/** What {@link observeRequests} takes. */
export type HttpObserveOptions<Q, H, G> = ObserveOptions<Q, H, G, IncomingMessage> & {
  /** Finds the route of a request, before the listener is called. What it throws counts as none. */
  readonly route: RouteOf;
};

/**
 * A listener around the one of the service, that observes each request once, when its response is closed:
 *
 * - under the template that `route` gives, and under `other` if it gives none
 * - a response that the service breaks off as 500, a client that leaves before there is a response as 499
 * - without the metrics page, which it serves, and what is not traffic
 *
 * @param listener that of the service; it is called for all requests but those of the metrics page
 * @throws ProblemsError if an option is wrong, or a label has no source
 * @example
 * const metrics = instrument({ requests, latency, inFlight });
 * const observed = observeRequests({ ...metrics, notTraffic: contract.notTraffic, route }, listener);
 * createServer(observed).listen(8080);
 */
export function observeRequests<Q, H = object, G = object>(
  options: HttpObserveOptions<Q, H, G>,
  listener: RequestListener,
): RequestListener {
  const read = readOptions<Q, H, G, IncomingMessage>(options, 'route');
  // they are read once, and what is not known there is left in them
  const { route } = read as typeof read & { readonly route?: RouteOf };
  if (typeof route !== 'function')
    throw new ProblemsError([
      wrongValue('route', describeKind(route), "a function that gives the template of a request's route"),
    ]);
  const { isPage, page } = metricsPage(read);
  const { routed } = observer(read, { failed: logged });
  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (isPage(request.method, path)) {
      page().then(
        ({ text, type }) => response.setHeader('content-type', type).end(text),
        () => response.writeHead(500).end(),
      );
      return;
    }
    routed(
      request,
      request,
      response,
      templateFrom(() => route(request)),
    );
    listener(request, response);
  };
}
