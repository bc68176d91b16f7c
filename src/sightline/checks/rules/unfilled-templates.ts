import { warning } from '../../problem/problems';
import type { Check } from '../check';
import { objectsOf, referenceOf } from '../world';
import { placedRules, type FinalRule } from './final-groups';

/**
 * Templates where Prometheus fills in nothing, and writes them as they are: it does so in annotations and labels of alerts alone.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating
 */
export const unfilledTemplatesCheck: Check = {
  layer: 'rules',
  run: (world) =>
    objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')
      .flatMap(placedRules)
      .flatMap(({ rule, object, path }) =>
        unfilled(rule).map(({ field, message, fix }) =>
          warning('ALR428', message, { object: referenceOf(object), path: `${path}.${field}`, fix }),
        ),
      ),
};

/** What a template of an alert begins with. Others are those of Helm, or of whatever writes the file. */
const template = /\{\{-?\s*(?:\$(?:labels|value|externalLabels)\b|\.(?:Labels|Value|ExternalLabels)\b)/;

function unfilled({ record, alert, expr, labels = {} }: FinalRule) {
  const name = record ?? alert ?? '';
  const texts: readonly (readonly [string, unknown, string])[] = [
    [
      record === undefined ? 'alert' : 'record',
      name,
      'say it in an annotation, or in a label of the alert: a name is the same for all alerts of a rule',
    ],
    [
      'expr',
      expr,
      'one rule gives a result for each series: group by the label, or match the series by on (…)',
    ],
    ...(record === undefined ? [] : Object.entries(labels)).map(
      ([label, value]) =>
        [
          `labels.${label}`,
          value,
          `keep the label in the expression ('by (…)', 'label_replace'): labels of a recorded series are the same for all`,
        ] as const,
    ),
  ];
  return texts.flatMap(([field, text, fix]) =>
    typeof text === 'string' && template.test(text)
      ? [
          {
            field,
            message: `'${field}' of '${name}' has a template, and Prometheus fills in none there: the braces stay as they are`,
            fix,
          },
        ]
      : [],
  );
}
