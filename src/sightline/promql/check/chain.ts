import type { KnownMetrics } from '../flow/known-metrics';
import { printLine } from '../print/print';
import {
  isComparison,
  type Aggregation,
  type Binary,
  type Call,
  type Node,
  type VectorSelector,
} from '../syntax/ast';
import { aggregationOf } from '../syntax/catalogue';
import { definitionOf } from './definition';

/** A selector and what is done with its series, one step after the other. */
export interface Chain {
  readonly selector: VectorSelector;

  /** Whether the result has a label of the series. */
  readonly keeps: (label: string) => boolean;

  /** What the result is multiplied by at the end. */
  readonly factor: number;

  /** The whole, without the matchers of the selector and without the factor. */
  readonly text: string;
}

/** One step of a chain. */
interface Step {
  /** What it is made of. */
  readonly input: Node;

  /** The step itself; empty for a condition or a limit, which leaves out series or values and changes no others. */
  readonly text: string;

  /**
   * Of a sum, a least or a greatest value by labels: its operator and these. One of another that keeps them says the same as it alone.
   *
   * @default - it is none
   */
  readonly total?: { readonly operator: string; readonly labels: ReadonlySet<string> };

  /** The labels that it takes away. */
  readonly drops: (label: string) => boolean;

  /** @default 1 */
  readonly factor?: number;
}

/** How many records are followed: one can be made from itself. */
const mostFollowed = 10;

/**
 * The chain that an expression is, with what rules record in place of the names under which they record it; undefined where it is made of several
 * selectors, or rewrites labels.
 *
 * @param metrics what is known of metrics, with the expressions that rules record
 */
export function chainOf(root: Node, metrics: KnownMetrics): Chain | undefined {
  const steps: Step[] = [];
  let node = root;
  for (let followed = 0; ;) {
    const definition = followed < mostFollowed ? definitionOf(node, metrics) : undefined;
    if (definition !== undefined) {
      followed += 1;
      node = definition;
      continue;
    }
    if (node.type === 'selector' || node.type === 'range') break;
    const step = stepOf(node);
    if (step === undefined) return undefined;
    const outer = steps.at(-1);
    steps.push(isWithin(step, outer) ? { ...step, text: '' } : step);
    node = step.input;
  }
  const selector = node.type === 'range' ? node.selector : node;
  const bare = { ...selector, matchers: [] };
  const isMultiple = steps.findIndex(({ factor, text }) => factor === undefined && text !== '');
  const outer = isMultiple < 0 ? steps : steps.slice(0, isMultiple);
  const inner = steps.slice(outer.length);
  const source = printLine(node.type === 'range' ? { ...node, selector: bare } : bare);
  return {
    selector,
    keeps: (label) => !steps.some(({ drops }) => drops(label)),
    factor: outer.reduce((product, { factor = 1 }) => product * factor, 1),
    text: [...inner.flatMap(({ text }) => (text === '' ? [] : [text])), source].join(' '),
  };
}

/** Whether a total is added up further at once by the same operator. */
function isWithin({ total: inner }: Step, outer: Step | undefined): boolean {
  const total = outer?.total;
  return (
    inner !== undefined &&
    total?.operator === inner.operator &&
    [...total.labels].every((label) => inner.labels.has(label))
  );
}

function stepOf(node: Node): Step | undefined {
  switch (node.type) {
    case 'aggregation':
      return aggregationStep(node);
    case 'call':
      return callStep(node);
    case 'subquery':
      return { input: node.expression, text: printLine({ ...node, expression: series }), drops: nothing };
    case 'binary':
      return binaryStep(node);
    default:
      return undefined;
  }
}

function aggregationStep(node: Aggregation): Step | undefined {
  const { grouping, parameter, operator, expression: input } = node;
  if (parameter !== undefined && parameter.type !== 'number') return undefined;
  const labels = new Set(grouping?.labels ?? []);
  const picks = aggregationOf(operator).picks === true;
  const sorted = grouping === undefined ? {} : { grouping: { ...grouping, labels: [...labels].sort() } };
  return {
    input,
    text: printLine({ ...node, ...sorted, expression: series }),
    ...(isTotal(operator) && grouping?.type !== 'without' ? { total: { operator, labels } } : {}),
    drops: (label) => !picks && (grouping?.type === 'without') === labels.has(label),
  };
}

function isTotal(operator: Aggregation['operator']): boolean {
  return operator === 'sum' || operator === 'min' || operator === 'max';
}

function callStep(node: Call): Step | undefined {
  const [input, ...more] = node.args.filter(({ type }) => type !== 'number' && type !== 'string');
  if (input === undefined || more.length > 0 || rewriting.has(node.name)) return undefined;
  // guards against division by 0 leave the values as they are
  if (node.name === 'clamp_min' || node.name === 'clamp_max') return { input, text: '', drops: nothing };
  const args = node.args.map((arg) => (arg === input ? series : arg));
  const takesLe = node.name.startsWith('histogram_');
  return { input, text: printLine({ ...node, args }), drops: (label) => takesLe && label === 'le' };
}

/** A calculation with a number, or a comparison. */
function binaryStep(node: Binary): Step | undefined {
  const { left, right, operator, bool } = node;
  const isLeft = right.type === 'number';
  const number = isLeft ? right : left;
  if (number.type !== 'number') return undefined;
  const input = isLeft ? left : right;
  if (isComparison(operator) && !bool) return { input, text: '', drops: nothing };
  const text = printLine({ ...node, [isLeft ? 'left' : 'right']: series });
  if (operator === '*') return { input, text, drops: nothing, factor: number.value };
  return { input, text, drops: nothing, ...(operator === '/' && isLeft ? { factor: 1 / number.value } : {}) };
}

/** What stands for the series in a step. */
const series: Node = { type: 'selector', name: 'series', matchers: [], offset: 0, scope: 'global' };

/** Functions that change labels by a text, or take all of them away. */
const rewriting: ReadonlySet<string> = new Set([
  'label_replace',
  'label_join',
  'info',
  'absent',
  'absent_over_time',
  'scalar',
  'histogram_quantiles',
]);

function nothing(): boolean {
  return false;
}
