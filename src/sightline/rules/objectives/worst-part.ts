import type { Objective } from '../../objectives/objective';
import { identityLabelNames } from '../../contract/target-labels';
import { isAlertingRule, type RuleGroup } from '../rule';
import type { WorstSeries } from './annotations';

/** The golden signals that tell which part of a service is worst, by the kind of the objective. */
const signals = {
  availability: { record: /:errors:rate\w+$/, unit: '%' },
  latency: { record: /:latency_p95:\w+$/, unit: 's' },
  gauge: undefined,
} as const;

/** Where an alert of an objective looks for the worst part: a golden signal by one label. Nothing for one that is kept by parts itself. */
export function worstPart(
  { indicator, by }: Objective,
  groups: readonly RuleGroup[],
): { readonly worst?: WorstSeries } {
  const signal = signals[indicator.type];
  if (signal === undefined || by.length > 0) return {};
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (isAlertingRule(rule) || !signal.record.test(rule.record)) continue;
    const own = new Set<string>(identityLabelNames);
    const labels = [...rule.expression.flow.labels.names].filter((label) => !own.has(label));
    const [label] = labels;
    if (label !== undefined && labels.length === 1) {
      return { worst: { record: rule.record, label, unit: signal.unit } };
    }
  }
  return {};
}
