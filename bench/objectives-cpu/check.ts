import type { HistoryServer } from '../objectives/server';
import { secondsOf, seriesBetween, textOf, type Shape } from '../objectives/shape';
import type { Work } from './work';

/** How much of the rules' names must have a value: some have none by design, such as the time until a budget is gone that lasts. */
const leastShare = 0.8;

/**
 * Makes sure that a server did what its rules ask for: all evaluations, none failed, values recorded for all objectives, and what rules read has
 * as many samples as were written of the past.
 *
 * @returns the names that have no value for some objective
 * @throws Error when it did not
 */
export async function checkDone(
  server: HistoryServer,
  shapes: readonly Shape[],
  work: Work,
  seconds: number,
): Promise<string[]> {
  if (work.failures > 0 || work.missed > 0)
    throw new Error(`evaluations failed or were skipped: ${JSON.stringify(work)}`);
  const due = shapes.flatMap(({ groups }) =>
    groups.map((group) => (group.rules.length * 60) / secondsOf(group)),
  );
  const share = work.evaluations / due.reduce((sum, one) => sum + one, 0);
  if (Math.abs(share - 1) > 0.05) throw new Error(`${share} of the evaluations took place that are due`);
  const [sample] = shapes;
  if (sample === undefined) return [];
  await checkDensity(server, sample, seconds);
  return checkRecorded(server, sample, shapes.length);
}

async function checkRecorded(
  server: HistoryServer,
  { groups }: Shape,
  objectives: number,
): Promise<string[]> {
  const rules = groups.flatMap((group) => group.rules);
  const names = [...new Set(rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])))];
  const lacking = [];
  for (const name of names) {
    const [found] = await server.query(`count(count by (service) (last_over_time(${name}[5m])))`);
    if (found?.value !== objectives) lacking.push(`${name} (${found?.value ?? 0})`);
  }
  if (lacking.length > names.length * (1 - leastShare))
    throw new Error(`not recorded: ${lacking.join(', ')}`);
  return lacking;
}

/** The past that was written is worth something only when it has the samples that the rules would have recorded. */
async function checkDensity(server: HistoryServer, shape: Shape, seconds: number): Promise<void> {
  for (const series of seriesBetween(shape)) {
    const [found] = await server.query(`count_over_time(${textOf(series)}[${seconds}s])`);
    const due = seconds / series.every;
    const count = found?.value ?? 0;
    if (Math.abs(count - due) > 1)
      throw new Error(`${series.name} has ${count} samples in ${seconds} s, not ${due}`);
  }
}
