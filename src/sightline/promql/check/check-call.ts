import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import { vectorOf } from '../flow/call-flow';
import type { Flow, Kind, Part } from '../flow/flow';
import { lacks, listLabels, tellsApart, type LabelSet } from '../flow/labels';
import { isOneBound } from '../flow/selector-flow';
import type { FunctionName } from '../syntax/ast';
import { signatureOf, type Needs } from '../syntax/catalogue';
import { matchesEmpty } from '../syntax/regex';
import { selectorsIn } from '../syntax/walk';
import { checkQuantileOfTotals } from './check-totals';
import type { Use } from './check-use';
import { quantilesAddedUp } from './quantiles-added-up';
import { unknownLabel } from './unknown-label';

/** What is wrong with a call, given what its arguments are: samples that the function makes no sense of, labels that are not there. */
export function checkCall(name: FunctionName, args: readonly Part[], use: Use): readonly Problem[] {
  const input = vectorOf(args);
  if (input === undefined) return [];
  const needed = needProblems(name, signatureOf(name)?.needs, input);
  return [
    ...needed,
    ...(needed.length > 0 ? [] : checkQuantileOfTotals(name, input, use)),
    ...meanOfQuantiles(name, input.flow),
    ...sourceProblems(name, input.flow.labels, args),
    ...(name === 'label_replace' ? writtenOver(input.flow.labels, args) : []),
  ];
}

function needProblems(name: FunctionName, needs: Needs | undefined, input: Part): readonly Problem[] {
  const { flow } = input;
  switch (needs) {
    case undefined:
      return [];
    case 'counter':
      return counterProblems(name, flow);
    case 'gauge':
      return runsOn(flow) ? [refuse('deltaOfCounter', `${name} of ${plural[flow.kind]}`)] : [];
    case 'histogram':
      return histogramProblems(name, flow);
    case 'buckets':
      return bucketProblems(name, input);
  }
}

/** Whether samples are running totals, for which a fall is a restart. */
function runsOn({ kind, totals }: Flow): boolean {
  return kind === 'counter' || kind === 'buckets' || (kind === 'histogram' && totals !== 'rates');
}

const plural: Readonly<Record<Kind, string>> = {
  counter: 'a counter',
  gauge: 'a gauge',
  buckets: 'buckets',
  histogram: 'native histograms',
  sample: 'calculated samples',
  unknown: 'what nobody knows',
};

function counterProblems(name: FunctionName, { kind, totals }: Flow): readonly Problem[] {
  if (kind === 'gauge') return [refuse('rateOfGauge', `${name} of a gauge`)];
  if (totals === 'rates') return [refuse('rateOfSample', `${name} of a rate`)];
  if (totals === 'added up') return [refuse('rateOfSum', `${name} of counters that were added up`)];
  return kind === 'sample' ? [refuse('rateOfSample', `${name} of a calculated sample`)] : [];
}

function histogramProblems(name: FunctionName, { kind }: Flow): readonly Problem[] {
  if (kind === 'unknown' || kind === 'sample' || kind === 'histogram') return [];
  return [
    refuse('needsNativeHistogram', `${name} of ${kind === 'buckets' ? 'classic buckets' : `a ${kind}`}`),
  ];
}

/** The mean of quantiles over time is no more a quantile than that over series. */
function meanOfQuantiles(name: FunctionName, { quantile }: Flow): readonly Problem[] {
  const adds = name === 'avg_over_time' || name === 'sum_over_time';
  return adds && quantile === true ? [quantilesAddedUp(name)] : [];
}

function bucketProblems(
  name: FunctionName,
  { node, flow: { kind, labels, namedBuckets } }: Part,
): readonly Problem[] {
  if (kind === 'histogram') return [];
  const isOneBucket = selectorsIn(node).some(({ matchers }) => matchers.some(isOneBound));
  if (isOneBucket && !lacks(labels, 'le')) return [refuse('quantileOfNoBuckets', `${name} of one bucket`)];
  if (!lacks(labels, 'le')) return [];
  if (kind === 'counter' || kind === 'gauge') return [refuse('quantileOfNoBuckets', `${name} of a ${kind}`)];
  if (kind === 'sample') return [refuse('quantileOfNoBuckets', `${name} of a calculated sample`)];
  // native histograms need no le, and what nobody knows may be some
  const areBuckets = kind === 'buckets' || namedBuckets === true;
  return areBuckets ? [refuse('quantileWithoutLe', `${name} over ${listLabels(labels.names)}`)] : [];
}

/** A label that is read to write another, and that no series has. The name of the metric can be read as one, and an empty text stands for none. */
function sourceProblems(name: FunctionName, labels: LabelSet, args: readonly Part[]): readonly Problem[] {
  if (name === 'info') {
    const lost = ['instance', 'job'].filter((label) => lacks(labels, label));
    return lost.map((label) =>
      unknownLabel(label, labels, 'info, which finds its metrics by instance and job,'),
    );
  }
  const from: Partial<Record<FunctionName, readonly [number, number?]>> = {
    label_replace: [3, 4],
    label_join: [3],
    sort_by_label: [1],
    sort_by_label_desc: [1],
  };
  const sources = args.slice(...(from[name] ?? [args.length]));
  if (name === 'label_replace' && fillsIn(args)) return [];
  return sources.flatMap(({ node }) => {
    const isKnown = node.type !== 'string' || node.value === '' || node.value === '__name__';
    return isKnown || !lacks(labels, node.value) ? [] : [unknownLabel(node.value, labels, name)];
  });
}

/**
 * Whether `label_replace` writes something where the label that it reads is not there: the label is empty then, which an expression can match. What it
 * would copy from there is nothing.
 */
function fillsIn(args: readonly Part[]): boolean {
  const [, , replacement, , pattern] = args.map(({ node }) => node);
  if (pattern?.type !== 'string' || !matchesEmpty({ label: '', operator: '=~', value: pattern.value }))
    return false;
  const isCopy = replacement?.type === 'string' && /^(?:\$(?:\w+|\{\w+\}))+$/.test(replacement.value);
  return !isCopy;
}

/** A label that alone told series apart, and that gets one value: evaluation fails where there are two of them. */
function writtenOver(labels: LabelSet, args: readonly Part[]): readonly Problem[] {
  const [, target, replacement, , pattern] = args.map(({ node }) =>
    node.type === 'string' ? node.value : undefined,
  );
  const isConstant = replacement !== undefined && !replacement.includes('$');
  const matchesAll =
    pattern === ''
      ? args[3]?.node.type === 'string' && isAbsent(labels, args[3].node.value)
      : pattern === '.*' || pattern === '(.*)';
  if (target === undefined || !isConstant || !matchesAll) return [];
  if (!tellsApart(labels, target)) return [];
  const message = `label_replace writes one value over '${target}', which tells the series apart: evaluation fails where there are several`;
  return [error('LBL210', message, { fix: `add them up without '${target}', then write it` })];
}

function isAbsent(labels: LabelSet, label: string): boolean {
  return label === '' || lacks(labels, label);
}
