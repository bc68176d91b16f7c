import { steps } from '../../objectives/recorded-series';
import { windowName } from '../../objectives/windows';
import { quote } from '../../promql/print/print-parts';
import type { Client } from '../../prometheus/client';
import type { Backfill } from '../../rules/objectives/bind-backfill';
import { objectiveLabel } from '../../rules/objectives/series';
import { chunksOf, gridBefore, stepSeconds, type Grid } from './grid';

const day = 86_400;

/** The steps of an objective that are to be filled. */
export interface OpenSteps {
  readonly grid: Grid;

  /** Those in which nothing is recorded and which can be filled. */
  readonly open: readonly number[];

  /** Whether any step before the first live one is recorded. */
  readonly isBegun: boolean;

  /** How many more there are that can't be filled yet, as Prometheus still has their time in memory. */
  readonly tooFresh: number;
}

/** Of what time it is asked. */
export interface Asked {
  /** The present, in seconds since 1970. */
  readonly now: number;

  /** What Prometheus holds from then on is in memory, in seconds since 1970: no block may reach into that. */
  readonly head: number;

  /** How many days are filled, back from the present. */
  readonly days: number;
}

/**
 * The steps before the first live one in which nothing is recorded. Undefined where the live rules have recorded no step: nobody knows yet where
 * they will begin.
 */
export async function openSteps(
  client: Client,
  { target, objective }: Backfill,
  { now, head, days }: Asked,
): Promise<OpenSteps | undefined> {
  const labels = { ...target, [objectiveLabel]: objective.name };
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${quote(value)}`);
  const select = (name: string) => `${name}{${matchers.join(',')}}`;
  const window = windowName((days + 1) * day * 1000);
  const [first] = await client.query(`min(min_over_time(${select(steps.end.name)}[${window}]))`, now);
  if (first === undefined) return undefined;
  const grid = gridBefore(first.value);
  const count = Math.max(0, Math.floor((grid.live - (now - days * day)) / stepSeconds));
  const all = Array.from({ length: count }, (_, index) => count - index);
  const taken = await recordedSteps(client, select(steps.total.name), grid, all);
  const free = all.filter((step) => !taken.has(step));
  const open = free.filter((step) => grid.endOf(step) < head);
  return { grid, open, isBegun: taken.size > 0, tooFresh: free.length - open.length };
}

/** The steps with a sample within half a step of their end. */
async function recordedSteps(
  client: Client,
  series: string,
  { endOf, stepAt }: Grid,
  all: readonly number[],
): Promise<ReadonlySet<number>> {
  const half = stepSeconds / 2;
  const taken = new Set<number>();
  for (const { from, to } of chunksOf(all)) {
    const found = await client.queryRange(`count(count_over_time(${series}[${stepSeconds}s]))`, {
      start: endOf(from) + half,
      end: endOf(to) + half,
      step: stepSeconds,
    });
    for (const { points } of found) for (const [time] of points) taken.add(stepAt(time - half));
  }
  return taken;
}
