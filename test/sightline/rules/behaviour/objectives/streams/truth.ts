import type { Pace, Pod, Stream } from './stream';

/** What happened in a time. */
export interface Count {
  readonly total: number;
  readonly bad: number;
}

/** What really happens in a stream, event by event. */
export interface Truth {
  /** Events from one second up to another, of one route or of all. Before the start there are none. */
  readonly events: (from: number, to: number, endpoint?: string) => Count;

  /** Seconds of targets, and those in which they do not answer. */
  readonly time: (from: number, to: number) => Count;

  /** How many events a pod has counted up to a second. */
  readonly counted: (pod: Pod, second: number) => { readonly good: number; readonly bad: number };
}

/** Running sums: the entry of a second is what happened before it. */
type Running = Readonly<Float64Array>;

interface Life {
  readonly pod: Pod;
  readonly good: Running;
  readonly bad: Running;
  readonly there: Running;
  readonly silent: Running;
}

/** Counts a stream, second by second: each event is a whole one. */
export function truthOf({ pods, seconds }: Stream): Truth {
  const lives = new Map(pods.map((pod) => [pod, lifeOf(pod, seconds)]));
  const sum = (of: readonly Life[], what: 'good' | 'bad' | 'there' | 'silent', from: number, to: number) =>
    of.reduce((before, life) => before + at(life[what], to) - at(life[what], from), 0);
  const all = [...lives.values()];
  return {
    events: (from, to, endpoint) => {
      const of = all.filter(({ pod }) => endpoint === undefined || endpointOf(pod) === endpoint);
      const bad = sum(of, 'bad', from, to);
      return { bad, total: bad + sum(of, 'good', from, to) };
    },
    time: (from, to) => ({ total: sum(all, 'there', from, to), bad: sum(all, 'silent', from, to) }),
    counted: (pod, second) => {
      const life = lives.get(pod);
      if (life === undefined) throw new Error(`${pod.name} is no pod of the stream`);
      return { good: at(life.good, second), bad: at(life.bad, second) };
    },
  };
}

/** The route that a pod serves. */
export function endpointOf({ endpoint = '/tasks' }: Pod): string {
  return endpoint;
}

function lifeOf(pod: Pod, seconds: number): Life {
  const { from = 0, to = Infinity, good, bad, answers = () => true } = pod;
  const isThere = (second: number) => second >= from && second < to;
  const running = (pace: Pace): Running => {
    const sums = new Float64Array(seconds + 2);
    let sum = 0;
    for (let second = 0; second <= seconds; second += 1) {
      if (isThere(second)) sum += pace(second);
      // a sum of tenths is a little below a whole number
      sums[second + 1] = Math.floor(sum + 1e-6);
    }
    return sums;
  };
  return {
    pod,
    good: running(good),
    bad: running(bad),
    there: running(() => 1),
    silent: running((second) => (answers(second) ? 0 : 1)),
  };
}

function at(sums: Running, second: number): number {
  return sums[Math.max(0, Math.min(sums.length - 1, Math.floor(second)))] ?? 0;
}
