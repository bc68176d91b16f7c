import { defined } from '../../problem/defined';
import type { FunctionName, Matcher } from '../syntax/ast';
import { signatureOf, type FunctionSignature } from '../syntax/catalogue';
import { selectorOf } from '../syntax/walk';
import type { Flow, Part } from './flow';
import {
  closed,
  matched,
  open,
  withAllPerhaps,
  withMore,
  withPerhaps,
  without,
  type LabelSet,
} from './labels';
import { per, ratio, seconds, things, times, type Unit } from './unit';

/** The result of a function whose arguments have the right types. */
export function callFlow(name: FunctionName, args: readonly Part[]): Flow {
  const signature: FunctionSignature = signatureOf(name) ?? { takes: [], gives: 'scalar' };
  const input = vectorOf(args);
  const labels = labelsAfter(name, signature, input, args);
  return {
    ...meaningAfter(name, signature, input?.flow),
    ...presenceAfter(name, input?.flow),
    ...(name === 'vector' ? constantOf(args[0]) : {}),
    shape: signature.gives,
    labels,
  };
}

/** When there is a result. */
function presenceAfter(name: FunctionName, input: Flow | undefined): Pick<Flow, 'presence'> {
  if (name === 'absent' || name === 'absent_over_time') return { presence: 'conditional' };
  // a number is one whatever its vector holds
  if (input === undefined || name === 'scalar') return { presence: 'always' };
  return input.presence === undefined ? {} : { presence: input.presence };
}

function constantOf(argument: Part | undefined): Pick<Flow, 'value'> {
  const value = argument?.flow.value;
  return value === undefined ? {} : { value };
}

/** The argument whose series a function works on. */
export function vectorOf(args: readonly Part[]): Part | undefined {
  return args.find(({ flow }) => flow.shape.endsWith('vector'));
}

/** What the samples of a result mean. */
function meaningAfter(
  name: FunctionName,
  { meaning = 'sample' }: FunctionSignature,
  input: Flow | undefined,
): Omit<Flow, 'shape' | 'labels'> {
  if (input === undefined) return { kind: 'sample', ...unitAfter(name, undefined) };
  if (meaning === 'same') return withoutValue(input);
  const staysHistogram = meaning === 'rates' && (input.kind === 'buckets' || input.kind === 'histogram');
  const staysUnknown = input.kind === 'unknown' && (meaning === 'rates' || roundings.has(name));
  return {
    kind: staysHistogram || staysUnknown ? input.kind : 'sample',
    ...(staysHistogram || isRate(name) ? { totals: 'rates' } : {}),
    ...(name === 'histogram_count' ? defined({ totals: input.totals }) : {}),
    // of histograms the unit is that of what was observed, whatever happens to the counts
    ...(staysHistogram && input.unit !== undefined ? { unit: input.unit } : {}),
    ...(staysHistogram ? {} : unitAfter(name, input.unit)),
    ...(name === 'histogram_quantile' || name === 'histogram_quantiles' ? { quantile: true } : {}),
    ...(staysUnknown && input.namedBuckets === true ? { namedBuckets: true } : {}),
    ...(roundings.has(name) && input.percent === true ? { percent: true } : {}),
  };
}

function withoutValue({ value: _, ...rest }: Flow): Flow {
  return rest;
}

/** The functions whose result runs on where their input does. */
const roundings: ReadonlySet<FunctionName> = new Set<FunctionName>(['abs', 'ceil', 'floor', 'round']);

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
    case 'histogram_stddev':
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
      return infoLabels(before, args[1]);
  }
}

/** What info metrics say is added, and takes nothing away: the labels that are asked for, or all. */
function infoLabels(before: LabelSet, asked: Part | undefined): LabelSet {
  const [selector] = asked === undefined ? [] : selectorOf(asked.node);
  const names = (selector?.matchers ?? []).map(({ label }) => label).filter((label) => label !== '__name__');
  return names.length === 0 ? { ...before, open: true } : withAllPerhaps(before, names);
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
  const [selector] = input === undefined ? [] : selectorOf(input.node);
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
