import type { LabelSelector } from './manifests';
import { labelPresentOf, labelValueOf, type LabelledObject } from './meta-labels';
import type { RelabelConfig } from './scrape-config';

/**
 * The rules that leave what a label selector selects: first the labels, by name, then the expressions in their order. The values are
 * regular expressions by then, as the operator does not quote them.
 */
export function selectorSteps(object: LabelledObject, selector: LabelSelector): RelabelConfig[] {
  const both = (key: string) => [labelValueOf(object, key), labelPresentOf(object, key)];
  const labels = Object.entries(selector.matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...labels.map(([key, value]) => ({
      action: 'keep',
      source_labels: both(key),
      regex: `(${value});true`,
    })),
    ...(selector.matchExpressions ?? []).flatMap(({ key, operator, values = [] }): RelabelConfig[] => {
      const oneOf = { source_labels: both(key), regex: `(${values.join('|')});true` };
      const present = { source_labels: [labelPresentOf(object, key)], regex: 'true' };
      switch (operator) {
        case 'In':
          return [{ action: 'keep', ...oneOf }];
        case 'NotIn':
          return [{ action: 'drop', ...oneOf }];
        case 'Exists':
          return [{ action: 'keep', ...present }];
        case 'DoesNotExist':
          return [{ action: 'drop', ...present }];
        default:
          return []; // no operator of Kubernetes
      }
    }),
  ];
}
