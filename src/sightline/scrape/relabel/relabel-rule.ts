import type { RelabelConfig } from '../scrape-config';
import { runsAtLeast } from '../supports';
import type { NameScheme } from './label-name';
import { compilePattern } from './compile-pattern';
import type { Pattern } from './pattern';
import { actionOf, type RelabelAction } from './relabel-action';
import { ruleDefaults, type RuleFault, ruleFault } from './rule-fault';

/** A rule of relabelling that Prometheus accepts, with its defaults filled in. */
export interface RelabelRule {
  /** The rule as it was written. */
  readonly config: RelabelConfig;
  readonly action: RelabelAction;
  readonly sourceLabels: readonly string[];
  readonly separator: string;
  readonly pattern: Pattern;
  readonly modulus: number;
  readonly targetLabel: string;
  readonly replacement: string;

  /** What decides whether a name that it makes is one. */
  readonly scheme: NameScheme;
}

/** A rule that Prometheus refuses. With it, it refuses its whole configuration. */
export interface RefusedRule {
  /** Its number in the list, from 0. */
  readonly index: number;
  readonly fault: RuleFault;
}

/** Rules that Prometheus reads, or the first one that it refuses. */
export type ReadRules =
  { readonly ok: true; readonly rules: readonly RelabelRule[] } | ({ readonly ok: false } & RefusedRule);

/**
 * Reads the rules of `relabel_configs` or `metric_relabel_configs` as a Prometheus of this version does.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function readRules(configs: readonly RelabelConfig[], scheme: NameScheme = {}): ReadRules {
  const rules: RelabelRule[] = [];
  for (const [index, config] of configs.entries()) {
    const fault = ruleFault(config, scheme);
    if (fault !== undefined) return { ok: false, index, fault };
    const compiled = compilePattern(config.regex ?? '(.*)', runsAtLeast(scheme, '3.0.0'));
    // a fault would have been found above
    if ('fault' in compiled) return { ok: false, index, fault: { field: 'regex', rule: compiled.fault } };
    rules.push({
      config,
      action: actionOf(config) ?? 'replace',
      sourceLabels: config.source_labels ?? [],
      separator: config.separator ?? ruleDefaults.separator,
      pattern: compiled.pattern,
      modulus: config.modulus ?? ruleDefaults.modulus,
      targetLabel: config.target_label ?? ruleDefaults.target_label,
      replacement: config.replacement ?? ruleDefaults.replacement,
      scheme,
    });
  }
  return { ok: true, rules };
}
