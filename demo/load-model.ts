import { logNormal, type Random } from './random';

/** The most requests per second that the demo sends, whatever it is told: it must not hurt the computer it runs on. */
export const highestRate = 500;

/** What a request is about. */
export type Kind = 'list' | 'read' | 'create' | 'complete' | 'delete' | 'missing' | 'invalid' | 'unknown';

/** A request to send. */
export interface PlannedRequest {
  readonly kind: Kind;

  /** How long the service is to wait, in milliseconds; 0 for not at all. */
  readonly delay: number;

  /** Whether the service is to crash over it. */
  readonly crash: boolean;
}

/** A time when something is wrong. */
export interface Incident {
  /** What is wrong, for people. */
  readonly what: string;

  /** The requests concerned. */
  readonly kinds: readonly Kind[];

  /** The share of them that crash, from 0 to 1. */
  readonly crashes: number;

  /** How much longer they take, in milliseconds. */
  readonly delay: number;
}

/** How often a kind of request is sent, and how the service behaves about it. */
interface Habit {
  /** How many of 100 requests. */
  readonly weight: number;

  /** How long it usually takes, in milliseconds: the median. */
  readonly usual: number;

  /** The share that takes twenty times as long. */
  readonly slow: number;

  /** Whether it fails now and then. `/tasks/:id` never does: one route should show what 0 looks like. */
  readonly fails: boolean;
}

const habits: Readonly<Record<Kind, Habit>> = {
  list: { weight: 40, usual: 18, slow: 0.002, fails: true },
  read: { weight: 30, usual: 6, slow: 0, fails: false },
  create: { weight: 15, usual: 30, slow: 0.01, fails: true },
  complete: { weight: 7, usual: 70, slow: 0.04, fails: true },
  delete: { weight: 4, usual: 12, slow: 0, fails: false },
  missing: { weight: 2, usual: 4, slow: 0, fails: false },
  invalid: { weight: 1, usual: 0, slow: 0, fails: false },
  unknown: { weight: 1, usual: 0, slow: 0, fails: false },
};

/** All kinds of requests. */
export const kinds = Object.keys(habits) as readonly Kind[]; // the keys are those of the type

/** In seconds: how long a wave of traffic is, and after how long the same incidents come again. */
const wave = 120;
const round = 240;

/** From when, in seconds of a round, until when. */
const incidents: readonly (Incident & { readonly from: number; readonly until: number })[] = [
  {
    from: 45,
    until: 85,
    what: 'listing, creating and completing tasks fails',
    kinds: ['list', 'create', 'complete'],
    crashes: 0.7,
    delay: 0,
  },
  { from: 150, until: 190, what: 'listing tasks is slow', kinds: ['list'], crashes: 0, delay: 400 },
];

/**
 * How much traffic there is: a slow wave about the average.
 *
 * @param seconds since the start
 * @param average requests per second
 * @returns requests per second, {@link highestRate} at most
 */
export function rateAt(seconds: number, average: number): number {
  return Math.min(highestRate, average * (1 + 0.35 * Math.sin((2 * Math.PI * seconds) / wave)));
}

/** What is wrong at a moment, in seconds since the start. */
export function incidentAt(seconds: number): Incident | undefined {
  const moment = seconds % round;
  return incidents.find(({ from, until }) => moment >= from && moment < until);
}

/** When an incident begins or ends, in seconds since the start. */
export interface Turn {
  readonly at: number;
  readonly incident: Incident;
  readonly begins: boolean;
}

/** What has happened by a moment, in seconds since the start, from old to new. */
export function turnsUntil(seconds: number): readonly Turn[] {
  const rounds = Array.from({ length: Math.floor(seconds / round) + 1 }, (_, index) => index * round);
  return rounds.flatMap(turnsFrom).filter(({ at }) => at <= seconds);
}

/** The next incident that begins after a moment. */
export function nextIncident(seconds: number): Turn | undefined {
  const start = Math.floor(seconds / round) * round;
  return [...turnsFrom(start), ...turnsFrom(start + round)].find(({ at, begins }) => begins && at > seconds);
}

function turnsFrom(start: number): readonly Turn[] {
  return incidents.flatMap(({ from, until, ...incident }) => [
    { at: start + from, incident, begins: true },
    { at: start + until, incident, begins: false },
  ]);
}

/**
 * The next request.
 *
 * @param seconds since the start
 * @param faults what fails of the kinds that can, in percent; undefined for a service as it is
 * @param random where chance comes from
 */
export function nextRequest(seconds: number, faults: number | undefined, random: Random): PlannedRequest {
  const kind = pickKind(random() * 100);
  if (faults === undefined) return { kind, delay: 0, crash: false };
  const { usual, slow, fails } = habits[kind];
  const incident = incidentAt(seconds);
  const concerned = incident?.kinds.includes(kind) === true ? incident : undefined;
  const lasts = logNormal(random, usual, 0.4) * (random() < slow ? 20 : 1);
  const crash = random() < Math.max(fails ? faults / 100 : 0, concerned?.crashes ?? 0);
  return { kind, delay: Math.round(lasts + (concerned?.delay ?? 0)), crash };
}

function pickKind(point: number): Kind {
  let above = 0;
  return kinds.find((kind) => point < (above += habits[kind].weight)) ?? 'list';
}
