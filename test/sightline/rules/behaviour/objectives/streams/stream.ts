/** A number of events per second, by the second from the start of the stream. */
export type Pace = (second: number) => number;

/** A pod, and what happens in it. Times are in seconds from the start of the stream. */
export interface Pod {
  readonly name: string;

  /** Since when it is there. @default - since before the stream, and its counters have counted before */
  readonly from?: number;

  /** Until when it is a target. @default - to the end */
  readonly to?: number;

  /** Until when it exists. @default - as long as it is a target */
  readonly existsTo?: number;

  /** Whether it is done when it is no longer a target, as the pod of a job is. @default false */
  readonly completes?: boolean;

  readonly good: Pace;
  readonly bad: Pace;

  /** The route that it serves. @default '/tasks' */
  readonly endpoint?: string;

  /** Whether it answers scrapes. @default - always */
  readonly answers?: (second: number) => boolean;

  /** Whether it exposes the series that are counted, where it answers. @default - always */
  readonly exposes?: (second: number) => boolean;

  /** Whether its counter of failures begins with the first one, in place of at 0. @default false */
  readonly lazy?: boolean;
}

/** What happens to a service, and how it is scraped. */
export interface Stream {
  readonly pods: readonly Pod[];

  /** How long it lasts. */
  readonly seconds: number;

  /** Seconds from one scrape to the next. @default 30 */
  readonly interval?: (second: number) => number;

  /** How far scrapes stray from their moments, in seconds all in all. @default 0 */
  readonly jitter?: number;

  /** The share of scrapes that are missed. @default - none */
  readonly missed?: (second: number) => number;

  /** When Prometheus is down: it neither scrapes nor evaluates. @default - never */
  readonly down?: (second: number) => boolean;

  /** Which evaluations are left out, of a group with some interval in seconds. @default - none */
  readonly skipped?: (second: number, interval: number) => boolean;

  /** Whether kube-state-metrics tells of the pods: ready as long as they are targets. @default false */
  readonly kubeState?: boolean;

  /** Values of another series, such as one that tells of maintenance. @default - none */
  readonly told?: { readonly name: string; readonly value: (second: number) => number };

  /** What is random about it. @default 1 */
  readonly seed?: number;
}

/** One pace before a time, in it another, and the first one after it. */
export function between(from: number, to: number, inside: number, outside = 0): Pace {
  return (second) => (second >= from && second < to ? inside : outside);
}

/** The same pace at all times. */
export function always(pace: number): Pace {
  return () => pace;
}
