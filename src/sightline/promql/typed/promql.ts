import type { DeclaredMetric } from '../../contract/metric';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { describe } from '../../problem/read';
import { checkText } from '../check/check';
import { allFeatures, newestVersion, type Dialect } from '../syntax/dialect';
import { unknownFlow, type Flow, type Kind } from '../flow/flow';
import { infer } from '../flow/infer';
import { knownMetrics } from '../flow/known-metrics';
import { closed, differ, listLabels, textsOf, type LabelSet } from '../flow/labels';
import { mapSelectors, withoutPlaces } from '../syntax/walk';
import { vector, type Vector } from './vector';

/** All that changes nothing of what is read without. */
const allReadable = allFeatures.filter((feature) => feature !== 'promql-unquoted-utf8-names');

/**
 * What is known of an expression that is written as text. It may use all that any Prometheus has, unless a version or features are named: a
 * rule is held against that of its stack when it is bound.
 */
export interface PromqlOptions<L extends string = string> extends Dialect {
  /**
   * The metrics that it reads: their labels, values and kinds are held against it, and those of the service itself are bound to its
   * target.
   *
   * @default - none are known, and nothing is held against them
   */
  readonly metrics?: readonly DeclaredMetric[];

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
  const known = knownMetrics((options.metrics ?? []).map(({ declaration }) => declaration));
  const { version = newestVersion, features = allReadable } = options;
  const read = checkText(typeof text === 'string' ? text : '', { version, features });
  const { node } = read;
  // which of them it is for is not said, and an older one may have what the newest has no more
  const isOpen = options.version === undefined;
  const problems = read.problems.filter(({ id }) => !isOpen || id !== 'PQL006');
  const flaw =
    typeof text === 'string' ? [] : [error('OPT002', `promql() takes a text, not ${describe(text)}`)];
  const found = flaw.length > 0 ? flaw : problems.map((problem) => inText(problem, text));
  if (node === undefined || found.some(({ severity }) => severity === 'error')) {
    return vector({ type: 'number', value: NaN }, unknownFlow, found);
  }
  const { flow, problems: flawed } = infer(node, known);
  const bound = mapSelectors(withoutPlaces(node), (selector) =>
    known.get(selector.name)?.own === true ? { ...selector, scope: 'target' } : selector,
  );
  const wrong = [
    ...flawed.map((problem) => inText(problem, text)),
    ...shapeProblems(flow),
    ...labelProblems(flow, options.labels),
  ];
  const kind: Kind = 'unknown';
  return vector(bound, { ...flow, kind, labels: statedLabels(flow, options.labels) }, [...found, ...wrong]);
}

function statedLabels(flow: Flow, labels: readonly string[] | undefined): LabelSet {
  const stated = labels === undefined ? undefined : textsOf(labels);
  return stated === undefined ? flow.labels : closed(stated);
}

function labelProblems({ labels }: Flow, given: readonly string[] | undefined): readonly Problem[] {
  const stated = given === undefined ? undefined : textsOf(given);
  if (stated === undefined || !differ(labels, closed(stated))) return [];
  return [
    error(
      'LBL201',
      `'labels' of promql() are ${listLabels(stated)}, and its result has ${listLabels(labels.names)}`,
    ),
  ];
}

function shapeProblems({ shape }: Flow): readonly Problem[] {
  if (shape === 'instant vector') return [];
  return [
    error('PQL002', `promql() stands for an instant vector, and this is a ${shape}`, {
      fix: shape === 'scalar' ? 'say vector(…)' : 'say what is done with it within the text',
    }),
  ];
}

/** Longer texts are cut in a message. */
const around = 30;

/** A problem that says where in the text it is: nothing else shows the text. */
function inText(problem: Problem & { readonly span?: { readonly start: number } }, text: string): Problem {
  const { span, ...rest } = problem;
  if (span === undefined) return rest;
  const line = text.slice(0, span.start).split('\n').length;
  const column = span.start - text.lastIndexOf('\n', span.start - 1);
  const near = text.slice(Math.max(0, span.start - around), span.start + around).replace(/\s+/g, ' ');
  return { ...rest, message: `${rest.message} (at ${line}:${column}, near ${JSON.stringify(near)})` };
}
