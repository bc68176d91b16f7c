import type { Duration } from '../../contract/duration-literal';
import type { BoundGroup } from '../bind-rules';
import { evaluationAlerts, type PrometheusTarget } from './evaluation-alerts';
import { knownFiles, ruleFileRule, type RuleFile } from './rule-files';

/** How often it is looked at how rules are evaluated. */
const evaluationInterval: Duration = '1m';

/** The operator takes no rule file of more than 512 KiB; this many services are less than half of it. */
export const servicesPerPart = 1_000;

/** What the rules on the evaluation of others are made from. */
export interface EvaluationRulesOptions {
  /** The files to watch. */
  readonly files: readonly RuleFile[];

  /** The Prometheus that evaluates them. */
  readonly prometheus: PrometheusTarget;

  /** What the label `severity` of the alerts says. */
  readonly severity: string;
}

/**
 * A part of the rules that watch over the evaluation of others: what the files are about, for so many services in the order of their names,
 * and in the first part the alerts.
 *
 * @param part from 0
 */
export function evaluationRules(options: EvaluationRulesOptions, part: number): BoundGroup {
  const { files, prometheus, severity } = options;
  const slowest = files.reduce((longest, { interval }) => Math.max(longest, interval), 0);
  const known = [...knownFiles(files).targets].slice(part * servicesPerPart, (part + 1) * servicesPerPart);
  return {
    name: part === 0 ? 'sightline-rule-evaluation' : `sightline-rule-files-${part + 1}`,
    interval: evaluationInterval,
    rules: [
      ...known.map(([name, target]) => ruleFileRule(name, target)),
      ...(part === 0 ? evaluationAlerts(prometheus, slowest, severity) : []),
    ],
  };
}
