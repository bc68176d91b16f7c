import { defined } from '../../problem/defined';
import { hasErrors } from '../../problem/problems';
import { unknownFlow, type Flow } from '../flow/flow';
import { flowOf } from '../flow/infer';
import { nothingKnown, type KnownMetrics } from '../flow/known-metrics';
import { parse } from '../parse/parse';
import type { Node } from '../syntax/ast';
import type { Shape } from '../syntax/catalogue';
import type { Dialect } from '../syntax/dialect';
import { childrenOf, fold } from '../syntax/walk';
import { checkCondition } from './check-condition';
import { meaningProblems } from './check-meaning';
import { typeOf } from './check-types';
import { checkUse, type Use } from './check-use';
import { excused } from './excused';
import { placed, type FoundProblem } from './found';
import { asOpen, isOurs } from './open-world';

/** What is known where an expression is evaluated. */
export interface World {
  /**
   * What is known of metrics.
   *
   * @default - nothing, and nothing is held against them
   */
  readonly metrics?: KnownMetrics;

  /**
   * The Prometheus that evaluates it.
   *
   * @default - that of the chart, without features
   */
  readonly dialect?: Dialect;

  /** @default 'query' */
  readonly use?: Use;

  /**
   * Whether it is an expression of others: what Prometheus evaluates is then at most warned of, where it is about series of which nobody here has
   * said anything.
   *
   * @default false
   */
  readonly open?: boolean;
}

/** What is known of an expression, and what is wrong with it. */
export interface Checked {
  /** What is known of its result; of an expression that Prometheus refuses nothing. */
  readonly flow: Flow;

  /** Everything that is wrong with it, as far as the world is known. */
  readonly problems: readonly FoundProblem[];
}

/** An expression that was read and checked. */
export interface CheckedText {
  /**
   * Its tree.
   *
   * @default - the text is no expression
   */
  readonly node?: Node;

  /** Everything that is wrong with it for a Prometheus that knows nothing of the metrics. */
  readonly problems: readonly FoundProblem[];
}

/**
 * Everything that is wrong with an expression, in one walk: what Prometheus' parser refuses (types, numbers of arguments, matching, functions
 * that the version does not have), what fails only when it is evaluated, and what its metrics are never like.
 *
 * It is the only place where expressions are checked, whether they were built or read.
 */
export function check(root: Node, world: World = {}): Checked {
  const { metrics = nothingKnown, dialect = {}, use = 'query', open = false } = world;
  const refused: (readonly [Node, FoundProblem])[] = [];
  const wrong: (readonly [Node, FoundProblem])[] = [];
  const results = new Map<Node, Flow>();
  const resultOf = (part: Node): Flow => results.get(part) ?? unknownFlow;
  const ours = new Set<Node>();
  const surroundings = {
    metrics,
    dialect,
    use,
    readsOurs: (part: Node) => ours.has(part),
    open,
    flowOf: resultOf,
  };
  const flow = fold<Flow | undefined>(root, (node, flows) => {
    const types = flows.map((each): Shape | undefined => each?.shape);
    const type = typeOf(node, types, dialect, (at, problem) => refused.push([node, placed(at, problem)]));
    const known = flows.map((each) => each ?? unknownFlow);
    const result = flowOf(node, known, metrics);
    results.set(node, result);
    if (isOurs(node, metrics) || childrenOf(node).some((child) => ours.has(child))) ours.add(node);
    for (const problem of meaningProblems(node, known, result, surroundings)) wrong.push([node, problem]);
    return type === undefined ? undefined : result;
  });
  const refusals = excused(root, refused).map(([, problem]) => problem);
  // what is of the wrong type has no meaning worth a look
  if (refusals.length > 0 || flow === undefined) return { flow: flow ?? unknownFlow, problems: refusals };
  const condition = use === 'alert' ? checkCondition(root, resultOf, metrics) : [];
  const whole = [...checkUse(root, flow, use), ...condition].map((problem) => [root, problem] as const);
  // what makes the alert fire at all times needs no second problem
  const all = [
    ...whole,
    ...excused(root, wrong).filter(([, problem]) => !condition.some((told) => isAtSame(told, problem))),
  ];
  return {
    flow,
    problems: all.map(([node, problem]) => (open ? asOpen(problem, ours.has(node)) : problem)),
  };
}

/** Whether two problems are about the same operator. */
function isAtSame({ span: told }: FoundProblem, { span, id }: FoundProblem): boolean {
  return id === 'LBL203' && told !== undefined && told.start === span?.start && told.end === span.end;
}

/**
 * Reads an expression and checks it. Never throws, whatever the text is.
 *
 * @param dialect the Prometheus that is to evaluate it
 */
export function checkText(text: string, dialect: Dialect = {}, use: Use = 'query'): CheckedText {
  const { node, problems } = parse(text, dialect);
  if (node === undefined || hasErrors(problems)) return { ...defined({ node }), problems };
  return { node, problems: [...problems, ...check(node, { dialect, use, open: true }).problems] };
}
