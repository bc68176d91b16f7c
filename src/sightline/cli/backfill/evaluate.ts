import { parseDuration } from '../../contract/duration';
import type { Labels } from '../../prometheus/answers';
import type { Client } from '../../prometheus/client';
import type { BoundGroup } from '../../rules/bind-rules';
import type { BoundRecordingRule } from '../../rules/rule';
import { chunksOf, stepSeconds } from './grid';
import type { OpenSteps } from './open-steps';

/** What a recorded series is to hold of the past. */
export interface FilledSeries {
  readonly name: string;
  readonly labels: Labels;

  /** Its value by step. */
  readonly values: Map<number, number>;
}

/** Evaluates a rule of the past at the end of each open step of its interval. */
export async function evaluateGroup(
  client: Client,
  { interval, rules }: BoundGroup,
  steps: OpenSteps,
): Promise<readonly FilledSeries[]> {
  const length = Math.round((parseDuration(interval ?? '') ?? stepSeconds * 1000) / 1000 / stepSeconds);
  const asked = endsOf(steps.open, length);
  const filled: FilledSeries[] = [];
  for (const rule of rules) {
    if ('record' in rule) filled.push(...(await evaluateRule(client, rule, steps, asked, length)));
  }
  return filled;
}

/** Of times of some steps each, the last step: where all their steps are open. */
function endsOf(open: readonly number[], length: number): readonly number[] {
  const isOpen = new Set(open);
  return open.filter(
    (step) =>
      (step - 1) % length === 0 &&
      Array.from({ length }, (_, more) => step + more).every((each) => isOpen.has(each)),
  );
}

async function evaluateRule(
  client: Client,
  { record: name, expr, labels: own }: BoundRecordingRule,
  { grid }: OpenSteps,
  asked: readonly number[],
  length: number,
): Promise<readonly FilledSeries[]> {
  const wanted = new Set(asked);
  const filled = new Map<string, FilledSeries>();
  for (const { from, to } of chunksOf(asked)) {
    const found = await client.queryRange(expr, {
      start: grid.endOf(from),
      end: grid.endOf(to),
      step: length * stepSeconds,
    });
    for (const { labels: of, points } of found) {
      const labels = { ...of, ...own };
      const key = JSON.stringify(Object.entries(labels).sort());
      const series = filled.get(key) ?? { name, labels, values: new Map<number, number>() };
      filled.set(key, series);
      for (const [time, value] of points) {
        const step = grid.stepAt(time);
        if (wanted.has(step)) series.values.set(step, value);
      }
    }
  }
  return [...filled.values()];
}
