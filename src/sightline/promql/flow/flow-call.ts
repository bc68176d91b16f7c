import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import type { FunctionName, Matcher } from '../syntax/ast';
import { signatureOf, type FunctionSignature, type Needs, type Shape } from '../syntax/catalogue';
import { unknownLabel, type Flow, type Kind, type Part, type Step } from './flow';
import {
  closed,
  lacks,
  listLabels,
  matched,
  open,
  withMore,
  withAllPerhaps,
  withPerhaps,
  without,
  type LabelSet,
} from './labels';
import { per, ratio, seconds, things, times, type Unit } from './unit';

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
      { problem: error('PQL021', `${name} takes ${countText(least, most)}, and has ${shapes.length}`) },
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
  const problems =
    input === undefined
      ? []
      : [
          ...needProblems(name, signature.needs, input.flow),
          ...sourceProblems(name, input.flow.labels, args),
        ];
  const labels = labelsAfter(name, signature, input, args);
  const flow: Flow = { ...meaningAfter(name, signature, input?.flow), shape: signature.gives, labels };
  return { flow, problems };
}

/** What the samples of a result mean. */
function meaningAfter(
  name: FunctionName,
  { meaning = 'sample' }: FunctionSignature,
  input: Flow | undefined,
): Pick<Flow, 'kind' | 'totals' | 'unit' | 'quantile'> {
  if (input === undefined) return { kind: 'sample', ...unitAfter(name, undefined) };
  if (meaning === 'same') return input;
  const staysHistogram = meaning === 'rates' && (input.kind === 'buckets' || input.kind === 'histogram');
  return {
    kind: staysHistogram ? input.kind : 'sample',
    ...(staysHistogram || isRate(name) ? { totals: 'rates' } : {}),
    // of histograms the unit is that of what was observed, whatever happens to the counts
    ...(staysHistogram && input.unit !== undefined ? { unit: input.unit } : {}),
    ...(staysHistogram ? {} : unitAfter(name, input.unit)),
    ...(name === 'histogram_quantile' || name === 'histogram_quantiles' ? { quantile: true } : {}),
  };
}

/** Whether a function makes of running totals what is none any more. */
function isRate(name: FunctionName): boolean {
  return name === 'rate' || name === 'irate' || name === 'increase';
}

/** The unit of what a function calculates. */
function unitAfter(name: FunctionName, unit: Unit | undefined): Pick<Flow, 'unit'> {
  switch (name) {
    case 'time':
    case 'timestamp':
    case 'start_timestamp':
    case 'ts_of_first_over_time':
    case 'ts_of_last_over_time':
    case 'ts_of_max_over_time':
    case 'ts_of_min_over_time':
    case 'start':
    case 'end':
    case 'step':
    case 'range':
      return { unit: seconds };
    case 'count_over_time':
    case 'changes':
    case 'resets':
      return { unit: things };
    case 'histogram_fraction':
      return { unit: ratio };
    case 'rate':
    case 'irate':
    case 'deriv':
      return unit === undefined ? {} : { unit: per(unit, seconds) };
    case 'integral':
      return unit === undefined ? {} : { unit: times(unit, seconds) };
    case 'increase':
    case 'delta':
    case 'idelta':
    case 'predict_linear':
    case 'holt_winters':
    case 'double_exponential_smoothing':
    case 'sum_over_time':
    case 'stddev_over_time':
    case 'mad_over_time':
    case 'quantile_over_time':
    case 'histogram_quantile':
    case 'histogram_quantiles':
    case 'histogram_avg':
    case 'abs':
    case 'ceil':
    case 'floor':
    case 'round':
      return unit === undefined ? {} : { unit };
    default:
      return {};
  }
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
      return input?.flow.kind === 'histogram' ? before : without(before, ['le']);
    case 'equalities':
      return { ...equalLabels(input), open: false };
    case 'written':
      return writtenLabels(name, before, args[1]);
    case 'open':
      // what info metrics say is added, and takes nothing away
      return { ...before, open: true };
  }
}

function writtenLabels(name: FunctionName, before: LabelSet, label: Part | undefined): LabelSet {
  if (label?.node.type !== 'string') return open();
  const written = label.node.value;
  if (name === 'histogram_quantiles') return withMore(without(before, ['le']), [written]);
  // label_replace leaves the label as it was where nothing matches, and an empty text takes it away
  return withPerhaps(before, written);
}

/**
 * What `absent` can say of series that are not there: the labels of which the only matcher is `=`. Where another kind of matcher stands
 * before it, 2.x says the label and 3.x does not.
 */
function equalLabels(input: Part | undefined): LabelSet {
  const node = input?.node;
  const selector = node?.type === 'range' ? node.selector : node?.type === 'selector' ? node : undefined;
  const byLabel = new Map<string, Matcher[]>();
  for (const matcher of selector?.matchers ?? []) {
    const others = byLabel.get(matcher.label);
    if (others === undefined) byLabel.set(matcher.label, [matcher]);
    else others.push(matcher);
  }
  const groups = [...byLabel.values()];
  const sure = groups.filter(({ length }) => length === 1).flat();
  const perhaps = [...byLabel].filter(([, group]) => group.length > 1 && group[0]?.operator !== '=');
  const said = matched(
    open(),
    sure.filter(({ operator }) => operator === '='),
  );
  // a selector that is not yet bound to its target will match these labels, too
  const bound = { target: ['namespace', 'service'], namespace: ['namespace'], global: [] }[
    selector?.scope ?? 'global'
  ];
  return withAllPerhaps(
    withMore(said, bound),
    perhaps.map(([label]) => label),
  );
}

/** A label that is read to write another, and that no series has. The name of the metric can be read as one, and an empty text stands for none. */
function sourceProblems(name: FunctionName, labels: LabelSet, args: readonly Part[]): Problem[] {
  const sources = name === 'label_replace' ? args.slice(3, 4) : name === 'label_join' ? args.slice(3) : [];
  return sources.flatMap(({ node }) => {
    const isKnown = node.type !== 'string' || node.value === '' || node.value === '__name__';
    return isKnown || !lacks(labels, node.value) ? [] : [unknownLabel(node.value, labels, name)];
  });
}

function needProblems(
  name: FunctionName,
  needs: Needs | undefined,
  { kind, labels, totals }: Flow,
): Problem[] {
  switch (needs) {
    case undefined:
      return [];
    case 'counter':
      return counterProblems(name, kind, totals);
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
  if (kind === 'histogram') return [];
  if (labels.values?.has('le') === true) return [refuse('quantileOfNoBuckets', `${name} of one bucket`)];
  if (!lacks(labels, 'le')) return [];
  if (kind === 'counter' || kind === 'gauge') return [refuse('quantileOfNoBuckets', `${name} of a ${kind}`)];
  // native histograms need no le, and what nobody knows may be some
  return kind === 'buckets' ? [refuse('quantileWithoutLe', `${name} over ${listLabels(labels.names)}`)] : [];
}

function counterProblems(name: FunctionName, kind: Kind, totals: Flow['totals']): Problem[] {
  if (kind === 'gauge') return [refuse('rateOfGauge', `${name} of a gauge`)];
  if (totals === 'rates') return [refuse('rateOfSample', `${name} of a rate`)];
  if (totals !== 'added up') return [];
  return [refuse('rateOfSum', `${name} of counters that were added up`)];
}
