import { rawWindows } from '../objectives/windows';
import type { Subject } from './subject';

const recordedRaw: readonly number[] = [rawWindows.short, rawWindows.long];

/** The windows that are sums of steps and belong to a tier, the shortest first. */
export function longRatios({ tiers }: Subject): readonly number[] {
  const windows = tiers
    .flatMap(({ long, short }) => [short, long])
    .filter((each) => !recordedRaw.includes(each));
  return [...new Set(windows)].sort((a, b) => a - b);
}
