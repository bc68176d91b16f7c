import type { Node } from '../syntax/ast';
import type { Shape } from '../syntax/catalogue';
import { closed, open, type LabelSet } from './labels';
import type { Unit } from './unit';

/**
 * What the samples mean: a counter's running total, a gauge's state, the classic buckets of a histogram (as counters or as rates), native
 * histograms, something calculated, or nobody knows.
 */
export type Kind = 'counter' | 'gauge' | 'buckets' | 'histogram' | 'sample' | 'unknown';

/** Every {@link Kind}. */
export const kinds: readonly Kind[] = ['counter', 'gauge', 'buckets', 'histogram', 'sample', 'unknown'];

/** What is known of the result of an expression without running it. */
export interface Flow {
  /** The type of the result. */
  readonly shape: Shape;

  /** What its samples mean. */
  readonly kind: Kind;

  /** The labels of its series. */
  readonly labels: LabelSet;

  /**
   * What has become of running totals, of counters, buckets and native histograms: they were added up, which hides the restarts of each,
   * or they are rates.
   *
   * @default - each series runs on, or its samples are no running totals
   */
  readonly totals?: 'added up' | 'rates';

  /**
   * The unit of its values; of buckets and native histograms that of the observations.
   *
   * @default - unknown
   */
  readonly unit?: Unit;

  /**
   * Whether its values are quantiles, which can't be averaged or added up.
   *
   * @default false
   */
  readonly quantile?: boolean;

  /**
   * Whether it was multiplied by 100, and is in percent if it was a share before. Where the unit is known, the unit says it.
   *
   * @default false
   */
  readonly percent?: boolean;

  /**
   * Whether its series are classic buckets by their name alone, which nobody declared.
   *
   * @default false
   */
  readonly namedBuckets?: boolean;

  /**
   * Whether its series are running totals by their name alone, which nobody declared.
   *
   * @default false
   */
  readonly namedTotals?: boolean;

  /**
   * When there is a result: `always`, whatever series there are, as of `vector(0)`; or `conditional`, as of a comparison.
   *
   * @default - where there are series
   */
  readonly presence?: Presence;

  /**
   * The number that it always is.
   *
   * @default - it depends on series, or nobody has worked it out
   */
  readonly value?: number;
}

/** See {@link Flow.presence}. */
export type Presence = 'always' | 'conditional';

/** A part of an expression, with what is known of it. */
export interface Part {
  readonly node: Node;
  readonly flow: Flow;
}

/** A number. */
export const scalar: Flow = { shape: 'scalar', kind: 'sample', labels: closed([]), presence: 'always' };

/** A text. */
export const text: Flow = { ...scalar, shape: 'string' };

/** What nobody knows anything of: nothing can be held against it. */
export const unknownFlow: Flow = { shape: 'instant vector', kind: 'unknown', labels: open() };

/** Whether samples are totals that run on, or rates of such. */
export function isTotal(kind: Kind): boolean {
  return kind === 'counter' || kind === 'buckets' || kind === 'histogram';
}

/** The samples of a window of what is known for one moment. */
export function overWindow(flow: Flow): Flow {
  return { ...flow, shape: 'range vector' };
}

/** The parts of an expression, in the order of its children. */
export function partsOf(nodes: readonly Node[], flows: readonly Flow[]): readonly Part[] {
  return nodes.map((node, index) => ({ node, flow: flows[index] ?? unknownFlow }));
}
