import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { warning } from '../problem/problems';
import { type LabelSet, tellsApart } from '../promql/flow/labels';
import type { Aggregation, Node, VectorSelector } from '../promql/syntax/ast';
import { fold, selectorOf } from '../promql/syntax/walk';
import { identityLabels } from './identity-labels';

/**
 * Labels of the result that those of the rule overwrite, though the series are of any target: series that only such a label told apart become
 * the same, and evaluation fails.
 */
export function checkOverwritten(
  node: Node,
  { names, values }: LabelSet,
  target: Target,
): readonly Problem[] {
  return Object.entries(identityLabels(target)).flatMap(([label, value]) => {
    if (!names.has(label) || values?.has(label) === true || !mayBeOfOthers(node, label, value)) return [];
    const message = `the rule's ${label}="${value}" overwrites the '${label}' of its result, which may be any`;
    return [
      warning('LBL207', message, {
        fix: `narrow what it reads to ${label}="${value}", or leave '${label}' out of by`,
      }),
    ];
  });
}

/** Whether a label of the result may come from series of any target: from a selector that does not narrow it, past all aggregations. */
function mayBeOfOthers(root: Node, label: string, value: string): boolean {
  return fold<boolean>(root, (node, children) => {
    const [selector] = selectorOf(node);
    if (selector !== undefined) return selector.scope === 'global' && !isNarrowed(selector, label, value);
    const [left = false] = children;
    if (node.type === 'binary' && (node.operator === 'and' || node.operator === 'unless')) return left;
    if (node.type === 'aggregation' && !keeps(node, label)) return false;
    return children.includes(true);
  });
}

function isNarrowed({ matchers }: VectorSelector, label: string, value: string): boolean {
  return matchers.some(
    (matcher) => matcher.label === label && matcher.operator === '=' && matcher.value === value,
  );
}

/** Aggregations that choose some of the series, and leave their labels as they are. */
const choosing: readonly string[] = ['topk', 'bottomk', 'limitk', 'limit_ratio'];

function keeps({ operator, grouping }: Aggregation, label: string): boolean {
  if (choosing.includes(operator)) return true;
  return grouping !== undefined && grouping.labels.includes(label) === (grouping.type === 'by');
}

/**
 * Labels of a rule that give one value to all series which such a label tells apart, as far as all of their labels are known.
 *
 * @param set the labels of the rule
 */
export function checkSetLabels(set: Readonly<Record<string, string>>, labels: LabelSet): readonly Problem[] {
  return Object.entries(set).flatMap(([label, value]) => {
    if (value.includes('{{') || !tellsApart(labels, label)) return [];
    const message = `the rule's ${label}="${value}" overwrites the '${label}' by which its series are told apart: evaluation fails where there are several`;
    return [
      warning('LBL207', message, { fix: `give the label another name, or leave '${label}' out of by` }),
    ];
  });
}
