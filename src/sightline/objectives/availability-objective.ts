import type { ObjectiveDeclaration } from '../contract/objective';
import { object, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, beside, error } from '../problem/problems';
import { matchersBeside } from '../promql/syntax/same-matcher';
import { selectorsIn } from '../promql/syntax/walk';
import type { AnyEvents } from '../promql/build/any-metric';
import type { Metric } from '../promql/build/selector';
import { checkBy, commonFields, type LooseObjectiveOptions } from './check-options';
import { declareObjective } from './declare-objective';
import { metricOf } from './metric-shape';
import type { ObjectiveOptions } from './objective-options';

/**
 * What {@link availabilityObjective} takes.
 *
 * @typeParam D the labels of all events
 * @typeParam E the labels of the bad ones
 */
export interface AvailabilityOptions<
  D,
  E,
  T extends string,
  N extends number,
  B extends readonly string[],
> extends ObjectiveOptions<N, B> {
  /**
   * Counts all events, such as `requests`: a counter, the count of a histogram or a summary, or a native histogram. What the contract says is no
   * traffic is left out.
   */
  readonly total: Metric<D, 'counter' | 'histogram', T>;

  /**
   * Counts those that are bad, such as `requests.where({ status: /5../ })`: each is counted by `total` too. Of the same counter it must
   * match at least what `total` matches.
   */
  readonly bad: Metric<E, 'counter' | 'histogram', T>;
}

/**
 * An objective on the share of events that are not bad, both counted: of requests, jobs, messages.
 *
 * @example
 * availabilityObjective({
 *   name: 'availability',
 *   objective: 99.9,
 *   description: 'Requests are answered without a server error.',
 *   total: requests,
 *   bad: requests.where({ status: /5../ }),
 * });
 */
export function availabilityObjective<
  D,
  E,
  T extends string,
  const N extends number,
  const B extends readonly ((keyof D & keyof E & string) | T)[] = [],
>(options: AvailabilityOptions<D, E, T, N, B>): ObjectiveDeclaration {
  return declareObjective(options, {
    shape,
    check,
    indicator: ({ total, bad }) => ({ type: 'availability', total, bad }),
    metrics: ({ total, bad }) => [...new Set([total.declaration, bad.declaration])],
    minimumBadEvents: 3,
  });
}

/** The options with their labels left to the run-time checks. */
interface LooseOptions extends LooseObjectiveOptions {
  readonly total: AnyEvents;
  readonly bad: AnyEvents;
}

const events = ['counter', 'histogram'] as const;

const shape = object<LooseOptions>({
  ...commonFields,
  total: required(metricOf(events, 'a counter, such as requests')),
  bad: required(metricOf(events, 'a counter, such as requests.where({ status: /5../ })')),
});

function check({ total, bad, by = [] }: LooseOptions): readonly Problem[] {
  const ofTotal = total.problems;
  return [
    ...below('total', ofTotal),
    ...below('bad', beside(bad.problems, ofTotal)),
    ...checkBy(by, [
      [total.declaration.name, total.flow.labels],
      [bad.declaration.name, bad.flow.labels],
    ]),
    ...checkSubset(total, bad),
  ];
}

/** Of one counter, the bad events must be some of all events: they match all that those match, and something more. */
function checkSubset(total: AnyEvents, bad: AnyEvents): Problem[] {
  const [all] = selectorsIn(total.node);
  const [some] = selectorsIn(bad.node);
  if (all === undefined || some?.name !== all.name) return [];
  const path = 'bad';
  const wider = matchersBeside(all.matchers, some.matchers);
  if (wider.length > 0 || all.offset !== some.offset) {
    const lacking = wider.map(({ label }) => `'${label}'`).join(', ');
    return [
      error(
        'ALR425',
        `'bad' counts events that 'total' does not${lacking === '' ? '' : `: it lacks its match of ${lacking}`}, so the share of bad events means nothing`,
        { path, fix: 'make it from the other: total: events, bad: events.where({ … })' },
      ),
    ];
  }
  if (some.matchers.length > all.matchers.length) return [];
  return [
    error('ALR425', "'bad' counts the same events as 'total': all of them would be bad", {
      path,
      fix: 'say which are, such as .where({ status: /5../ })',
    }),
  ];
}
