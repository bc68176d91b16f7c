import type { FileRule } from '../../rules/file-rules';
import type { FinalObject } from '../world';

/** A rule as it stands in a final PrometheusRule. */
export interface FinalRule extends FileRule {
  readonly for?: string;
  readonly keep_firing_for?: string;
}

/** A group as it stands in a final PrometheusRule. */
export interface FinalGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules?: readonly FinalRule[];
}

/** The groups of a PrometheusRule; those of one that its schema refuses are not to be relied on. */
export function finalGroups({ manifest }: FinalObject): readonly FinalGroup[] {
  const { spec } = manifest as { readonly spec?: { readonly groups?: readonly FinalGroup[] } }; // by its schema
  return spec?.groups ?? [];
}

/** Where a rule stands in its object. */
export function placeOf({ path }: FinalObject, group: number, rule: number): string {
  return `${path} spec.groups[${group}].rules[${rule}]`;
}
