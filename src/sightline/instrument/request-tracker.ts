import { overflowValue } from '../contract/domain';
import type { GaugeSeries } from './instruments';
import { statusOf, type RawRequest, type RawResponse } from './outcome';
import { kindReader, type RequestKind, type RequestMetrics } from './request-series';

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

/** What requests are followed with. */
export interface TrackerOptions extends RequestMetrics {
  /** Called when a request has been counted. */
  readonly onCounted?: (observation: Observation) => void;
}

/** Follows requests from their start until their response is closed. */
export interface RequestTracker {
  /** Begins with a request, once; later calls for the same response change nothing. */
  readonly begin: (request: RawRequest, response: RawResponse) => void;

  /** The request has reached a route, or is known to match none. */
  readonly routed: (request: unknown, raw: RawRequest, response: RawResponse, route: string) => void;

  /** The request has reached a framework that tells the route later. */
  readonly entered: (entering: Entering) => void;
}

/** A request whose route is not known yet. */
export interface Entering {
  /** As the framework hands it out. */
  readonly request: unknown;

  readonly raw: RawRequest;
  readonly response: RawResponse;

  /** Whether it is in flight, as far as can be said without its route. */
  readonly isTraffic: boolean;

  /** The template of its route, asked for when the response is closed. */
  readonly route: () => string;
}

/** What is remembered of a request. A class, so that all of them have one shape from the start. */
class Tracking {
  readonly start = performance.now();
  readonly method: string;

  /** Undefined while it has reached no route. */
  kind: RequestKind | undefined = undefined;

  /** Gives the kind in the end, where the framework tells the route only then. */
  kindAtEnd: (() => RequestKind) | undefined = undefined;
  leftOut = false;
  running: GaugeSeries | undefined = undefined;

  constructor(readonly raw: RawRequest) {
    this.method = raw.method ?? overflowValue;
  }
}

/** A tracker. Each follows requests apart from all others. */
export function requestTracker(options: TrackerOptions): RequestTracker {
  const { onCounted } = options;
  const key = Symbol('sightline.tracking');
  type Tracked = RawResponse & { [key]?: Tracking };
  const kindOf = kindReader(options);

  const begin = (raw: RawRequest, response: Tracked): Tracking => {
    const before = response[key];
    if (before !== undefined) return before;
    const tracking = new Tracking(raw);
    response[key] = tracking;
    response.on('close', finish); // the one event that every response has, whatever becomes of it
    return tracking;
  };

  function finish(this: Tracked): void {
    const tracking = this[key];
    if (tracking === undefined) return;
    tracking.running?.dec();
    const kind = tracking.kind ?? tracking.kindAtEnd?.() ?? kindOf(tracking.method, overflowValue);
    if (tracking.leftOut || kind.leftOut) return;
    const status = statusOf(tracking.raw, this);
    const series = kind.ended(status);
    if (series === undefined) return;
    const seconds = (performance.now() - tracking.start) / 1000;
    series.counted.inc();
    series.timed?.observe(seconds);
    if (onCounted === undefined) return;
    const { method, route } = kind;
    onCounted({ time: Date.now(), method, route, status: String(status), seconds });
  }

  /** It is in flight from now on, unless it is no traffic. */
  const hold = (tracking: Tracking, kind: RequestKind | undefined): void => {
    tracking.leftOut = isUpgraded(tracking.raw);
    if (tracking.leftOut || kind === undefined || kind.leftOut) return;
    tracking.running = kind.running();
    tracking.running?.inc();
  };

  return {
    begin,
    routed: (request, raw, response, route) => {
      const tracking = begin(raw, response);
      if (tracking.kind !== undefined) return; // rerouted: what came in is one request
      const kind = kindOf(tracking.method, route, request);
      tracking.kind = kind;
      hold(tracking, kind);
    },
    entered: ({ request, raw, response, isTraffic, route }) => {
      const tracking = begin(raw, response);
      if (tracking.kindAtEnd !== undefined) return;
      tracking.kindAtEnd = () => kindOf(tracking.method, route(), request);
      // its labels are read for what counts requests in flight alone
      const isHeld = isTraffic && options.inFlight !== undefined;
      hold(tracking, isHeld ? kindOf(tracking.method, overflowValue, request) : undefined);
    },
  };
}

/** Whether a connection has become something else, such as a WebSocket, of which the response says nothing. */
function isUpgraded(request: RawRequest): boolean {
  // Node sets it on requests that it hands to a listener of 'upgrade', and its types don't know it
  return (request as { readonly upgrade?: unknown }).upgrade === true;
}
