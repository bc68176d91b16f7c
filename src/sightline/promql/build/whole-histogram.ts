import type { DeclaredMetric } from '../../contract/metric';
import type { TargetLabel } from '../../contract/target-labels';

/**
 * A histogram as a whole, classic or native, and not one of its series.
 *
 * @typeParam D its labels with their domains
 * @typeParam B its classic buckets; of a native one any number is a bound
 * @typeParam T the labels that its target adds
 */
export interface WholeHistogram<
  D,
  B extends readonly number[] = readonly number[],
  T extends string = TargetLabel,
> extends DeclaredMetric {
  /** How it is stored: a series for each bucket, or whole. */
  readonly form: 'classic' | 'native';

  /** Only a type: the domains. */
  readonly domains?: D;

  /** Only a type: the bounds that a threshold can have. */
  readonly bounds?: B;

  /** Only a type: the labels of its target. */
  readonly targetLabels?: T;
}
