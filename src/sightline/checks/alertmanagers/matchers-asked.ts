import type { FieldPath } from '../../schema/violations';
import { partsIn } from '../../stack/alerting/check-fields';
import type { AlertMatcher } from '../../stack/alerting/parse-matcher';
import { matchersIn, readRoute, type Route } from '../../stack/alerting/route-tree';
import type { PlainMap } from '../../stack/plain-data';

/** A matcher of a configuration, and where its route or inhibition stands. */
export interface AskedMatcher {
  readonly matcher: AlertMatcher;
  readonly at: FieldPath;
}

/** The matchers of a route, and of those below it. */
export function matchersOf({ matchers = [], at, routes }: Route): readonly AskedMatcher[] {
  return [...matchers.map((matcher) => ({ matcher, at })), ...routes.flatMap(matchersOf)];
}

/** What the routes and inhibitions of a configuration ask of alerts. */
export function matchersAsked(config: PlainMap): readonly AskedMatcher[] {
  return [
    ...matchersOf(readRoute(config['route'], ['route'])),
    ...partsIn(config['inhibit_rules'], ['inhibit_rules']).flatMap(({ value, at }) =>
      (['source_', 'target_'] as const).flatMap((side) =>
        (matchersIn(value, side) ?? []).map((matcher) => ({ matcher, at })),
      ),
    ),
  ];
}
