import type { FinalObject } from '../world';

/** A rule as it stands in a final PrometheusRule. */
export interface FinalRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string | number;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
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

/** Whether two parts of objects are the same, whatever the order of their keys is. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
