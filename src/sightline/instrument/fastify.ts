/** Observes the requests of a Fastify service with the metrics of its contract: the entry `@sightline-monitoring/instrument/fastify`. */
import type { FastifyInstance, FastifyPluginCallback } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { overflowValue } from '../contract/domain';
import type { MetricType } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import { isMade } from '../problem/made';
import { object, optional, required } from '../problem/object-shape';
import { error, hasErrors } from '../problem/problems';
import { ProblemsError } from '../problem/problems-error';
import { partOf } from '../problem/read';
import { oneOf, text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, either, list, make, record, type Shape } from '../problem/shape';
import { anyText } from '../problem/text-rules';
import type { CounterInstrument, GaugeInstrument, HistogramInstrument, Instrument } from './instruments';
import { crowded, knownRoute, startAtZero, type KnownRoute } from './known-routes';
import { checkSources, notTrafficOf, sourcesOf, type LabelSource, type LabelSources } from './label-sources';
import { requestTracker, type Observation, type TrackerOptions } from './request-tracker';
import type { usualSources } from './usual-sources';

export type { LabelSource, LabelSources } from './label-sources';
export type { Observation } from './request-tracker';

/** What {@link observeRequests} takes, but for the sources of labels. */
export interface ObservedMetrics<Q, H, G> {
  /** Counts requests. */
  readonly requests: CounterInstrument<Q>;

  /**
   * Measures how long they take, in seconds.
   *
   * @default - durations are not measured
   */
  readonly latency?: HistogramInstrument<H>;

  /**
   * Holds how many are being served.
   *
   * @default - that is not counted
   */
  readonly inFlight?: GaugeInstrument<G>;

  /** What is no traffic: `notTraffic` of the contract, or `{}`. The metrics page never is. */
  readonly notTraffic: ServiceContract['notTraffic'];

  /**
   * Path of the metrics page, below the prefix of the instance that the plugin is registered with; false for none.
   *
   * @default '/metrics'
   */
  readonly page?: string | false;

  /**
   * Called at the moment a request has been counted, such as for a log. What it throws is logged.
   *
   * @default - nothing is called
   */
  readonly onObserved?: (observation: Observation) => void;
}

type Names<Q, H, G> = (keyof Q | keyof H | keyof G) & string;

/** Where the values of labels come from. Needed for those whose name does not say it. */
export type NeededSources<L extends string> = [Exclude<L, keyof typeof usualSources>] extends [never]
  ? {
      /**
       * Where the values of labels come from.
       *
       * @default - `method` and `verb`: the method; `route` and `endpoint`: the route's template; `status` and `code`: the status
       */
      readonly labels?: LabelSources<L>;
    }
  : {
      /** Where the values of labels come from; those with usual names need no source. */
      readonly labels: LabelSources<L>;
    };

/** What {@link observeRequests} takes. */
export type ObserveOptions<Q, H, G> = ObservedMetrics<Q, H, G> & NeededSources<Names<Q, H, G>>;

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
  options: ObserveOptions<Q, H, G>,
): FastifyPluginCallback {
  const read = settled(options);
  // all instruments of a service may be given, of which it takes those that it knows
  const misshapen = checkShape(read, observeShape).filter(({ id }) => id !== 'OPT001');
  if (hasErrors(misshapen)) throw new ProblemsError(misshapen);
  // their names have been checked by the type of the options; without types, by checkSources
  const given: Readonly<Record<string, LabelSource>> = read.labels ?? {};
  const { requests, latency, inFlight, notTraffic, onObserved, page = '/metrics' } = read;
  const during = inFlight === undefined ? [] : [inFlight];
  const metrics = [requests, ...(latency === undefined ? [] : [latency]), ...during];
  const problems = checkSources(given, notTraffic, metrics, during);
  if (hasErrors(problems)) throw new ProblemsError(problems);
  const sources = sourcesOf(given);

  const plugin: FastifyPluginCallback = (app, _, done) => {
    const pagePath = page === false ? undefined : `${app.prefix}${page}`;
    const onCounted = onObserved && guarded(app, onObserved);
    // the cast: a tracker gives each metric exactly its own labels, which it reads from the declaration
    const observed = { requests, latency, inFlight } as Pick<
      TrackerOptions,
      'requests' | 'latency' | 'inFlight'
    >;
    const tracker = requestTracker({ ...observed, notTraffic, sources, page: pagePath, onCounted });

    // hooks don't see what is answered before them, and the server does not see what is injected
    if (isRoot(app)) app.server.prependListener('request', tracker.begin);
    app.addHook('onRequest', (request, reply, next) => {
      tracker.routed(request, reply.raw, request.routeOptions.url ?? overflowValue);
      next();
    });

    const routes: KnownRoute[] = [];
    app.addHook('onRoute', (route) => {
      if (route.url !== pagePath) routes.push(knownRoute(route));
    });
    app.addHook('onReady', (next) => {
      const isLeftOut = notTrafficOf(notTraffic, sources, false);
      const traffic = routes.flatMap((each) => {
        const methods = each.methods.filter((method) => !isLeftOut({ method, route: each.route }));
        return methods.length === 0 ? [] : [{ ...each, methods }];
      });
      startAtZero(requests, traffic, sources);
      const declarations = metrics.map(({ declaration }) => declaration);
      for (const sentence of crowded(declarations, traffic, sources)) app.log.warn(sentence);
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

/** An option that `instrument` has made of a metric of one type. */
function instrumentOf(type: MetricType): Shape<Instrument<unknown>> {
  const expected = `a ${type} made by instrument`;
  return make(['object'], expected, (value, path) =>
    isMade('instrument', value) && partOf(partOf(value, 'declaration'), 'type') === type
      ? []
      : [error('OPT002', `'${path}' must be ${expected}`, { path })],
  );
}

const sourceShape = make<LabelSource>(
  ['text', 'function'],
  "'method', 'route', 'status' or a function of the request",
  (value, path) =>
    typeof value === 'function' ? [] : checkShape(value, oneOf('method', 'route', 'status'), path),
);

interface LooseOptions {
  readonly requests: Instrument<unknown>;
  readonly latency?: Instrument<unknown>;
  readonly inFlight?: Instrument<unknown>;
  readonly notTraffic: ServiceContract['notTraffic'];
  readonly page?: string | false;
  readonly onObserved?: (observation: Observation) => void;
  readonly labels?: Readonly<Record<string, LabelSource>>;
}

const observeShape = object<LooseOptions>({
  requests: required(instrumentOf('counter')),
  latency: optional(instrumentOf('histogram')),
  inFlight: optional(instrumentOf('gauge')),
  notTraffic: required(record(list(text(anyText)))),
  page: optional(either(text(anyText), oneOf(false))),
  onObserved: optional(make(['function'], 'a function', () => [])),
  labels: optional(record(sourceShape)),
});

/** Whether an instance is the root: the others inherit from the one above them. */
function isRoot(app: FastifyInstance): boolean {
  return Object.getPrototypeOf(app) === Object.prototype;
}

/** What goes wrong after the response must not end the process. */
function guarded(
  app: FastifyInstance,
  call: (observation: Observation) => void,
): (observation: Observation) => void {
  return (observation) => {
    try {
      call(observation);
    } catch (err) {
      app.log.error({ err }, 'onObserved failed');
    }
  };
}
