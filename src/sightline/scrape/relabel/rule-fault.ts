import type { RelabelConfig } from '../scrape-config';
import { runsAtLeast } from '../supports';
import { isLabelName, isLabelNameTemplate, type NameScheme } from './label-name';
import { compilePattern } from './compile-pattern';
import { actionOf, type RelabelAction, relabelActions } from './relabel-action';
import { hasVariable } from './template';

/** Why a rule of relabelling is refused. */
export interface RuleFault {
  /** The field at fault. */
  readonly field: keyof RelabelConfig;

  /** What must hold for it, after the name and the value of the field: `must be …`. */
  readonly rule: string;

  /** @default - the rule says it */
  readonly fix?: string;
}

/** The defaults of Prometheus. A field that an action does not read may have its default. */
export const ruleDefaults = { separator: ';', modulus: 0, replacement: '$1', target_label: '' } as const;

/** Actions that write to one label, or compare with it. */
const targeting: readonly RelabelAction[] = [
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
];

/** The version of Prometheus that first knew an action. */
const since: Partial<Readonly<Record<RelabelAction, string>>> = {
  lowercase: '2.36.0',
  uppercase: '2.36.0',
  keepequal: '2.41.0',
  dropequal: '2.41.0',
};

/**
 * Why a Prometheus refuses a rule, which is why it refuses its whole configuration; undefined if it does not.
 *
 * @param scheme its version, and the names of labels that it allows
 */
export function ruleFault(config: RelabelConfig, scheme: NameScheme): RuleFault | undefined {
  const action = actionOf(config);
  if (action === undefined) return { field: 'action', rule: `must be one of ${relabelActions.join(', ')}` };
  const first = since[action];
  if (first !== undefined && !runsAtLeast(scheme, first)) {
    return { field: 'action', rule: `is known since Prometheus ${first}` };
  }
  return (
    regexFault(config, scheme) ??
    sourceFault(config, scheme) ??
    targetFault(action, config, scheme) ??
    replacementFault(action, config, scheme) ??
    surplusFault(action, config)
  );
}

function regexFault({ regex = '' }: RelabelConfig, scheme: NameScheme): RuleFault | undefined {
  const compiled = compilePattern(regex, runsAtLeast(scheme, '3.0.0'));
  if (!('fault' in compiled)) return undefined;
  const backtracking = /\(\?(?:=|!|<[=!])|\\[1-9k]/.test(regex);
  return {
    field: 'regex',
    rule: `must be a regular expression of RE2: ${compiled.fault}`,
    ...(backtracking ? { fix: 'do without lookahead, lookbehind and backreferences, which RE2 lacks' } : {}),
  };
}

function sourceFault(
  { source_labels: names = [] }: RelabelConfig,
  { version }: NameScheme,
): RuleFault | undefined {
  // names that are read may be any since 3.0, also where those that are written may not
  const wrong = names.find((name) => !isLabelName(name, { version }));
  return wrong === undefined
    ? undefined
    : { field: 'source_labels', rule: `must be names of labels, and '${wrong}' is none` };
}

function targetFault(
  action: RelabelAction,
  { target_label: target = '', modulus = 0 }: RelabelConfig,
  scheme: NameScheme,
): RuleFault | undefined {
  if (action === 'hashmod' && modulus <= 0)
    return { field: 'modulus', rule: `must be above 0 for the action ${action}` };
  if (!targeting.includes(action)) return undefined;
  if (target === '') return { field: 'target_label', rule: `must be set for the action ${action}` };
  const isTemplate = action === 'replace' && hasVariable(target);
  const isName = isTemplate ? isLabelNameTemplate(target, scheme) : isLabelName(target, scheme);
  return isName ? undefined : { field: 'target_label', rule: 'must be the name of a label' };
}

function replacementFault(
  action: RelabelAction,
  { replacement = ruleDefaults.replacement }: RelabelConfig,
  scheme: NameScheme,
): RuleFault | undefined {
  if (action !== 'labelmap' || isLabelNameTemplate(replacement, scheme)) return undefined;
  return { field: 'replacement', rule: 'must be the name of a label for the action labelmap' };
}

/** A field that the action does not read, and that is set. */
function surplusFault(action: RelabelAction, config: RelabelConfig): RuleFault | undefined {
  const surplus = unread(action).find((field) => {
    const value = config[field];
    // a regular expression is never its default again, once it is written
    if (field === 'regex' || field === 'source_labels') return value !== undefined;
    return (
      field in ruleDefaults &&
      value !== undefined &&
      value !== ruleDefaults[field as keyof typeof ruleDefaults]
    );
  });
  return surplus === undefined
    ? undefined
    : { field: surplus, rule: `must not be set for the action ${action}`, fix: 'leave it out' };
}

/** The fields that Prometheus refuses beside an action. Other actions ignore what they do not read. */
function unread(action: RelabelAction): readonly (keyof RelabelConfig)[] {
  switch (action) {
    case 'lowercase':
    case 'uppercase':
      return ['replacement'];
    case 'keepequal':
    case 'dropequal':
      return ['regex', 'modulus', 'separator', 'replacement'];
    case 'labeldrop':
    case 'labelkeep':
      return ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'];
    default:
      return [];
  }
}
