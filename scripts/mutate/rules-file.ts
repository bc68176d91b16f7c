import { parse } from 'yaml';

/** A rule as it stands in a file. */
export interface WrittenRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A group of rules as it stands in a file. */
export interface WrittenGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly WrittenRule[];
}

/** What is in a file of rules. */
export interface RulesFile {
  readonly groups: readonly WrittenGroup[];
}

/** A file of rules from its text. */
export function readRules(text: string): RulesFile {
  return parse(text) as RulesFile; // promtool has read it, and the baseline shows that it passes
}

/** What a rule is called: its series, or its alert. */
export function nameOf({ record, alert }: WrittenRule): string {
  return record ?? alert ?? '';
}
