import { steps } from '../../objectives/recorded-series';
import type { Client } from '../../prometheus/client';
import type { Backfill } from '../../rules/objectives/bind-backfill';
import { evaluateGroup, type FilledSeries } from './evaluate';
import { withMissing } from './missing-steps';
import { openMetricsLines } from './open-metrics';
import { openSteps, type Asked } from './open-steps';

const day = 86_400_000;

/** What there was of the past of an objective. */
export interface Filled {
  /** Its name with that of its service. */
  readonly title: string;

  /** Its samples, as lines of OpenMetrics. */
  readonly lines: readonly string[];

  /** What its steps add up to; undefined where there is none to fill. */
  readonly sum: Sum | undefined;

  /** How many steps can't be filled yet. */
  readonly tooFresh: number;

  /** Why it is not filled, in a sentence without its end; undefined where it is. */
  readonly gap: string | undefined;
}

/** What filled steps add up to. */
export interface Sum {
  readonly steps: number;
  readonly total: number;
  readonly bad: number;

  /** When the first of them ended, in seconds since 1970. */
  readonly from: number;

  /** When the last of them ended. */
  readonly to: number;
}

/** Counts the past of an objective, as far as nobody has. */
export async function fillObjective(
  client: Client,
  backfill: Backfill,
  asked: Omit<Asked, 'days'> & { readonly days: number | undefined },
): Promise<Filled> {
  const { target, objective, groups } = backfill;
  const title = `${target.namespace}/${target.service} ${objective.name}`;
  const found = await openSteps(client, backfill, {
    ...asked,
    days: asked.days ?? objective.window / day,
  });
  const nothing = { title, lines: [], sum: undefined };
  if (found === undefined) {
    const gap = `'${steps.end.name}' of it is not in this Prometheus: apply its rules, and run this again some minutes later, as the past ends where they begin`;
    return { ...nothing, tooFresh: 0, gap };
  }
  const { grid, open, isBegun, tooFresh } = found;
  if (open.length === 0) return { ...nothing, tooFresh, gap: undefined };
  const evaluated: FilledSeries[] = [];
  for (const group of groups) evaluated.push(...(await evaluateGroup(client, group, found)));
  const series = withMissing(evaluated, objective.absence.counts, open);
  const totals = series.filter(({ name }) => name === steps.total.name);
  const ends = totals.flatMap(({ values }) => [...values.keys()]);
  if (ends.length === 0) {
    if (isBegun) return { ...nothing, tooFresh, gap: undefined };
    const metrics = objective.metrics.map(({ name }) => name).join(', ');
    return { ...nothing, tooFresh, gap: `no sample of ${metrics} is there before its rules began` };
  }
  const sum = {
    steps: new Set(ends).size,
    total: sumOf(totals),
    bad: sumOf(series.filter(({ name }) => name === steps.bad.name)),
    from: grid.endOf(ends.reduce((a, b) => Math.max(a, b))),
    to: grid.endOf(ends.reduce((a, b) => Math.min(a, b))),
  };
  return { title, lines: openMetricsLines(series, grid), sum, tooFresh, gap: undefined };
}

function sumOf(series: readonly FilledSeries[]): number {
  return series.flatMap(({ values }) => [...values.values()]).reduce((sum, value) => sum + value, 0);
}
