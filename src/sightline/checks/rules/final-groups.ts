import type { FileRule } from '../../rules/file-rules';

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
export function finalGroups({ manifest }: { readonly manifest: object }): readonly FinalGroup[] {
  const { spec } = manifest as { readonly spec?: { readonly groups?: readonly WrittenGroup[] } }; // by its schema
  const groups = spec?.groups ?? [];
  return groups.every(hasRules) ? groups : groups.map(withoutNull);
}

/** A group whose rules may be nothing, which the API server prunes. */
type WrittenGroup = Omit<FinalGroup, 'rules'> & { readonly rules?: FinalGroup['rules'] | null };

function hasRules(group: WrittenGroup): group is FinalGroup {
  return group.rules !== null;
}

function withoutNull({ rules, ...group }: WrittenGroup): FinalGroup {
  return rules === undefined || rules === null ? group : { ...group, rules };
}

/** Where a rule stands in its object. */
export function placeOf({ path }: { readonly path: string }, group: number, rule: number): string {
  return `${path} spec.groups[${group}].rules[${rule}]`;
}

/** A rule, and where it stands. */
export interface PlacedRule<O> {
  readonly rule: FinalRule;
  readonly object: O;
  readonly group: number;
  readonly index: number;

  /** The same as a problem says it. */
  readonly path: string;
}

/** The rules of a PrometheusRule. */
export function placedRules<O extends { readonly manifest: object; readonly path: string }>(
  object: O,
): readonly PlacedRule<O>[] {
  return finalGroups(object).flatMap(({ rules = [] }, group) =>
    rules.map((rule, index) => ({ rule, object, group, index, path: placeOf(object, group, index) })),
  );
}
