import { bounds } from './task-api';
import { series, step, type Labels, type Series } from './series';

/** How a client writes a bound into `le`. */
export type Spelling = (bound: number) => string;

/** As the Go client, prom-client and Prometheus 2 write it: `1`. */
export const short: Spelling = (bound) => String(bound);

/** As the Python client and Prometheus 3 write it: `1.0`. */
export const withPoint: Spelling = (bound) => (Number.isInteger(bound) ? `${bound}.0` : String(bound));

/**
 * The buckets of the Task API's latency as one pod exposes them, growing steadily.
 *
 * @param counts how many observations fall into each bucket between two scrapes, by its bound (`Infinity` for the last)
 */
export function latencyOf(
  target: Labels,
  endpoint: string,
  counts: Readonly<Record<string, number>>,
  spelling: Spelling = short,
): Series[] {
  let cumulated = 0;
  return [...bounds, Infinity].map((bound) => {
    cumulated += counts[String(bound)] ?? 0;
    const perStep = cumulated;
    const le = bound === Infinity ? '+Inf' : spelling(bound);
    const labels = { ...target, method: 'GET', endpoint, le };
    return series(
      'task_api_request_duration_seconds_bucket',
      labels,
      (seconds) => 7 + (perStep * seconds) / step,
    );
  });
}
