import type { LabelDomains } from '../../contract/domain';
import type { DeclaredMetric } from '../../contract/metric';
import type { Kind } from '../flow/flow';
import type { Metric } from './selector';

/** A metric whose labels are known at run time only: every {@link Metric} of its kind is one, whatever its labels are. */
export type AnyMetric<K extends Kind = Kind> = Metric<LabelDomains, K, string>;

/** What counts events: a counter, or a native histogram, which has a count of its own. */
export type AnyEvents = AnyMetric<'counter' | 'histogram'>;

/** A native histogram whose labels are known at run time only. */
export type AnyNativeHistogram = AnyMetric<'histogram'>;

/** A histogram whose labels and buckets are known at run time only. */
export interface AnyHistogram extends DeclaredMetric {
  readonly bucket: AnyMetric<'buckets'>;
  readonly count: AnyMetric<'counter'>;
  readonly sum: AnyMetric<'counter'>;
  under(bound: number): AnyMetric<'counter'>;
}
