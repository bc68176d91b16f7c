import { identityLabelNames } from '../../contract/target-labels';
import type { KnownMetrics } from '../flow/known-metrics';
import type { Node, VectorSelector } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';

/** The expression that a rule records, where another is all of the series that it records; undefined for any other. */
export function definitionOf(node: Node, metrics: KnownMetrics): Node | undefined {
  return node.type === 'selector' && isWhole(node) ? metrics.get(seriesName(node))?.definition : undefined;
}

/** Whether a selector reads all of a record as it is now: those of one target are all that there are for a rule. */
function isWhole({ matchers, offset, at, scope }: VectorSelector): boolean {
  const identity: readonly string[] = scope === 'target' ? identityLabelNames : [];
  return matchers.every(({ label }) => identity.includes(label)) && offset === 0 && at === undefined;
}
