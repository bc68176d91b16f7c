import type { ObjectiveDeclaration } from '../contract/objective';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, error } from '../problem/problems';
import { number } from '../problem/scalar-shapes';
import type { AnyMetric } from '../promql/build/any-metric';
import type { Metric } from '../promql/build/selector';
import { checkBy, commonFields, type LooseObjectiveOptions } from './check-options';
import { declareObjective } from './declare-objective';
import { metricOf } from './metric-shape';
import type { ObjectiveOptions } from './objective-options';

const oneBound = "what is good must be said by exactly one of 'atLeast' and 'atMost'";

/** What the compiler says of the other bound, in place of `undefined`. */
type OneBound = typeof oneBound;

/** What is good: exactly one of the two. */
export type GaugeBound =
  | {
      /** The gauge is good from this on, such as 1 for `up` and `probe_success`. */
      readonly atLeast: number;
      readonly atMost?: OneBound;
    }
  | {
      /** The gauge is good up to this, such as the longest queue that is still all right. */
      readonly atMost: number;
      readonly atLeast?: OneBound;
    };

/**
 * What {@link gaugeObjective} takes.
 *
 * @typeParam D the labels of the gauge
 */
export type GaugeOptions<
  D,
  T extends string,
  N extends number,
  B extends readonly string[],
> = ObjectiveOptions<N, B> &
  GaugeBound & {
    /** Says how things are at each moment. */
    readonly gauge: Metric<D, 'gauge', T>;
  };

/**
 * An objective on the share of time in which a gauge is within a bound: a probe that succeeds, a queue that is short. Each of its series
 * counts for itself: of three pods, one that is down for a minute is a minute of three.
 *
 * @example
 * gaugeObjective({
 *   name: 'reachable',
 *   objective: 99.5,
 *   description: 'The pods can be scraped.',
 *   gauge: up,
 *   atLeast: 1,
 * });
 */
export function gaugeObjective<
  D,
  T extends string,
  const N extends number,
  const B extends readonly ((keyof D & string) | T)[] = [],
>(options: GaugeOptions<D, T, N, B>): ObjectiveDeclaration {
  return declareObjective(options, {
    shape,
    check,
    indicator: ({ gauge, atLeast, atMost = NaN }) => ({
      type: 'gauge',
      gauge,
      bound: atLeast === undefined ? { operator: '>', value: atMost } : { operator: '<', value: atLeast },
    }),
    metrics: ({ gauge }) => [gauge.declaration],
    minimumBadEvents: 0,
  });
}

interface LooseOptions extends LooseObjectiveOptions {
  readonly gauge: AnyMetric<'gauge'>;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const shape = object<LooseOptions>({
  ...commonFields,
  gauge: required(metricOf(['gauge'], 'a gauge, such as up')),
  atLeast: optional(number()),
  atMost: optional(number()),
});

function check({ gauge, by = [], atLeast, atMost }: LooseOptions): readonly Problem[] {
  const both = atLeast !== undefined && atMost !== undefined;
  return [
    ...below('gauge', gauge.problems),
    ...checkBy(by, [[gauge.declaration.name, gauge.flow.labels]]),
    ...(both || (atLeast === undefined && atMost === undefined)
      ? [
          error('OPT003', oneBound, {
            path: 'gauge',
            fix: 'such as atLeast: 1 for a gauge that is 0 or 1',
          }),
        ]
      : []),
  ];
}
