import type { FastifyRequest } from 'fastify';
import { overflowValue } from '../contract/domain';
import type { DeclaredMetric } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { GaugeSeries } from './instruments';
import { notTrafficOf, readerOf, type Facts, type LabelSource } from './label-sources';
import { statusOf, type RawRequest, type RawResponse } from './outcome';

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

type Texts = Record<string, string>;

/** What requests are observed with. Each bounds its labels itself. */
export interface TrackerOptions {
  readonly requests: DeclaredMetric & { bounded(labels: Texts): { inc(): void } };
  readonly latency?: DeclaredMetric & { bounded(labels: Texts): { observe(value: number): void } };
  readonly inFlight?: DeclaredMetric & { bounded(labels: Texts): GaugeSeries };
  readonly notTraffic: ServiceContract['notTraffic'];
  readonly sources: ReadonlyMap<string, LabelSource>;

  /** Called when a request has been counted. */
  readonly onCounted?: (observation: Observation) => void;
}

/** Follows requests from their start until their response is closed. */
export interface RequestTracker {
  /** Begins with a request, once; later calls for the same response change nothing. */
  begin(request: RawRequest, response: RawResponse): void;

  /** The request has reached a route, or is known to match none. */
  routed(request: FastifyRequest, response: RawResponse, route: string, leftOut: boolean): void;
}

/** What is remembered of a request. */
interface Tracking {
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
  const { requests, latency, inFlight, sources, onCounted } = options;
  const key = Symbol('sightline.tracking');
  type Tracked = RawResponse & { [key]?: Tracking };
  const requestLabels = readerOf(requests, sources);
  const latencyLabels = latency && readerOf(latency, sources);
  const inFlightLabels = inFlight && readerOf(inFlight, sources);
  const [fromStart, atEnd] = [false, true].map((byStatus) =>
    notTrafficOf(options.notTraffic, sources, byStatus),
  ) as [(facts: Facts) => boolean, (facts: Facts) => boolean]; // a tuple of as many as were mapped

  const begin = (raw: RawRequest, response: Tracked): Tracking => {
    if (response[key] !== undefined) return response[key];
    const tracking: Tracking = {
      start: performance.now(),
      method: raw.method ?? overflowValue,
      route: overflowValue,
    };
    response[key] = tracking;
    // the one event that every response has, whatever becomes of it
    response.on('close', () => finish(tracking, raw, response));
    return tracking;
  };

  const finish = (tracking: Tracking, raw: RawRequest, response: Tracked): void => {
    tracking.running?.dec();
    const { start, method, route, request } = tracking;
    const status = String(statusOf(raw, response));
    const facts: Facts = { method, route, status, request };
    if ((tracking.leftOut ?? fromStart(facts)) || atEnd(facts)) return;
    const seconds = (performance.now() - start) / 1000;
    requests.bounded(requestLabels(facts)).inc();
    if (latency && latencyLabels) latency.bounded(latencyLabels(facts)).observe(seconds);
    onCounted?.({ time: Date.now(), method, route, status, seconds });
  };

  return {
    begin,
    routed: (request, response, route, leftOut) => {
      const tracking = begin(request.raw, response);
      if (tracking.leftOut !== undefined) return; // rerouted: what came in is one request
      const facts: Facts = { method: tracking.method, route, request };
      tracking.route = route;
      tracking.request = request;
      tracking.leftOut = leftOut || isUpgraded(request.raw) || fromStart(facts);
      if (tracking.leftOut || !inFlight || !inFlightLabels) return;
      tracking.running = inFlight.bounded(inFlightLabels(facts));
      tracking.running.inc();
    },
  };
}

/** Whether a connection has become something else, such as a WebSocket, of which the response says nothing. */
function isUpgraded(request: RawRequest): boolean {
  // Node sets it on requests that it hands to a listener of 'upgrade', and its types don't know it
  return (request as { readonly upgrade?: unknown }).upgrade === true;
}
