import type { StatedBound } from '../../contract/stated-bound';
import { partOf } from '../../problem/read';

/**
 * What a counter or gauge may say beside its name, help and labels.
 *
 * @typeParam L its labels
 */
export interface MetricOptions<L extends string = string> extends StatedBound<L> {
  /**
   * The unit of its values, a word in the plural: `seconds`, `bytes`. The name must end with it, unless a third party has chosen the name.
   *
   * @default - the unit that the name ends with, if it is a common one
   */
  readonly unit?: string;
}

/** The options of a metric as a declaration takes them; they are unchecked. */
export function optionsOf(given: unknown): Readonly<Record<'unit' | 'together' | 'maxSeries', unknown>> {
  return {
    unit: partOf(given, 'unit'),
    together: partOf(given, 'together'),
    maxSeries: partOf(given, 'maxSeries'),
  };
}
