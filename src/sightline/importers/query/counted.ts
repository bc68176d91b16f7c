import type {
  Aggregation,
  Binary,
  Call,
  Node,
  RangeSelector,
  VectorMatching,
  VectorSelector,
} from '../../promql/syntax/ast';
import { printLength } from '../../promql/print/print-length';
import { millisecondsOf } from '../../promql/syntax/length';
import { excerpt, isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import { isNumber, ratioWithoutGuards, withoutGuards } from './guards';
import { countShape, refuseCount, refuseShape } from './refuse-shape';
import { templateWindow, type Query } from './read-query';

/** Events of a selector, counted: `sum by (…) (rate(selector[window]))`. */
export interface Counted {
  readonly selector: VectorSelector;

  /** Sorted, none twice. */
  readonly by: readonly string[];

  /** Per second, in the window, or since the counter began: what is divided must be the same of both. */
  readonly per: 'rate' | 'increase' | 'count';

  /** In milliseconds. @default - since the counter began */
  readonly window?: number;
}

/** Events, or the events that are left of some when others are taken away. */
export type Events = Counted | { readonly all: Counted; readonly without: Counted };

/** What a format allows for. */
export interface CountRules {
  /** Whether the window must be the template, as where a tool fills in several. */
  readonly template: boolean;

  /** Whether a counter may stand as it is, without rate and window. */
  readonly bare: boolean;
}

/** What a query counts. */
export function eventsOf(query: Query, rules: CountRules, node: Node = query.node): Events | ImportRefusal {
  const bare = withoutGuards(node);
  const inner = bare.type === 'aggregation' ? withoutGuards(bare.expression) : bare;
  if (bare.type === 'aggregation' && inner.type === 'binary' && inner.operator === '-')
    return differenceOfSeries(query, rules, bare, inner);
  if (bare.type !== 'binary' || bare.operator !== '-') return countedBy(query, rules, bare);
  const all = countedBy(query, rules, withoutGuards(bare.left));
  if (isRefusal(all)) return all;
  const without = countedBy(query, rules, withoutGuards(bare.right));
  if (isRefusal(without)) return without;
  if (!meet(bare.matching, all.by, without.by)) {
    return refusal(
      'IMP004',
      `'${query.name}' subtracts what has other labels: both sides must be grouped alike`,
      { span: bare.span },
    );
  }
  return { all, without };
}

/** `sum(rate(x_count[w]) - ignoring (le) rate(x_bucket{le="1"}[w]))`: subtracted series by series, and then added up. */
function differenceOfSeries(
  query: Query,
  rules: CountRules,
  sum: Aggregation,
  { left, right, matching, span }: Binary,
): Events | ImportRefusal {
  const all = countedBy(query, rules, { ...sum, expression: withoutGuards(left) });
  if (isRefusal(all)) return all;
  const without = countedBy(query, rules, { ...sum, expression: withoutGuards(right) });
  if (isRefusal(without)) return without;
  const ignored = matching?.type === 'ignoring' ? matching.labels.join() : '';
  const differ = without.selector.matchers.some(({ label }) => label === 'le') ? 'le' : '';
  if (matching?.type === 'on' || matching?.group !== undefined || ignored !== differ) {
    return refusal(
      'IMP004',
      `'${query.name}' subtracts series from each other that have other labels, so what is left of which is not in the query`,
      { span, fix: 'add up both, and subtract the sums' },
    );
  }
  return { all, without };
}

/** Whether a ratio: its two sides, what is above standing for bad events or for good ones. */
export function ratioOf(
  query: Query,
  rules: CountRules,
): { readonly above: Events; readonly below: Events; readonly good: boolean } | ImportRefusal {
  const { node, name, text } = query;
  const whole = ratioWithoutGuards(node);
  const isRest = whole.type === 'binary' && whole.operator === '-' && isNumber(whole.left, 1);
  const division = ratioWithoutGuards(isRest ? whole.right : whole);
  if (division.type !== 'binary' || division.operator !== '/') {
    return refusal(
      'IMP003',
      `'${name}' (${excerpt(text)}) is no division of bad events by all events, and a ratio that is there already can't be weighed by its traffic`,
      { fix: `say both, each as ${countShape}` },
    );
  }
  const above = eventsOf(query, rules, division.left);
  if (isRefusal(above)) return above;
  const below = eventsOf(query, rules, division.right);
  if (isRefusal(below)) return below;
  const [left, right] = [labelsOf(above), labelsOf(below)];
  if (!meet(division.matching, left, right)) {
    return refusal('IMP004', `'${name}' divides what has other labels: both sides must be grouped alike`, {
      span: division.span,
    });
  }
  return { above, below, good: isRest };
}

/** The labels that events are counted by. */
export function labelsOf(events: Events): readonly string[] {
  return 'all' in events ? events.all.by : events.by;
}

/** Whether the series of two sides meet one to one. */
export function meet(
  matching: VectorMatching | undefined,
  left: readonly string[],
  right: readonly string[],
): boolean {
  if (left.join() !== right.join() || matching?.group !== undefined) return false;
  if (matching === undefined) return true;
  const labels = [...new Set(matching.labels)].sort().join();
  return labels === (matching.type === 'on' ? left.join() : '');
}

function countedBy(query: Query, rules: CountRules, node: Node): Counted | ImportRefusal {
  if (node.type === 'aggregation') return summed(query, rules, node);
  if (node.type === 'selector' && rules.bare) return { selector: node, by: [], per: 'count' };
  return refuseShape(query, node);
}

function summed(query: Query, rules: CountRules, node: Aggregation): Counted | ImportRefusal {
  const { operator, grouping, span } = node;
  const expression = withoutGuards(node.expression);
  if (operator !== 'sum') {
    return refuseCount(query, `takes ${operator}, and events are counted by sum`, span);
  }
  if (grouping?.type === 'without') {
    return refuseCount(
      query,
      `groups without (${grouping.labels.join(', ')}): which labels are left isn't in the query`,
      span,
      'name those that it is kept by, with by (…)',
    );
  }
  const by = [...new Set(grouping?.labels ?? [])].sort();
  if (expression.type === 'selector' && rules.bare) return { selector: expression, by, per: 'count' };
  if (expression.type !== 'call' || (expression.name !== 'rate' && expression.name !== 'increase'))
    return refuseShape(query, expression);
  const { name } = expression;
  const range = windowed(query, rules, expression);
  return isRefusal(range)
    ? range
    : { selector: range.selector, by, per: name, window: millisecondsOf(range.window) };
}

function windowed(query: Query, rules: CountRules, { name, args }: Call): RangeSelector | ImportRefusal {
  const [range] = args;
  if (range?.type !== 'range') {
    return refuseCount(query, `takes the ${name} of what is no counter with a window`, args[0]?.span);
  }
  if (rules.template && range.window !== templateWindow) {
    return refuseCount(
      query,
      `has the window ${printLength(range.window)}, which is the same for each of the windows that alerts look at`,
      range.span,
      'write {{.window}}',
    );
  }
  return range;
}
