import type { FastifyRequest } from 'fastify';
import { overflowValue } from '../contract/domain';
import type { DeclaredMetric } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { GaugeSeries } from './instruments';
import { notTrafficOf, readerOf, type Facts } from './label-sources';
import { statusOf, type RawRequest, type RawResponse } from './outcome';
import { seriesReader, type RequestMetrics } from './request-series';

/** A request that was observed, as it was and not as it was counted. */
export interface Observation {
  /** When it was counted, in milliseconds since 1970. */
  readonly time: number;

  /** The method. */
  readonly method: string;

  /** The template of the route, or `other` if it matched none. */
  readonly route: string;

  /** The status that it counts under. */
  readonly status: string;

  /** How long it took until the last byte was handed over, or the connection gone, in seconds. */
  readonly seconds: number;
}

/** What requests are observed with. */
export interface TrackerOptions extends RequestMetrics {
  readonly inFlight?: DeclaredMetric & { bounded(labels: Record<string, string>): GaugeSeries };
  readonly notTraffic: ServiceContract['notTraffic'];

  /** Called when a request has been counted. */
  readonly onCounted?: (observation: Observation) => void;
}

/** Follows requests from their start until their response is closed. */
export interface RequestTracker {
  /** Begins with a request, once; later calls for the same response change nothing. */
  readonly begin: (request: RawRequest, response: RawResponse) => void;

  /** The request has reached a route, or is known to match none. */
  readonly routed: (request: FastifyRequest, response: RawResponse, route: string, leftOut: boolean) => void;
}

/** What is remembered of a request. */
interface Tracking {
  readonly raw: RawRequest;
  readonly start: number;
  readonly method: string;
  route: string;
  request?: FastifyRequest;

  /** Unknown while it has reached no route. */
  leftOut?: boolean;
  running?: GaugeSeries;
}

/** A tracker. Each follows requests apart from all others. */
export function requestTracker(options: TrackerOptions): RequestTracker {
  const { inFlight, sources, onCounted } = options;
  const key = Symbol('sightline.tracking');
  type Tracked = RawResponse & { [key]?: Tracking };
  const seriesOf = seriesReader(options);
  const inFlightLabels = inFlight && readerOf(inFlight, sources);
  const leftOutFromStart = notTrafficOf(options.notTraffic, sources, false);
  const leftOutAtEnd = notTrafficOf(options.notTraffic, sources, true);

  const begin = (raw: RawRequest, response: Tracked): Tracking => {
    if (response[key] !== undefined) return response[key];
    const { method = overflowValue } = raw;
    const tracking: Tracking = { raw, start: performance.now(), method, route: overflowValue };
    response[key] = tracking;
    response.on('close', finish); // the one event that every response has, whatever becomes of it
    return tracking;
  };

  function finish(this: Tracked): void {
    const tracking = this[key];
    if (tracking === undefined) return;
    tracking.running?.dec();
    const { raw, start, method, route, request } = tracking;
    const status = statusOf(raw, this);
    const facts: Facts = { method, route, status, request };
    if ((tracking.leftOut ?? leftOutFromStart(facts)) || leftOutAtEnd(facts)) return;
    const seconds = (performance.now() - start) / 1000;
    const { counted, timed } = seriesOf(facts, status);
    counted.inc();
    timed?.observe(seconds);
    onCounted?.({ time: Date.now(), method, route, status: String(status), seconds });
  }

  return {
    begin,
    routed: (request, response, route, leftOut) => {
      const tracking = begin(request.raw, response);
      if (tracking.leftOut !== undefined) return; // rerouted: what came in is one request
      tracking.route = route;
      tracking.request = request;
      tracking.leftOut = leftOut || isUpgraded(request.raw) || leftOutFromStart(tracking);
      if (tracking.leftOut || !inFlight || !inFlightLabels) return;
      tracking.running = inFlight.bounded(inFlightLabels(tracking));
      tracking.running.inc();
    },
  };
}

/** Whether a connection has become something else, such as a WebSocket, of which the response says nothing. */
function isUpgraded(request: RawRequest): boolean {
  // Node sets it on requests that it hands to a listener of 'upgrade', and its types don't know it
  return (request as { readonly upgrade?: unknown }).upgrade === true;
}
