import { error } from '../../problem/problems';
import type { Problem } from '../../problem/problem';
import { nothingKnown, type KnownMetrics } from '../flow/known-metrics';
import { printLine } from '../print/print';
import {
  isComparison,
  type Binary,
  type Matcher,
  type Node,
  type VectorMatching,
  type VectorSelector,
} from '../syntax/ast';
import { matchersBeside } from '../syntax/same-matcher';
import { expanded } from './expand';

/**
 * A share that is always 1: both sides are the same but for matchers of labels by which they are matched, so that each series is divided by
 * itself.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function checkShare(
  { operator, matching, fill, left, right }: Binary,
  metrics: KnownMetrics = nothingKnown,
): readonly Problem[] {
  if (operator !== '/' || fill !== undefined || matching?.group !== undefined) return [];
  const part = chainOf(expanded(left, metrics));
  const whole = chainOf(expanded(right, metrics));
  if (part === undefined || whole === undefined || part.text !== whole.text) return [];
  const filters = [
    ...matchersBeside(part.selector.matchers, whole.selector.matchers),
    ...matchersBeside(whole.selector.matchers, part.selector.matchers),
  ];
  const isCompared = ({ label }: Matcher): boolean =>
    isMatched(matching, label) && part.keeps(label) && whole.keeps(label);
  if (filters.length === 0 || !filters.every(isCompared)) return [];
  const labels = [...new Set(filters.map(({ label }) => `'${label}'`))].join(', ');
  const message = `both sides of '/' keep the label ${labels}, which one of them filters, so each series is divided by itself and the share is always 1`;
  return [error('TYP111', message, { fix: `leave ${labels} out of what both sides are grouped by` })];
}

/** A selector and what is done with its series, one after the other. */
interface Chain {
  readonly selector: VectorSelector;

  /** Whether the result has a label of the series. */
  readonly keeps: (label: string) => boolean;

  /** The whole, without the matchers of the selector. */
  readonly text: string;
}

/** The chain that an expression is; undefined where it is made of several selectors. Conditions leave out series, and change none. */
function chainOf(root: Node): Chain | undefined {
  const drops: ((label: string) => boolean)[] = [];
  const steps: string[] = [];
  for (let node = root; ;) {
    switch (node.type) {
      case 'selector':
      case 'range': {
        const selector = node.type === 'range' ? node.selector : node;
        const bare = { ...selector, matchers: [] };
        const text = printLine(node.type === 'range' ? { ...node, selector: bare } : bare);
        return {
          selector,
          keeps: (label) => !drops.some((drop) => drop(label)),
          text: [...steps, text].join(' '),
        };
      }
      case 'aggregation': {
        const { grouping, operator } = node;
        if (node.parameter !== undefined && node.parameter.type !== 'number') return undefined;
        const labels = new Set(grouping?.labels ?? []);
        drops.push((label) => (grouping?.type === 'without') === labels.has(label));
        const parameter = node.parameter === undefined ? '' : String(node.parameter.value);
        steps.push(`${operator} ${parameter} ${grouping?.type ?? 'by'} ${[...labels].sort().join()}`);
        node = node.expression;
        break;
      }
      case 'call': {
        const [vector, ...more] = node.args.filter(({ type }) => type !== 'number' && type !== 'string');
        if (vector === undefined || more.length > 0 || rewritten.has(node.name)) return undefined;
        if (node.name.startsWith('histogram_')) drops.push((label) => label === 'le');
        const rest = node.args.map((arg) => (arg === vector ? '' : printLine(arg)));
        steps.push(`${node.name}(${rest.join()})`);
        node = vector;
        break;
      }
      case 'subquery':
        steps.push(printLine({ ...node, expression: { type: 'number', value: 0 } }));
        node = node.expression;
        break;
      case 'binary': {
        const [vector, number] =
          node.left.type === 'number' ? [node.right, node.left] : [node.left, node.right];
        if (number.type !== 'number') return undefined;
        const isCondition = isComparison(node.operator) && !node.bool;
        if (!isCondition)
          steps.push(
            `${node.left === number ? number.value : ''}${node.operator}${node.left === number ? '' : number.value}${node.bool}`,
          );
        node = vector;
        break;
      }
      default:
        return undefined;
    }
  }
}

/** Functions that change labels by a text. */
const rewritten: ReadonlySet<string> = new Set([
  'label_replace',
  'label_join',
  'info',
  'absent',
  'absent_over_time',
  'scalar',
]);

function isMatched(matching: VectorMatching | undefined, label: string): boolean {
  if (matching === undefined) return true;
  return (matching.type === 'on') === matching.labels.includes(label);
}
