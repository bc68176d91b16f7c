import type { Declared } from './candidate';
import type { LabelGroup } from './label-groups';
import type { ObservedMetric } from './observe';

/** A label of a metric, and the group whose domain it has. */
export type Groups = ReadonlyMap<string, LabelGroup>;

/** A metric of the contract. */
export interface AdoptedMetric extends Declared {
  readonly observed: ObservedMetric;

  /** The group of each label. */
  readonly groups: Groups;
}
