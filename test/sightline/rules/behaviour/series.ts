/** The time between two samples of every scenario, in seconds: the scrape interval of the lesson. */
export const step = 30;

/** Labels by name. */
export type Labels = Readonly<Record<string, string>>;

/** A series with a sample every {@link step} seconds from 0 on; undefined where there is none. */
export interface Series {
  readonly name: string;
  readonly labels: Labels;
  readonly values: readonly (number | undefined)[];
}

/** The value of a series after so many seconds; undefined where it has no sample. */
export type Curve = (seconds: number) => number | undefined;

/**
 * A series from a curve.
 *
 * @param minutes how long it is
 */
export function series(name: string, labels: Labels, curve: Curve, minutes = 20): Series {
  const length = (minutes * 60) / step + 1;
  return { name, labels, values: Array.from({ length }, (_, index) => curve(index * step)) };
}

/** A counter that has always grown by so much in each second. */
export function steady(perSecond: number): Curve {
  return (seconds) => 1000 + perSecond * seconds;
}

/** A value that does not change: an idle counter, or a gauge. */
export function constant(value: number): Curve {
  return () => value;
}

/** A counter that starts at 0 after so many seconds; no samples before. */
export function startingAt(start: number, perSecond: number): Curve {
  return (seconds) => (seconds < start ? undefined : perSecond * (seconds - start));
}

/** The target labels that a scrape through a ServiceMonitor gives to a pod of the Task API. */
export function targetOf(pod: string, namespace = 'default', service = 'task-api'): Labels {
  return { namespace, service, pod, container: service, job: service, instance: `${pod}:8000` };
}

/** Requests to the Task API as one pod counts them. */
export function requestsOf(
  target: Labels,
  endpoint: string,
  status: string,
  curve: Curve,
  minutes?: number,
): Series {
  return series('task_api_requests_total', { ...target, method: 'GET', endpoint, status }, curve, minutes);
}
