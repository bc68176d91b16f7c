import type { Client } from '../../src/sightline/prometheus/client';
import { secondsOf, seriesBetween, textOf, type Shape } from '../objectives/shape';
import type { Work } from './work';

/** How much of the rules' names must have a value: some have none by design, such as the time until a budget is gone that lasts. */
const leastShare = 0.8;

/**
 * Makes sure that a server did what its rules ask for: all evaluations, none failed, values recorded for all objectives, and no less of them
 * written of the past than rules really record.
 *
 * @returns what is to be said of it
 * @throws Error when it did not
 */
export async function checkDone(
  server: Client,
  shapes: readonly Shape[],
  work: Work,
  seconds: number,
): Promise<string[]> {
  if (work.failures > 0 || work.missed > 0)
    throw new Error(
      `evaluations failed (${work.failures} a minute) or were skipped (${work.missed} a minute)`,
    );
  const due = shapes.flatMap(({ groups }) =>
    groups.map((group) => (group.rules.length * 60) / secondsOf(group)),
  );
  const share = work.evaluations / due.reduce((sum, one) => sum + one, 0);
  if (Math.abs(share - 1) > 0.05) throw new Error(`${share} of the evaluations took place that are due`);
  const [shape] = shapes;
  if (shape === undefined) return [];
  const lacking = await namesLacking(server, shape, shapes.length);
  const fewer = await namesWithFewer(server, shape, seconds);
  return [
    `without a value for some objective, with how many have one: ${listOf(lacking)}`,
    `with more samples written of the past than are recorded now: ${listOf(fewer)}`,
  ];
}

async function namesLacking(server: Client, { groups }: Shape, objectives: number): Promise<string[]> {
  const recorded = groups.flatMap((group) =>
    group.rules.flatMap((rule) => ('record' in rule ? [{ name: rule.record, group }] : [])),
  );
  const lacking = [];
  for (const { name, group } of recorded) {
    const range = Math.max(300, 2 * secondsOf(group));
    const [found] = await server.query(`count(count by (service) (last_over_time(${name}[${range}s])))`);
    if (found?.value !== objectives) lacking.push(`${name} ${found?.value ?? 0}`);
  }
  const all = lacking.length <= recorded.length * (1 - leastShare);
  if (!all) throw new Error(`not recorded: ${lacking.join(', ')}`);
  return lacking;
}

async function namesWithFewer(server: Client, shape: Shape, seconds: number): Promise<string[]> {
  const fewer = [];
  for (const series of seriesBetween(shape)) {
    const [found] = await server.query(`count_over_time(${textOf(series)}[${seconds}s])`);
    const due = seconds / series.every;
    const count = found?.value ?? 0;
    if (count > due + 1) throw new Error(`${series.name} has ${count} samples in ${seconds} s, not ${due}`);
    if (count < due - 1) fewer.push(`${series.name} ${count} of ${due}`);
  }
  return fewer;
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
