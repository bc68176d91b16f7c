import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../src/sightline/prometheus/client';
import { readMetrics } from './page-metrics';

/** What a server has done, by its own counters. */
export interface Work {
  readonly cpuSeconds: number;

  /** Rules evaluated. */
  readonly evaluations: number;

  /** Samples that their expressions have read; 0 where the server does not count them. */
  readonly samples: number;

  /** What must not be: evaluations that failed, and rounds of groups that were skipped. */
  readonly failures: number;
  readonly missed: number;
}

const metrics: Readonly<Record<keyof Work, string>> = {
  cpuSeconds: 'process_cpu_seconds_total',
  evaluations: 'prometheus_rule_evaluations_total',
  samples: 'prometheus_engine_query_samples_total',
  failures: 'prometheus_rule_evaluation_failures_total',
  missed: 'prometheus_rule_group_iterations_missed_total',
};

/** What a server does in a minute of a stretch, in which nobody asks it anything else. */
export async function workPerMinute(server: Client, seconds: number): Promise<Work> {
  const from = await workOf(server);
  const start = process.hrtime.bigint();
  await sleep(seconds * 1000);
  const minutes = Number(process.hrtime.bigint() - start) / 60e9;
  const to = await workOf(server);
  return mapWork((key) => (to[key] - from[key]) / minutes);
}

async function workOf({ url }: Client): Promise<Work> {
  const { total } = await readMetrics(url);
  return mapWork((key) => total(metrics[key]));
}

function mapWork(valueOf: (key: keyof Work) => number): Work {
  return {
    cpuSeconds: valueOf('cpuSeconds'),
    evaluations: valueOf('evaluations'),
    samples: valueOf('samples'),
    failures: valueOf('failures'),
    missed: valueOf('missed'),
  };
}

/**
 * Waits until each group of rules has been evaluated, but for those that are so rare that a stretch holds a part of them in any case.
 *
 * @throws Error when that takes more than ten minutes
 */
export async function allEvaluated({ url }: Client, groups: number, rarest: number): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    const { values } = await readMetrics(url);
    const rounds = values('prometheus_rule_group_iterations_total');
    const intervals = values('prometheus_rule_group_interval_seconds');
    // a page has the series of both in the same order
    const waiting = rounds.filter((count, index) => count === 0 && (intervals[index] ?? 0) <= rarest);
    if (rounds.length === groups && intervals.length === groups && waiting.length === 0) return;
    await sleep(10_000);
  }
  throw new Error(`not all of the ${groups} groups of rules are evaluated`);
}
