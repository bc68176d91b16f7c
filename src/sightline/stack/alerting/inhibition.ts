import { incidentLabels, tierNames } from '../../objectives/alert-tiers';
import { chartInfoInhibitRules, chartSeverityInhibitRules, type InhibitRule } from './chart-alerting';

/**
 * All inhibition rules of a stack with objectives: those of the chart, and that a faster tier of an objective inhibits the
 * slower ones, so that one incident pages once. A list replaces the chart's own, hence all of them.
 *
 * The chart's rules by severity compare only the name and the namespace of alerts, by which a page about one endpoint would inhibit the
 * ticket about another; so they leave out what has a tier.
 *
 * @param groupingLabels the labels that any objective is grouped by, such as `endpoint`, in any order
 * @see https://prometheus.io/docs/alerting/latest/configuration/#inhibition-related-settings
 */
export function inhibitRules(groupingLabels: readonly string[]): InhibitRule[] {
  const equal = [...new Set([...incidentLabels, ...[...groupingLabels].sort()])];
  const byTier = tierNames.slice(0, -1).map((tier, rank) => ({
    // others may have a label `tier` of another meaning
    source_matchers: ['slo != ""', `tier = "${tier}"`],
    target_matchers: ['slo != ""', `tier =~ "${tierNames.slice(rank + 1).join('|')}"`],
    equal,
  }));
  const bySeverity = chartSeverityInhibitRules.map((rule) => ({
    ...rule,
    target_matchers: [...rule.target_matchers, `tier !~ "${tierNames.join('|')}"`],
  }));
  return [...bySeverity, ...chartInfoInhibitRules, ...byTier];
}
