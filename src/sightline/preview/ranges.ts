import { formatDuration } from '../contract/duration';
import type { PreviewRange } from './model';

/** Ranges that can be chosen, in seconds, and at the end the window of an objective. */
export function rangesOf(
  seconds: readonly number[],
  windows: readonly number[] = [],
): readonly PreviewRange[] {
  const longest = Math.max(0, ...windows) / 1000;
  const all = longest > 0 ? [...seconds, longest] : seconds;
  return [...new Set(all)].map((each) => ({ title: formatDuration(each * 1000), seconds: each }));
}
