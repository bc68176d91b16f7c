import type { TextRule } from '../problem/scalar-shapes';
import { parseDuration } from './duration';

/** A Prometheus duration that is not zero. */
export const positiveDuration: TextRule = {
  test: (written) => (parseDuration(written) ?? 0) > 0,
  expected: 'a Prometheus duration above 0, such as 30s, 10d or 1h30m',
};
