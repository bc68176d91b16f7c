import type { Problem } from '../problem/problem';
import { error, refuse } from '../problem/problems';
import type { FunctionName, Matcher } from './ast';
import { signatureOf, type FunctionSignature, type Needs, type Shape } from './catalogue';
import { withWritten, type Flow, type Kind, type Part, type Step } from './flow';
import { closed, lacks, listLabels, open, without, type LabelSet } from './labels';

/** What is wrong with the types of arguments, in the words of the checks. */
export function shapeProblems(name: FunctionName, shapes: readonly Shape[]): readonly Problem[] {
  return argumentProblems(name, shapes).map(({ problem }) => problem);
}

/**
 * What is wrong with the number or the types of arguments, and with which of them.
 *
 * @param shapes their types; undefined where one has none, which was reported already
 */
export function argumentProblems(
  name: FunctionName,
  shapes: readonly (Shape | undefined)[],
): readonly { readonly index?: number; readonly problem: Problem }[] {
  const signature: FunctionSignature = signatureOf(name) ?? { takes: [], gives: 'scalar' };
  const { takes, optional = 0, more = 0 } = signature;
  const least = takes.length - optional;
  const most = takes.length + more;
  if (shapes.length < least || shapes.length > most) {
    return [
      { problem: error('PQL002', `${name} takes ${countText(least, most)}, and has ${shapes.length}`) },
    ];
  }
  return shapes.flatMap((shape, index) => {
    const wanted = takes[Math.min(index, takes.length - 1)] ?? shape;
    if (shape === undefined || wanted === undefined || shape === wanted) return [];
    return [{ index, problem: shapeProblem(name, signature, index, shape, wanted) }];
  });
}

/** One argument of the wrong type. */
function shapeProblem(
  name: FunctionName,
  { needs, takes }: FunctionSignature,
  index: number,
  shape: Shape,
  wanted: Shape,
): Problem {
  if (wanted === 'range vector' && shape === 'instant vector') {
    return refuse(needs === 'counter' ? 'rateOfInstant' : 'needsRange', `${name} of an instant vector`);
  }
  const which = takes.length === 1 ? 'the argument of ' : `argument ${index + 1} of `;
  return error('PQL002', `${which}${name} must be ${withArticle(wanted)}, and is ${withArticle(shape)}`);
}

function withArticle(shape: Shape): string {
  return `${shape.startsWith('i') ? 'an' : 'a'} ${shape}`;
}

function countText(least: number, most: number): string {
  const plural = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;
  if (most === least) return plural(least);
  return most === Infinity ? `at least ${plural(least)}` : `${least} to ${plural(most)}`;
}

/** The result of a function whose arguments have the right types. */
export function callFlow(name: FunctionName, args: readonly Part[]): Step {
  const signature: FunctionSignature = signatureOf(name) ?? { takes: [], gives: 'scalar' };
  const input = args.find(({ flow }) => flow.shape.endsWith('vector'));
  const problems = input === undefined ? [] : needProblems(name, signature.needs, input.flow);
  const flow: Flow = {
    shape: signature.gives,
    kind: input === undefined ? 'sample' : kindAfter(signature, input.flow.kind),
    labels: labelsAfter(name, signature, input, args),
  };
  return { flow, problems };
}

function kindAfter({ meaning = 'sample' }: FunctionSignature, kind: Kind): Kind {
  if (meaning === 'same') return kind;
  return meaning === 'rates' && (kind === 'buckets' || kind === 'histogram') ? kind : 'sample';
}

function labelsAfter(
  name: FunctionName,
  { labels: effect = 'same' }: FunctionSignature,
  input: Part | undefined,
  args: readonly Part[],
): LabelSet {
  const before = input?.flow.labels ?? closed([]);
  switch (effect) {
    case 'same':
      return before;
    case 'none':
      return closed([]);
    case 'no le':
      return without(before, ['le']);
    case 'equalities':
      return closed(equalLabels(input));
    case 'written':
      return name === 'histogram_quantiles'
        ? withWritten(without(before, ['le']), args[1]?.node)
        : open([...before.names, ...textOf(args[1])]); // the text that is written may be empty, and takes the label away
    case 'open':
      return open(before.names);
  }
}

function textOf(part: Part | undefined): readonly string[] {
  return part?.node.type === 'string' ? [part.node.value] : [];
}

/** What `absent` can say of series that are not there: the labels that exactly one `=` matcher gives. */
function equalLabels(input: Part | undefined): readonly string[] {
  const node = input?.node;
  const selector = node?.type === 'range' ? node.selector : node?.type === 'selector' ? node : undefined;
  const matchers: readonly Matcher[] = (selector?.matchers ?? []).filter(({ label }) => label !== '__name__');
  const single = ({ label }: Matcher): boolean =>
    matchers.filter((other) => other.label === label).length === 1;
  return matchers
    .filter((matcher) => matcher.operator === '=' && matcher.value !== '' && single(matcher))
    .map(({ label }) => label);
}

function needProblems(name: FunctionName, needs: Needs | undefined, { kind, labels }: Flow): Problem[] {
  switch (needs) {
    case undefined:
      return [];
    case 'counter':
      return kind === 'gauge' ? [refuse('rateOfGauge', `${name} of a gauge`)] : [];
    case 'gauge':
      return kind === 'counter' || kind === 'buckets'
        ? [refuse('deltaOfCounter', `${name} of ${kind === 'counter' ? 'a counter' : 'buckets'}`)]
        : [];
    case 'histogram':
      return kind === 'unknown' || kind === 'sample' || kind === 'histogram'
        ? []
        : [
            refuse(
              'needsNativeHistogram',
              `${name} of ${kind === 'buckets' ? 'classic buckets' : `a ${kind}`}`,
            ),
          ];
    case 'buckets':
      return bucketProblems(name, kind, labels);
  }
}

function bucketProblems(name: FunctionName, kind: Kind, labels: LabelSet): Problem[] {
  if (kind === 'histogram' || (kind === 'unknown' && !lacks(labels, 'le'))) return [];
  if (kind === 'counter' || kind === 'gauge') {
    return lacks(labels, 'le') ? [refuse('quantileOfNoBuckets', `${name} of a ${kind}`)] : [];
  }
  if (!lacks(labels, 'le')) return [];
  // native histograms need no le, and what nobody knows may be some
  return kind === 'buckets' ? [refuse('quantileWithoutLe', `${name} over ${listLabels(labels.names)}`)] : [];
}
