import { sizeOf, valuesOf } from '../../contract/domain';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { KnownMetrics } from '../flow/known-metrics';
import type { Part } from '../flow/flow';
import { isSetOperator, type Binary, type VectorSelector } from '../syntax/ast';
import { letsThrough } from '../syntax/regex';
import { seriesName } from '../syntax/series-name';
import { selectorsOfSmall } from '../syntax/walk';

/**
 * Series of which several belong to one of the other side, where an operator takes one: Prometheus refuses to evaluate the rule as soon as there are two.
 *
 * @param metrics what is known of metrics
 */
export function checkPartners(
  { operator, matching, fill }: Binary,
  [left, right]: readonly Part[],
  metrics: KnownMetrics,
): readonly Problem[] {
  // sides that are matched by all their labels have one partner each
  if (matching === undefined || isSetOperator(operator) || fill !== undefined) return [];
  if (left === undefined || right === undefined) return [];
  if ([left, right].some(({ flow }) => flow.shape !== 'instant vector')) return [];
  const many = { left: several(left, matching, metrics), right: several(right, matching, metrics) };
  const { group } = matching;
  const sides = (['left', 'right'] as const).filter(
    (side) => side !== group?.side && many[side] !== undefined,
  );
  const [side] = sides;
  const found = side === undefined ? undefined : many[side];
  if (side === undefined || found === undefined) return [];
  const { label, isSure } = found;
  const by =
    matching.type === 'on'
      ? `on (${matching.labels.join(', ')})`
      : `ignoring (${matching.labels.join(', ')})`;
  const message = `'${operator}' ${by} takes one series of the ${side}, which has several, by '${label}': Prometheus refuses to evaluate it`;
  const aggregate = `leave '${label}' out of what the ${side} is grouped by`;
  const fix =
    group === undefined && sides.length === 1
      ? `say group_${side} if each of them is meant, or ${aggregate}`
      : aggregate;
  return [isSure ? error('LBL203', message, { fix }) : warning('LBL203', message, { fix })];
}

/** A label in which series of a side differ that are one for the operator, and whether that is sure. */
interface Several {
  readonly label: string;
  readonly isSure: boolean;
}

function several(
  { node, flow: { labels } }: Part,
  { type, labels: named }: NonNullable<Binary['matching']>,
  metrics: KnownMetrics,
): Several | undefined {
  const isMatched = (label: string): boolean => (type === 'on') === named.includes(label);
  const apart = [...labels.names].filter(
    (label) => !isMatched(label) && labels.values?.has(label) !== true && labels.maybe?.has(label) !== true,
  );
  const selectors = selectorsOfSmall(node);
  const label = apart.sort().find((name) => selectors.some((selector) => isSpread(selector, name, metrics)));
  if (label !== undefined) return { label, isSure: true };
  // one pod is enough today, and two are there during each deployment
  const isOfPods = selectors.some((selector) => metrics.get(seriesName(selector))?.own === true);
  const byPod = isOfPods && !['pod', 'instance'].some(isMatched) && apart.includes('pod');
  return byPod ? { label: 'pod', isSure: false } : undefined;
}

/** Whether the series of a selector surely have several values of a label side by side: a counter of a service counts by it. */
function isSpread(selector: VectorSelector, label: string, metrics: KnownMetrics): boolean {
  const known = metrics.get(seriesName(selector));
  if (known?.own !== true || (known.kind !== 'counter' && known.kind !== 'buckets')) return false;
  const { domains = {} } = known;
  const domain = Object.hasOwn(domains, label) ? domains[label] : undefined;
  if (domain === undefined || sizeOf(domain) < 2) return false;
  const matchers = selector.matchers.filter((matcher) => matcher.label === label);
  const values = valuesOf(domain);
  if (values === undefined) return !matchers.some(({ operator }) => operator === '=');
  return values.filter((value) => matchers.every((matcher) => letsThrough(matcher, value))).length > 1;
}
