import type { Length } from '../../src/sightline/promql/syntax/length';
import type { Change } from './change';

/** A length of time twice and half as long. One that is calculated is left alone. */
export function changesOfWindow(window: Length, what: string): readonly Change<Length>[] {
  if (typeof window !== 'number' || window === 0) return [];
  return [2, 0.5].map((factor) => ({ change: `${what} × ${factor}`, result: window * factor }));
}
