import type { ObjectiveDeclaration } from '../../../../../../src/sightline/contract/objective';
import { errorsAt, measuredSeries, slowAt, worst, type Counting, type Errors } from './errors';
import { ofLatency, ofRequests, ofRoutes, ofTargets } from './objectives';
import type { Play, Replay } from './replay';
import { always, between, type Pod, type Stream } from './stream';

/** A stream whose values are held against the truth. */
export interface Scenario {
  /** Ends the sentence 'the window and its budget are right ...'. */
  readonly title: string;

  /** The greatest error that is allowed, as a share. */
  readonly bar: number;

  readonly stream: Stream;

  /** When errors are looked at, in seconds: once all of what happened has been scraped. */
  readonly moments: readonly number[];

  /** @default - 99.9 % of requests */
  readonly objective?: ObjectiveDeclaration;

  /** Which route is looked at. @default - all together */
  readonly endpoint?: string;

  /** What is counted. @default 'events' */
  readonly counts?: 'events' | 'time';

  /** When the first sample was, in seconds. @default 0 */
  readonly first?: number;
}

const minute = 60;
const hour = 3600;

/** Three pods that do the same. */
export function three(pod: Omit<Pod, 'name'>): readonly Pod[] {
  return ['a', 'b', 'c'].map((name) => ({ name, ...pod }));
}

/** Most requests fail for some time. */
function incident(from: number, to: number, otherwise = 0): Pick<Pod, 'good' | 'bad'> {
  return { good: between(from, to, 2, 10), bad: between(from, to, 8, otherwise) };
}

const missed = (share: number, bar: number): Scenario => ({
  title: `where ${share * 100} % of the scrapes are missed for an hour`,
  bar,
  stream: {
    pods: three(incident(0.75 * hour, 1.25 * hour)),
    seconds: 3 * hour,
    missed: between(0.5 * hour, 1.5 * hour, share),
    seed: 7,
  },
  moments: [1.75 * hour, 2.9 * hour],
});

const outage = (later: number): Scenario => {
  const down = between(hour + 14 * minute + later, hour + 26 * minute + later, 1);
  return {
    title: `where Prometheus is down for 12 of 40 bad minutes, from ${14 * minute + later} s on`,
    bar: 0.02,
    stream: {
      pods: three(incident(hour, hour + 40 * minute)),
      seconds: 3 * hour,
      down: (second) => down(second) > 0,
    },
    moments: [2 * hour, 2.9 * hour],
  };
};

