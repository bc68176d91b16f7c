import { isDeclaredMetric, type DeclaredMetric } from '../../contract/metric';
import type { Problem } from '../../problem/problem';
import { describe, elementsOf, kindOf } from '../../problem/read';
import { error, hasErrors } from '../../problem/problems';
import { settled } from '../../problem/settled';
import { checkTypes } from '../check/check-types';
import { inText } from '../check/found';
import type { Flow } from '../flow/flow';
import { infer } from '../flow/infer';
import { knownMetrics, type KnownMetric } from '../flow/known-metrics';
import { open, textsOf } from '../flow/labels';
import { parse } from '../parse/parse';
import { allFeatures, newestVersion, type Dialect } from '../syntax/dialect';
import type { VectorSelector } from '../syntax/ast';
import { seriesName } from '../syntax/series-name';
import { mapSelectors, placedIn } from '../syntax/walk';
import { readDialect } from './read-dialect';
import { isExpression, metricsOf, vector, type Expression, type Vector } from './vector';

/** All that changes nothing of what is read without. */
const allReadable = allFeatures.filter((feature) => feature !== 'promql-unquoted-utf8-names');

/**
 * What is known of an expression that is written as text. It may use all that any Prometheus has, unless a version or features are named: a
 * rule is held against that of its stack when it is bound.
 */
export interface PromqlOptions<L extends string = string> extends Dialect {
  /**
   * Metrics that it reads and that are not in the contract of the service that it is used for, such as those of `external(…)`. What the
   * service exposes and records is known where a rule is bound.
   *
   * @default - none
   */
  readonly metrics?: readonly DeclaredMetric[];

  /**
   * Names of series that it reads and that nobody declares, meant as they are written: they are not bound to the target of a rule, and are of
   * all targets that its matchers let through. In a rule of a service any other name that nobody declares is refused.
   *
   * @default - none
   */
  readonly global?: readonly string[];

  /**
   * The labels of its result, for the types. Refused where they are surely others.
   *
   * @default - what is inferred, which the types know nothing of
   */
  readonly labels?: readonly L[];
}

/**
 * An expression that is written as text, among typed ones: an instant vector, read and checked. What is wrong with it is in its
 * problems, as with everything that is composed.
 *
 * @param text as it would stand in a rule
 * @example
 * const late = promql('time() - max by (queue) (last_run_timestamp_seconds)', { labels: ['queue'] });
 */
export function promql<const L extends string = string>(
  text: string,
  options: PromqlOptions<L> = {},
): Vector<L, 'unknown'> {
  return fromText(text, options, shapeProblems);
}

/**
 * The expression of a rule as it stands in an object: a number is one, too.
 *
 * @param text as it stands there
 */
export function ruleText(text: string): Vector {
  return fromText(text, {}, () => []);
}

function fromText<L extends string>(
  text: string,
  options: PromqlOptions<L>,
  checkShape: (flow: Flow) => readonly Problem[],
): Vector<L, 'unknown'> {
  const { metrics = [], global = [], labels, ...given } = partsOf(options);
  const { dialect, problems: unreadable } = readDialect(given);
  const { version = newestVersion, features = allReadable } = dialect;
  const stated = labels === undefined ? undefined : textsOf(labels);
  const undeclared = new Map((textsOf(global) ?? []).map((name) => [name, anySeries]));
  const declared = elementsOf(metrics)?.filter(isDeclaredMetric) ?? [];
  const known = metricsOf([...declared.map(knownOf), { metrics: undeclared }]);
  const read = parse(typeof text === 'string' ? text : '', { version, features });
  const { node } = read;
  const flaw =
    typeof text === 'string' ? [] : [error('OPT002', `promql() takes a text, not ${describe(text)}`)];
  const noList = [
    ...(kindOf(options) === 'object'
      ? []
      : [error('OPT002', `the options of promql() (${describe(options)}) must be an object`)]),
    ...(textsOf(global) === undefined
      ? [error('OPT002', `'global' (${describe(global)}) of promql() must be a list of names of series`)]
      : []),
    ...(declared.length !== elementsOf(metrics)?.length
      ? [error('OPT002', `'metrics' (${describe(metrics)}) of promql() must be a list of declared metrics`)]
      : []),
    ...(labels !== undefined && stated === undefined
      ? [error('OPT002', `'labels' (${describe(labels)}) of promql() must be a list of names`)]
      : []),
    ...unreadable,
  ];
  const problems =
    flaw.length > 0 ? flaw : [...noList, ...read.problems.map((problem) => inText(problem, text))];
  if (node === undefined || hasErrors(problems))
    return vector({ node: { type: 'number', value: NaN }, metrics: known, flaws: problems });
  const placed = mapSelectors(placedIn(node, text), (selector) => ({
    ...selector,
    scope: scopeOf(selector, known.get(seriesName(selector))),
  }));
  // without a version it may be for any, of which an older one may have what the newest has no more
  const missing =
    dialect.version === undefined ? [] : checkTypes(node, { version, features }).filter(isMissing);
  return vector({
    node: stated === undefined ? placed : { ...placed, stated },
    metrics: known,
    flaws: [
      ...problems,
      ...missing.map((problem) => inText(problem, text)),
      ...checkShape(infer(placed, known)),
    ],
  });
}

/** The options, of which nothing is known yet. */
function partsOf(given: unknown): Partial<Record<keyof PromqlOptions, unknown>> {
  const read = settled(given);
  return kindOf(read) === 'object' ? (read as object) : {}; // an object by then
}

/** Series of which nobody says anything. */
const anySeries: KnownMetric = { kind: 'unknown', labels: open() };

/** Whose series a selector reads: of the service itself, of things in its namespace, or as it is written. */
function scopeOf({ matchers }: VectorSelector, known: KnownMetric | undefined): VectorSelector['scope'] {
  if (known === undefined) return 'global';
  if (known.own === true) return 'target';
  const saysNamespace = matchers.some(({ label }) => label === 'namespace');
  return known.labels.names.has('namespace') && !saysNamespace ? 'namespace' : 'global';
}

function isMissing({ id }: Problem): boolean {
  return id === 'PQL006';
}

/** What is known of a metric; a histogram is no expression, but its series are known by its declaration. */
function knownOf(metric: DeclaredMetric): Pick<Expression, 'metrics'> {
  return isExpression(metric) ? metric : { metrics: knownMetrics([metric.declaration]) };
}

function shapeProblems({ shape }: Flow): readonly Problem[] {
  if (shape === 'instant vector') return [];
  return [
    error('PQL002', `promql() stands for an instant vector, and this is a ${shape}`, {
      fix: shape === 'scalar' ? 'say vector(…)' : 'say what is done with it within the text',
    }),
  ];
}
