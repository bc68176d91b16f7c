import type { Matcher } from './ast';

/** Whether two matchers are one. */
export function sameMatcher(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.operator === b.operator && a.value === b.value;
}

/** The matchers of one list that are not in another. */
export function matchersBeside(all: readonly Matcher[], some: readonly Matcher[]): readonly Matcher[] {
  return all.filter((matcher) => !some.some((other) => sameMatcher(matcher, other)));
}
