import { alertmanagersCheck } from './alertmanagers/alertmanagers';
import { severitiesCheck } from './alertmanagers/severities';
import type { Check } from './check';
import { prometheusSelectorsCheck } from './objects/prometheus-selectors';
import { dashboardsCheck } from './dashboards/dashboards';
import { printableCheck } from './objects/printable';
import { schemaCheck } from './objects/schema';
import { secretsCheck } from './objects/secrets';
import { uniqueCheck } from './objects/unique';
import { evaluationIntervalsCheck } from './rules/evaluation-intervals';
import { jobMatchersCheck } from './rules/job-matchers';
import { ruleFormCheck } from './rules/rule-form';
import { foreignRulesCheck } from './rules/foreign-rules';
import { ruleOrderCheck } from './rules/rule-order';
import { unfilledTemplatesCheck } from './rules/unfilled-templates';
import { patchedRulesCheck } from './rules/patched-rules';
import { relabelGroupsCheck } from './scrape/relabel-groups';
import { scrapePathCheck } from './scrape/scrape-path';
import { alertDeliveryCheck } from './stacks/alert-delivery';
import { boundElsewhereCheck } from './stacks/bound-elsewhere';
import { budgetStorageCheck } from './stacks/budget-storage';
import { chartVersionCheck } from './stacks/chart-version';
import { nativeHistogramsCheck } from './stacks/native-histograms';
import { knownValuesCheck } from './stacks/known-values';
import { shardsCheck } from './stacks/shards';
import { switchedOffCheck } from './stacks/switched-off';

/** Every check, in the order in which problems of one layer are told. */
export const allChecks: readonly Check[] = [
  schemaCheck,
  printableCheck,
  uniqueCheck,
  ruleFormCheck,
  relabelGroupsCheck,
  prometheusSelectorsCheck,
  secretsCheck,
  boundElsewhereCheck,
  chartVersionCheck,
  knownValuesCheck,
  shardsCheck,
  switchedOffCheck,
  nativeHistogramsCheck,
  budgetStorageCheck,
  alertDeliveryCheck,
  scrapePathCheck,
  patchedRulesCheck,
  evaluationIntervalsCheck,
  foreignRulesCheck,
  jobMatchersCheck,
  ruleOrderCheck,
  unfilledTemplatesCheck,
  dashboardsCheck,
  alertmanagersCheck,
  severitiesCheck,
];
