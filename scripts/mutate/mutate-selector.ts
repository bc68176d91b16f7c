import type { Matcher, MatchOperator, VectorSelector } from '../../src/sightline/promql/syntax/ast';
import type { Change } from './change';
import { changesOfWindow } from './mutate-window';

const negated: Readonly<Record<MatchOperator, MatchOperator>> = {
  '=': '!=',
  '!=': '=',
  '=~': '!~',
  '!~': '=~',
};

/** A selector without each of its matchers, with each turned round, and at another time. */
export function changesOfSelector(selector: VectorSelector): readonly Change<VectorSelector>[] {
  const { name, matchers, offset } = selector;
  const withMatchers = (change: string, changed: readonly Matcher[]): Change<VectorSelector> => ({
    change: `${change} of ${name}`,
    result: { ...selector, matchers: changed },
  });
  return [
    ...matchers.flatMap((matcher) => [
      {
        ...withMatchers(
          `drop ${matcher.label}${matcher.operator}`,
          matchers.filter((each) => each !== matcher),
        ),
        ...(matcher.operator === '=' ? { freed: { label: matcher.label, value: matcher.value } } : {}),
      },
      withMatchers(
        `negate ${matcher.label}${matcher.operator}`,
        matchers.map((each) => (each === matcher ? { ...each, operator: negated[each.operator] } : each)),
      ),
    ]),
    ...changesOfWindow(offset, `offset of ${name}`).map(({ change, result }) => ({
      change,
      result: { ...selector, offset: result },
    })),
    ...(offset === 0 ? [] : [{ change: `drop offset of ${name}`, result: { ...selector, offset: 0 } }]),
  ];
}