/** The streams that tests play. */
export const scenarios: readonly Scenario[] = [
  {
    title: 'on clean data with jitter',
    bar: 0.01,
    stream: { pods: three(incident(hour + 437, 1.5 * hour + 437, 0.01)), seconds: 3 * hour, jitter: 10 },
    moments: [2 * hour, 2.5 * hour + 200, 2.9 * hour],
  },
  {
    title: 'through a burst of ten minutes',
    bar: 0.01,
    stream: { pods: three(incident(hour + 437, hour + 1037)), seconds: 3 * hour, jitter: 10 },
    moments: [1.5 * hour, 2.2 * hour + 50, 2.9 * hour],
  },
  missed(0.3, 0.02),
  missed(0.5, 0.02),
  missed(0.8, 0.1),
  outage(0),
  outage(100),
  {
    title: 'where three of four evaluations are skipped for an hour',
    bar: 0.02,
    stream: {
      pods: three(incident(1.2 * hour, 1.7 * hour)),
      seconds: 3 * hour,
      skipped: (second, interval) =>
        second >= hour && second < 2 * hour && Math.floor(second / interval) % 4 !== 0,
    },
    moments: [2.2 * hour, 2.9 * hour],
  },
  {
    title: 'where the scrape interval changes from 60s to 30s in the middle',
    bar: 0.02,
    stream: {
      pods: three(incident(1.2 * hour, 1.7 * hour)),
      seconds: 3 * hour,
      interval: between(1.45 * hour, Infinity, 30, 60),
    },
    moments: [2 * hour, 2.9 * hour],
  },
  {
    title: 'where two pods become fifty and two again',
    bar: 0.01,
    stream: {
      pods: Array.from({ length: 50 }, (_, index) => ({
        name: `pod-${index}`,
        ...(index < 2 ? {} : { from: 0.5 * hour + index * 7, to: 1.8 * hour - index * 5 }),
        good: always(3),
        bad: between(0.8 * hour, 1.3 * hour, 1, 0.002),
      })),
      seconds: 2.5 * hour,
      jitter: 10,
    },
    moments: [1.4 * hour, 2 * hour, 2.4 * hour],
  },
  {
    title: 'through a deploy each hour',
    bar: 0.01,
    stream: {
      pods: Array.from({ length: 12 }, (_, index) => ({
        name: `pod-${index}`,
        from: Math.floor(index / 3) * hour,
        to: Math.floor(index / 3) * hour + hour,
        good: always(3),
        bad: between(1.3 * hour, 2 * hour, 1, 0.002),
      })),
      seconds: 4 * hour,
      jitter: 10,
    },
    moments: [2.2 * hour, 3 * hour, 3.9 * hour],
  },
  {
    title: 'for a job of an hour that runs three times and is scaled to zero between',
    bar: 0.02,
    stream: {
      pods: [0, 4, 8].map((start, index) => ({
        name: `run-${index}`,
        from: start * hour,
        to: (start + 1) * hour,
        good: always(19.9),
        bad: always(0.1),
      })),
      seconds: 10 * hour,
    },
    moments: [1.2 * hour, 3.9 * hour, 9.5 * hour],
  },
  {
    title: 'in a history of 31 minutes',
    bar: 0.05,
    stream: {
      pods: three({ from: 600, good: always(9), bad: between(900, 1500, 5, 0.01) }),
      seconds: 1.5 * hour,
    },
    first: 600,
    moments: [600 + 31 * minute, 600 + 50 * minute, 1.4 * hour],
  },
  {
    title: 'for each route',
    bar: 0.01,
    stream: {
      pods: [
        ...three(incident(hour, 1.5 * hour)),
        { name: 'd', endpoint: '/other', good: always(5), bad: between(0.5 * hour, hour, 2) },
      ],
      seconds: 2.5 * hour,
    },
    objective: ofRoutes(),
    endpoint: '/other',
    moments: [1.2 * hour, 2.4 * hour],
  },
  {
    title: 'of latencies',
    bar: 0.01,
    stream: { pods: three(incident(hour, 1.5 * hour)), seconds: 2.5 * hour, jitter: 10 },
    objective: ofLatency(),
    moments: [2 * hour, 2.4 * hour],
  },
  {
    title: 'of latencies where half of the scrapes are missed and Prometheus is down',
    bar: 0.02,
    stream: {
      pods: three(incident(hour, 1.5 * hour)),
      seconds: 3 * hour,
      missed: between(0.9 * hour, 1.6 * hour, 0.5),
      down: (second) => second >= 1.2 * hour && second < 1.4 * hour,
    },
    objective: ofLatency(),
    moments: [2 * hour, 2.9 * hour],
  },
  {
    title: 'of the time in which pods answer',
    bar: 0.01,
    stream: {
      pods: three({ good: always(1), bad: always(0) }).map((pod, index) =>
        index > 0 ? pod : { ...pod, answers: (second) => second < hour || second >= 1.5 * hour },
      ),
      seconds: 2.5 * hour,
    },
    objective: ofTargets(),
    counts: 'time',
    moments: [1.7 * hour, 2.4 * hour],
  },
  {
    title: 'of the time in which pods answer, where pods come and go and evaluations are skipped',
    bar: 0.02,
    stream: {
      pods: [
        {
          name: 'a',
          good: always(1),
          bad: always(0),
          answers: (second) => second < hour || second >= 1.5 * hour,
        },
        { name: 'b', to: 1.2 * hour, good: always(1), bad: always(0) },
        { name: 'c', from: 1.3 * hour, good: always(1), bad: always(0) },
      ],
      seconds: 2.5 * hour,
      skipped: (second, interval) =>
        second >= 0.8 * hour && second < 1.8 * hour && Math.floor(second / interval) % 4 !== 0,
    },
    objective: ofTargets(),
    counts: 'time',
    moments: [1.9 * hour, 2.4 * hour],
  },
];

/** Plays a scenario and says how far its values are from the truth at worst. */
export async function errorsOf(scenario: Scenario, play: (what: Play) => Promise<Replay>): Promise<Errors> {
  const { stream, objective = ofRequests(), moments, counts = 'events', first = 0, endpoint } = scenario;
  const played = await play({ stream, objective, wanted: measuredSeries });
  const { truth } = played;
  const count: Counting = (to) => (counts === 'time' ? truth.time(0, to) : truth.events(0, to, endpoint));
  return worst(
    slowAt(played, moments).map((evaluation) =>
      errorsAt(evaluation, count, { first, ...(endpoint === undefined ? {} : { endpoint }) }),
    ),
  );
}
