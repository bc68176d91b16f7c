import type { Matcher } from './ast';

/** Whether two matchers are one. */
export function sameMatcher(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.operator === b.operator && a.value === b.value;
}
