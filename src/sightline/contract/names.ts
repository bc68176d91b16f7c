import type { Problem } from '../problem/problem';
import { refuse } from '../problem/problems';
import type { MetricType } from './metric-type';
import { isTargetLabel } from './target-labels';

const metricName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const labelName = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
const reservedSuffix = /_(total|bucket|count|sum|created)$/;

/**
 * What is wrong with the name of an own metric. Colons are legal in Prometheus, but belong to recording rules.
 *
 * @see https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#metricfamily
 */
export function checkMetricName(type: MetricType, name: string): Problem[] {
  const thing = `${type} '${name}'`;
  const problems: Problem[] = [];
  if (!metricName.test(name)) problems.push(refuse('nameCharacter', thing, { path: 'name' }));
  if (type === 'counter' && !name.endsWith('_total')) {
    problems.push(refuse('counterName', thing, { path: 'name', fix: `name it '${name}_total'` }));
  }
  if (type !== 'counter' && reservedSuffix.test(name)) {
    problems.push(
      refuse('gaugeName', thing, { path: 'name', fix: `name it '${name.replace(reservedSuffix, '')}'` }),
    );
  }
  return problems;
}

/** What is wrong with a name that somebody else has chosen: nothing that Prometheus can store. */
export function checkGivenName(name: string): Problem[] {
  const isName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
  return isName ? [] : [refuse('nameCharacter', `metric '${name}'`, { path: 'name' })];
}

/** What is wrong with the name of a label of an own metric. */
export function checkLabelName(name: string): Problem[] {
  const thing = `label '${name}'`;
  const path = `labels.${name}`;
  if (isTargetLabel(name)) {
    return [
      refuse('targetLabel', thing, {
        path,
        fix: `Prometheus would store it as 'exported_${name}'; name it, for example, '${name}_name'`,
      }),
    ];
  }
  if (name === 'le' || name === 'quantile') return [refuse('reservedLabel', thing, { path })];
  return labelName.test(name) ? [] : [refuse('labelCharacter', thing, { path })];
}
