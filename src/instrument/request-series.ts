import type { DeclaredMetric } from '../contract/metric';
import { readerOf, type Facts, type LabelSource } from './label-sources';

type Texts = Record<string, string>;

/** What counts and times requests. Each bounds its labels itself. */
export interface RequestMetrics {
  readonly requests: DeclaredMetric & { bounded(labels: Texts): { inc(): void } };
  readonly latency?: DeclaredMetric & { bounded(labels: Texts): { observe(value: number): void } };
  readonly sources: ReadonlyMap<string, LabelSource>;
}

/** The series of a request. */
export interface RequestSeries {
  readonly counted: { inc(): void };

  /** @default - durations are not measured */
  readonly timed?: { observe(value: number): void };
}

/** Over HTTP/2 a client may send any method: memory must not grow with what it thinks of. */
const mostRemembered = 10_000;

/**
 * Gives the series of a request, and remembers those of each template, status and method: of these there are few, and finding the
 * labels would be most of the work. Where a label comes from the request itself, nothing is remembered.
 */
export function seriesReader({
  requests,
  latency,
  sources,
}: RequestMetrics): (facts: Facts, status: number) => RequestSeries {
  const requestLabels = readerOf(requests, sources);
  const latencyLabels = latency && readerOf(latency, sources);
  const find = (facts: Facts): RequestSeries => ({
    counted: requests.bounded(requestLabels(facts)),
    ...(latency && latencyLabels ? { timed: latency.bounded(latencyLabels(facts)) } : {}),
  });
  const labels = [requests, latency].flatMap((metric) => Object.keys(metric?.declaration.labels ?? {}));
  if (labels.some((label) => typeof sources.get(label) === 'function')) return find;
  // three maps, and not one with a text of all three: that would have to be put together and hashed for each request
  const known = new Map<string, Map<number, Map<string, RequestSeries>>>();
  let remembered = 0;
  return (facts, status) => {
    const before = known.get(facts.route)?.get(status)?.get(facts.method);
    if (before !== undefined) return before;
    const found = find(facts);
    if (remembered++ < mostRemembered) {
      const ofRoute = known.get(facts.route) ?? new Map<number, Map<string, RequestSeries>>();
      const ofStatus = ofRoute.get(status) ?? new Map<string, RequestSeries>();
      known.set(facts.route, ofRoute.set(status, ofStatus.set(facts.method, found)));
    }
    return found;
  };
}
