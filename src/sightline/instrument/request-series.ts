import { overflowValue } from '../contract/domain';
import type { DeclaredMetric } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { CountedSeries, GaugeSeries, ObservedSeries } from './instruments';
import { notTrafficOf, readerOf, type Facts, type LabelSource } from './label-sources';

type Texts = Record<string, string>;

/** What requests are observed with. Each metric bounds its labels itself. */
export interface RequestMetrics {
  readonly requests: DeclaredMetric & { bounded(labels: Texts): CountedSeries };
  readonly latency?: DeclaredMetric & { bounded(labels: Texts): ObservedSeries };
  readonly inFlight?: DeclaredMetric & { bounded(labels: Texts): GaugeSeries };
  readonly sources: ReadonlyMap<string, LabelSource<never>>;
  readonly notTraffic: ServiceContract['notTraffic'];

  /**
   * The route of the metrics page, which is no traffic.
   *
   * @default - there is none
   */
  readonly page?: string;

  /**
   * Told of each route and method of traffic when it comes first.
   *
   * @default - nobody is
   */
  readonly onNew?: (method: string, route: string) => void;
}

/** The series of requests that ended with the same status. */
export interface EndedSeries {
  readonly counted: CountedSeries;

  /** @default - durations are not measured */
  readonly timed?: ObservedSeries;
}

/** What all requests with the same method and route have in common; or one request, if labels are read from itself. */
export interface RequestKind {
  readonly method: string;
  readonly route: string;

  /** Whether it is no traffic, as far as that is known before there is a response. */
  readonly leftOut: boolean;

  /** Where it is in flight. Undefined if that is not counted. */
  running(): GaugeSeries | undefined;

  /** The series under which it ends; undefined if it is no traffic with this status. */
  ended(status: number): EndedSeries | undefined;
}

/** Finds the kind of a request; the request itself is given once it has reached a route. */
export type KindOf = (method: string, route: string, request?: unknown) => RequestKind;

/** Over HTTP/2 a client may send any method: memory must not grow with what it thinks of. */
const mostRemembered = 10_000;

/**
 * Gives the kind of a request, and remembers those of each route and method: of these there are few, and finding their series would be
 * most of the work. Where a label comes from the request itself, nothing is remembered.
 */
export function kindReader(metrics: RequestMetrics): KindOf {
  const make = kindMaker(metrics);
  const { requests, latency, inFlight, notTraffic, sources } = metrics;
  const labels = [requests, latency, inFlight].flatMap((each) => Object.keys(each?.declaration.labels ?? {}));
  const unforeseeable = [...labels, ...Object.keys(notTraffic)].some(
    (label) => typeof sources.get(label) === 'function',
  );
  if (unforeseeable) return make;
  // two maps, and not one with a text of both: that would have to be put together and hashed for each request
  const known = new Map<string, Map<string, RequestKind>>();
  let remembered = 0;
  return (method, route) => {
    const before = known.get(route)?.get(method);
    if (before !== undefined) return before;
    const made = make(method, route);
    if (route !== overflowValue && !made.leftOut) metrics.onNew?.(method, route);
    if (remembered++ < mostRemembered) {
      const ofRoute = known.get(route) ?? new Map<string, RequestKind>();
      known.set(route, ofRoute.set(method, made));
    }
    return made;
  };
}

function kindMaker(metrics: RequestMetrics): KindOf {
  const { requests, latency, inFlight, sources, notTraffic, page } = metrics;
  const countedLabels = readerOf(requests, sources);
  const timedLabels = latency && readerOf(latency, sources);
  const runningLabels = inFlight && readerOf(inFlight, sources);
  const leftOutAtStart = notTrafficOf(notTraffic, sources, false);
  const leftOutAtEnd = notTrafficOf(notTraffic, sources, true);
  // not before it is asked for: a label that is bounded takes a place in its domain
  const endedSeries = (facts: Facts): EndedSeries | undefined =>
    leftOutAtEnd(facts)
      ? undefined
      : {
          counted: requests.bounded(countedLabels(facts)),
          ...(latency && timedLabels ? { timed: latency.bounded(timedLabels(facts)) } : {}),
        };

  return (method, route, request) => {
    const facts: Facts = { method, route, request };
    const byStatus = new Map<number, EndedSeries | undefined>();
    let running: GaugeSeries | undefined;
    return {
      method,
      route,
      leftOut: route === page || leftOutAtStart(facts),
      running: () => (running ??= inFlight && runningLabels && inFlight.bounded(runningLabels(facts))),
      ended: (status) => {
        const before = byStatus.get(status);
        if (before !== undefined || byStatus.has(status)) return before;
        const found = endedSeries({ ...facts, status });
        byStatus.set(status, found);
        return found;
      },
    };
  };
}
