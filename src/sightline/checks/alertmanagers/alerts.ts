import { check } from '../../promql/check/check';
import { lacks } from '../../promql/flow/labels';
import { parse } from '../../promql/parse/parse';
import type { AlertLabels } from '../../stack/alerting/route-tree';
import { placedRules } from '../rules/final-groups';
import { onceOf } from '../once-of';
import { type FinalObject, objectsOf } from '../world';

/** An alert as Alertmanager gets it. */
export interface FinalAlert extends AlertLabels {
  readonly name: string;
  readonly object: FinalObject;

  /** Where its rule stands. */
  readonly path: string;
}

/** The alerts of all rules, whoever wrote them. */
export const alertsIn = onceOf((world) =>
  alertsOf(objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')),
);

/**
 * The alerts of PrometheusRules. Of labels that templates fill in nothing is known; what the expression has not, an alert has not, unless
 * Prometheus adds it to all of its alerts.
 *
 * @param name only the alerts of that name; default: all
 */
export function alertsOf(objects: readonly FinalObject[], name?: string): readonly FinalAlert[] {
  return objects.flatMap(placedRules).flatMap(({ rule, object, path }): FinalAlert[] => {
    const { alert, expr, labels = {} } = rule;
    if (alert === undefined || (name !== undefined && alert !== name)) return [];
    const own = Object.entries(labels).filter(([, value]) => !value.includes('{{'));
    const filled = new Set(Object.keys(labels));
    const of = labelsOf(String(expr));
    return [
      {
        name: alert,
        object,
        path,
        labels: { ...of.values, ...Object.fromEntries(own), alertname: alert },
        lacks: (label) => !filled.has(label) && !external.test(label) && of.lacks(label),
      },
    ];
  });
}

/** What is often set as an external label, which alerts then have. */
const external =
  /^(?:cluster|env|environment|region|stage|prometheus|prometheus_replica|replica|tenant|datacenter|dc|site)$/;

/** What the expression of an alert says of its labels. */
function labelsOf(expr: string): {
  readonly values: Readonly<Record<string, string>>;
  readonly lacks: (label: string) => boolean;
} {
  const { node } = parse(expr);
  if (node === undefined) return { values: {}, lacks: () => false };
  const { labels } = check(node, { open: true }).flow;
  return { values: Object.fromEntries(labels.values ?? []), lacks: (label) => lacks(labels, label) };
}
