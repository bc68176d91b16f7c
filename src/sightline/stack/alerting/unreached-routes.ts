import type { Problem } from '../../problem/problem';
import { escapeRegex, letsThrough, literalsOf } from '../../promql/syntax/regex';
import { type FieldPath, printFieldPath } from '../../schema/violations';
import { type AlertMatcher, written } from './parse-matcher';
import type { Route } from './route-tree';

/** Routes that no alert reaches: an earlier one takes all that they match, or they contradict what is around them. */
export function unreachedRoutes(
  { routes }: Route,
  around: readonly AlertMatcher[],
  tell: (at: FieldPath, message: string) => Problem,
): Problem[] {
  return routes.flatMap((route, index) => {
    const { matchers } = route;
    if (matchers === undefined) return [];
    const all = [...around, ...matchers];
    const contrary = contradiction(all);
    if (contrary !== undefined)
      return [
        tell(
          route.at,
          `is never reached: ${written(contrary[0])} and ${written(contrary[1])} hold of no alert`,
        ),
      ];
    const earlier = routes
      .slice(0, index)
      .find((each) => !each.continues && each.matchers?.every((matcher) => isImplied(matcher, all)) === true);
    if (earlier !== undefined)
      return [
        tell(
          route.at,
          `(to ${route.receiver ?? 'nobody'}) is never reached: an earlier one (to ${earlier.receiver ?? 'nobody'}), '${printFieldPath(earlier.at)}', matches every alert that it matches, and Alertmanager takes the first that does`,
        ),
      ];
    return unreachedRoutes(route, all, tell);
  });
}

/** Whether a matcher lets through every alert that meets all of the others. */
export function isImplied(matcher: AlertMatcher, others: readonly AlertMatcher[]): boolean {
  return others.some((other) => {
    if (other.label !== matcher.label) return false;
    if (other.operator === matcher.operator && other.value === matcher.value) return true;
    return valuesOf(other)?.every((value) => letsThrough(matcher, value)) === true;
  });
}

/** Two matchers that no alert meets both; undefined where there are none. */
export function contradiction(
  matchers: readonly AlertMatcher[],
): readonly [AlertMatcher, AlertMatcher] | undefined {
  for (const one of matchers) {
    const values = valuesOf(one);
    if (values === undefined) continue;
    const other = matchers.find(
      (each) => each.label === one.label && each !== one && !values.some((value) => letsThrough(each, value)),
    );
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** The values that a matcher lets through; undefined for one that is no list of them. */
function valuesOf({ operator, value }: AlertMatcher): readonly string[] | undefined {
  if (operator === '=') return [value];
  if (operator !== '=~') return undefined;
  return literalsOf(value) ?? (escapeRegex(value) === value ? [value] : undefined);
}
