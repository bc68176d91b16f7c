import { operatorRelease, operatorVersions, type OperatorVersion } from '../schema/operator-releases';
import { valueAt } from './plain-data';
import type { HelmValues } from './helm-values';

/**
 * The release of the operator that a stack installs, by the tag of its image: of a release that is not known the newest before it, or
 * else the oldest that is known.
 *
 * @param values the final values of the chart
 */
export function operatorOf(values: HelmValues): OperatorVersion {
  const tag = valueAt(values, ['prometheusOperator', 'image', 'tag']);
  return (typeof tag === 'string' ? operatorRelease(tag) : undefined) ?? operatorVersions[0];
}
