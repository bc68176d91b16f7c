import { createHash } from 'node:crypto';
import type { RelabelConfig } from '../scrape-config';
import { isLabelName } from './label-name';
import { type LabelBuilder, labelBuilder, type Labels } from './label-builder';
import { toLower, toUpper } from './letter-case';
import type { RelabelRule } from './relabel-rule';
import { expand } from './template';

/** What one rule has done. */
export interface RelabelStep {
  readonly rule: RelabelConfig;

  /** Whether the target is still there after it. */
  readonly kept: boolean;

  /** The labels after it, by name. */
  readonly labels: Labels;
}

/** What rules have made of the labels of a target or of a sample. */
export interface Relabelled {
  /** The labels at the end, by name: those with which it is kept, or was dropped. */
  readonly labels: Labels;

  /**
   * The number of the rule that drops it, from 0. No rule behind it is applied.
   *
   * @default - it is kept
   */
  readonly droppedBy?: number;
}

/**
 * Applies rules to labels, in their order, as Prometheus does. Of a target the labels have no order there: two of them that `labelmap` makes
 * one leave either value; here, as of a sample, the value of the later name.
 *
 * @param labels what discovery gives, or what a sample has
 * @param rules what `readRules` gives
 */
export function relabel(labels: Labels, rules: readonly RelabelRule[]): Relabelled {
  const builder = labelBuilder(labels);
  const droppedBy = rules.findIndex((rule) => !apply(rule, builder));
  return { labels: builder.labels(), ...(droppedBy === -1 ? {} : { droppedBy }) };
}

/** The same rule by rule: every rule that is applied, with the labels after it. One that drops is the last. */
export function relabelSteps(labels: Labels, rules: readonly RelabelRule[]): RelabelStep[] {
  const builder = labelBuilder(labels);
  const steps: RelabelStep[] = [];
  for (const rule of rules) {
    const kept = apply(rule, builder);
    steps.push({ rule: rule.config, kept, labels: builder.labels() });
    if (!kept) break;
  }
  return steps;
}

/** Applies one rule; false if it drops. */
function apply(rule: RelabelRule, builder: LabelBuilder): boolean {
  const value = rule.sourceLabels.map(builder.get).join(rule.separator);
  const { action, pattern, targetLabel } = rule;
  const matches = (text: string): boolean => pattern.find(text) !== undefined;
  switch (action) {
    case 'keep':
      return matches(value);
    case 'drop':
      return !matches(value);
    case 'keepequal':
      return builder.get(targetLabel) === value;
    case 'dropequal':
      return builder.get(targetLabel) !== value;
    case 'replace':
      replace(rule, value, builder);
      return true;
    case 'lowercase':
      builder.set(targetLabel, toLower(value));
      return true;
    case 'uppercase':
      builder.set(targetLabel, toUpper(value));
      return true;
    case 'hashmod':
      builder.set(targetLabel, hashMod(value, rule.modulus));
      return true;
    case 'labelmap':
      for (const [name, mapped] of builder.entries()) {
        if (matches(name)) builder.set(replaceAll(rule, name), mapped);
      }
      return true;
    case 'labeldrop':
      for (const [name] of builder.entries()) if (matches(name)) builder.set(name, '');
      return true;
    case 'labelkeep':
      for (const [name] of builder.entries()) if (!matches(name)) builder.set(name, '');
      return true;
  }
}

/** Nothing happens without a match, or where the name that results is none. */
function replace(
  { pattern, targetLabel, replacement, scheme }: RelabelRule,
  value: string,
  builder: LabelBuilder,
): void {
  const match = pattern.find(value);
  if (match === undefined) return;
  const name = expand(targetLabel, match, pattern);
  // a target without a variable has been looked at when the rule was read
  if (name === targetLabel || isLabelName(name, scheme))
    builder.set(name, expand(replacement, match, pattern));
}

/** A name with every match replaced: one that spans all of it, unless the pattern breaks out of its anchors. */
function replaceAll({ pattern, replacement }: RelabelRule, name: string): string {
  let replaced = '';
  let from = 0;
  for (const match of pattern.findAll(name)) {
    replaced += name.slice(from, match.start) + expand(replacement, match, pattern);
    from = match.end;
  }
  return replaced + name.slice(from);
}

/** The last 8 bytes of the MD5 sum, as a number, modulo. */
function hashMod(value: string, modulus: number): string {
  const sum = createHash('md5').update(value, 'utf8').digest();
  return String(sum.readBigUInt64BE(8) % BigInt(modulus));
}
