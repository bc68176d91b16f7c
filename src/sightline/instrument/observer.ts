import { overflowValue } from '../contract/domain';
import { crowded, startAtZero, type KnownRoute } from './known-routes';
import { notTrafficOf, sourcesOf } from './label-sources';
import type { ReadOptions } from './observe-options';
import type { RawRequest, RawResponse } from './outcome';
import {
  requestTracker,
  type Observation,
  type RequestTracker,
  type TrackerOptions,
} from './request-tracker';

/** Observes the requests of one service; what stands between a framework and the metrics. */
export interface Observer extends RequestTracker {
  /**
   * Lets the series of routes begin at 0, those that are no traffic left out.
   *
   * @returns a sentence for each label that has more routes than places
   */
  readonly know: (routes: readonly KnownRoute[]) => string[];

  /** Whether a request is no traffic, as far as can be said of it. */
  readonly isLeftOut: ReturnType<typeof notTrafficOf>;
}

/** What is outside the options. */
export interface ObserverContext {
  /**
   * The route of the metrics page.
   *
   * @default - there is none, or it is not handed over
   */
  readonly page?: string;

  /** Told of what `onObserved` throws: what goes wrong after the response must not end the process. */
  readonly failed: (failure: unknown) => void;
}

/** An observer. */
export function observer(options: ReadOptions, { page, failed }: ObserverContext): Observer {
  const { requests, latency, inFlight, notTraffic, onObserved } = options;
  const sources = sourcesOf(options.labels ?? {});
  const isLeftOut = notTrafficOf(notTraffic, sources, false);
  const onCounted =
    onObserved &&
    ((observation: Observation): void => {
      try {
        onObserved(observation);
      } catch (failure) {
        failed(failure);
      }
    });
  // the cast: a tracker gives each metric exactly its own labels, which it reads from the declaration
  const observed = { requests, latency, inFlight } as Pick<
    TrackerOptions,
    'requests' | 'latency' | 'inFlight'
  >;
  // a crash after the first request with a method counts, also where the framework does not tell its routes
  const onNew = (method: string, route: string): void =>
    startAtZero(requests, [{ route, methods: [method], statuses: [] }], sources);
  return {
    ...requestTracker({ ...observed, notTraffic, sources, page, onNew, onCounted }),
    isLeftOut,
    know: (routes) => {
      const traffic = routes.flatMap((each) => {
        const methods = each.methods.filter((method) => !isLeftOut({ method, route: each.route }));
        return methods.length === 0 || each.route === page ? [] : [{ ...each, methods }];
      });
      startAtZero(requests, traffic, sources);
      const declarations = [requests, latency, inFlight].flatMap((each) => each?.declaration ?? []);
      return crowded(declarations, traffic, sources);
    },
  };
}

/** A request for an observer of a framework that tells the route only once it has been through its router. */
export interface EnteringRequest {
  /** As the framework hands it out, for functions that read labels. */
  readonly request: unknown;

  readonly raw: RawRequest;
  readonly response: RawResponse;

  /** The path that was asked for, without a query. A probe is known by it before there is a route. */
  readonly path: string;

  /** The template of the route that was reached, asked for when the response is closed. Undefined if there was none. */
  readonly route: () => string | undefined;
}

/** The metrics page of a service, for observers that serve it themselves. */
export interface MetricsPage {
  /** Whether a request asks for it. It is then to be served, and not observed. @param path below where the observer stands */
  readonly isPage: (method: string | undefined, path: string) => boolean;

  /** What to serve. */
  readonly page: () => Promise<{ readonly text: string; readonly type: string }>;
}

/** The metrics page that options ask for. */
export function metricsPage({ page: place = '/metrics', requests }: ReadOptions): MetricsPage {
  const { register } = requests;
  return {
    isPage: (method, path) => path === place && (method === 'GET' || method === 'HEAD'),
    page: async () => ({ text: await register.metrics(), type: register.contentType }),
  };
}

/** An observer for frameworks that tell the route only once a request has been through their router. */
export interface RouterObserver extends MetricsPage {
  /** Begins with a request. @param routes those of the application, which are asked for with its first request */
  readonly enter: (request: EnteringRequest, routes: () => readonly KnownRoute[]) => void;
}

/**
 * An observer for frameworks that tell the route only once a request has been through their router, and whose applications are ready when
 * the first request comes.
 */
export function routerObserver(options: ReadOptions): RouterObserver {
  const { know, entered, isLeftOut } = observer(options, { failed: logged });
  let begun = false;
  return {
    ...metricsPage(options),
    enter: ({ request, raw, response, path, route }, routes) => {
      if (!begun) {
        begun = true;
        for (const sentence of know(routes())) process.emitWarning(sentence);
      }
      const { method = overflowValue } = raw;
      const leftOut = isLeftOut({ method, route: path, request });
      const isProbe = leftOut && !isLeftOut({ method, route: overflowValue, request });
      const template = (): string => {
        const reached = templateFrom(route);
        // a probe that middleware answers has no route, and is none the less what the contract leaves out
        return isProbe && reached === overflowValue && response.statusCode !== 404 ? path : reached;
      };
      entered({ request, raw, response, isTraffic: !leftOut, route: template });
    },
  };
}

/** For frameworks without a log of their own: a warning, which is printed, and which a service can listen for. */
export function logged(failure: unknown): void {
  process.emitWarning(
    `onObserved failed: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`,
  );
}

/** The overflow value for a route that there is none of, or that can't be read: that must not fail the request, or end the process. */
export function templateFrom(route: () => string | undefined): string {
  try {
    return route() ?? overflowValue;
  } catch {
    return overflowValue;
  }
}
