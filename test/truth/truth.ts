import { requestsOf, type LoggedRequest, type LogLine } from './request-log';

/** The bounds of the histogram's buckets in seconds, as the lesson has them, and what is above them all. */
const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Infinity];

/** What the log says of one endpoint between two moments. */
export interface EndpointTruth {
  readonly endpoint: string;

  /** Requests. */
  readonly count: number;

  /** The share of statuses 5xx, in percent. */
  readonly errors: number;

  /** How long they took, in seconds. */
  readonly durations: readonly number[];
}

/** The truth about each endpoint in a piece of the log, by endpoint. */
export function truthOf(lines: readonly LogLine[]): EndpointTruth[] {
  const byEndpoint = new Map<string, LoggedRequest[]>();
  for (const request of requestsOf(lines)) {
    const found = byEndpoint.get(request.endpoint);
    if (found === undefined) byEndpoint.set(request.endpoint, [request]);
    else found.push(request);
  }
  return [...byEndpoint]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([endpoint, requests]) => ({
      endpoint,
      count: requests.length,
      errors: (100 * requests.filter(({ status }) => status.startsWith('5')).length) / requests.length,
      durations: requests.map(({ duration }) => duration),
    }));
}

/** A bucket: above the one, up to the other. */
export type Bucket = readonly [above: number, upTo: number];

/**
 * The bucket that holds a quantile: the first up to whose bound there are at least so many values. Two, if there are exactly so many:
 * then the last bit of a floating-point number decides.
 */
export function bucketsOf(quantile: number, durations: readonly number[]): Bucket[] {
  const rank = quantile * durations.length;
  const upTo = (bound: number): number => durations.filter((duration) => duration <= bound).length;
  const bucket = (index: number): Bucket => [bounds[index - 1] ?? 0, bounds[index] ?? Infinity];
  const first = bounds.findIndex((bound) => upTo(bound) >= rank - 1e-6);
  const exactly = Math.abs(upTo(bounds[first] ?? Infinity) - rank) < 1e-6;
  const next = bounds.findIndex((bound) => upTo(bound) >= rank + 1e-6);
  return exactly && next !== -1 ? [bucket(first), bucket(next)] : [bucket(first)];
}
