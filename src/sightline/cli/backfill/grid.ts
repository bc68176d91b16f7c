import { stepWindow } from '../../objectives/windows';

/** The length of a step in seconds. */
export const stepSeconds = stepWindow / 1000;

/** So many seconds are asked for at a time: Prometheus gives 11,000 points of a series at most, and a day is not much to read. */
const chunkSeconds = 86_400;

/**
 * The steps before the first live one, counted back from it: 1 is the step that ended when that one began. So none overlaps another, and a second run
 * finds the same moments.
 */
export interface Grid {
  /** When the live rules ended their first step, in seconds since 1970. */
  readonly live: number;

  /** When a step ended, in seconds since 1970. */
  readonly endOf: (step: number) => number;

  /** The step that ended about then. */
  readonly stepAt: (time: number) => number;
}

/** The steps before the one that the live rules ended first. */
export function gridBefore(live: number): Grid {
  return {
    live,
    // Prometheus knows times to the millisecond
    endOf: (step) => Math.round((live - step * stepSeconds) * 1000) / 1000,
    stepAt: (time) => Math.round((live - time) / stepSeconds),
  };
}

/** Some steps a day at a time, the oldest first, each from its first to its last step. */
export function chunksOf(
  steps: readonly number[],
): readonly { readonly from: number; readonly to: number }[] {
  const chunks: { from: number; to: number }[] = [];
  for (const step of [...steps].sort((a, b) => b - a)) {
    const last = chunks.at(-1);
    if (last === undefined || (last.from - step) * stepSeconds >= chunkSeconds)
      chunks.push({ from: step, to: step });
    else last.to = step;
  }
  return chunks;
}
