/**
 * What the compiler and the synth-time checks refuse, in one sentence each. The sentence is the same in both places:
 * the compiler prints it as the type that it expected (see {@link Refuse}), synthesis prints it as
 * the start of a problem's message.
 */
export const refusals = {
  // names
  counterName: { id: 'NAM001', text: 'a counter name ends in _total' },
  gaugeName: {
    id: 'NAM002',
    text: 'a name that is no counter must not end in _total, _bucket, _count, _sum or _created',
  },
  nameCharacter: {
    id: 'NAM003',
    text: 'a metric name holds letters, digits and _ only, and starts with no digit',
  },
  labelCharacter: {
    id: 'NAM004',
    text: 'a label name holds letters, digits and _ only, and starts with no digit and no __',
  },
  reservedLabel: { id: 'NAM005', text: 'le and quantile are written by histograms and summaries' },
  targetLabel: { id: 'LBL204', text: 'label is set by the scrape: rename it' },
  // matchers
  emptyMatch: { id: 'PQL004', text: 'an empty match selects nothing: name a label and a value' },
  // vector matching
  differentLabels: { id: 'LBL203', text: 'left and right labels differ: say on or ignoring' },
  onLacks: { id: 'LBL203', text: 'on names a label that one side lacks' },
  groupLacks: { id: 'LBL203', text: 'a label of group_left or group_right is not on the other side' },
  groupOnSet: {
    id: 'PQL020',
    text: 'and, or and unless match many to many: group_left has no meaning there',
  },
  fillOnSet: {
    id: 'PQL020',
    text: 'and, or and unless ask which series are there: fill has no meaning there',
  },
  // functions
  rateOfInstant: {
    id: 'PQL002',
    text: "rate takes a range of a counter: [5m], .over('5m'), on the metric, and sum after the rate",
  },
  needsRange: {
    id: 'PQL002',
    text: "a function over time takes a range: [5m], .over('5m'), on a metric, or [1h:], subquery(…), of a vector",
  },
  rateOfGauge: { id: 'TYP102', text: 'rate needs a counter, and this is a gauge: a gauge goes down too' },
  quantileWithoutLe: { id: 'TYP105', text: 'le is gone: keep it in by' },
  quantileOfNoBuckets: {
    id: 'TYP106',
    text: 'histogram_quantile needs the buckets of a histogram, after rate',
  },
  rateOfSample: {
    id: 'TYP102',
    text: 'rate needs a counter, and this is calculated or recorded: take its mean over the window',
  },
  rateOfSum: {
    id: 'TYP109',
    text: 'a restart of one counter hides in a sum of many: take the rate of each, then add up',
  },
  edgesUnread: {
    id: 'PQL023',
    text: 'anchored and smoothed windows go to rate, increase and delta, anchored ones to changes and resets too',
  },
  deltaOfCounter: {
    id: 'TYP103',
    text: 'a counter that restarts falls to zero, which delta and deriv take for a change: take its increase or rate',
  },
  needsNativeHistogram: {
    id: 'TYP106',
    text: 'this function reads native histograms, and there are none here: classic buckets go to histogram_quantile',
  },
  histogramsCalculated: {
    id: 'TYP113',
    text: 'native histograms add up with each other and scale by numbers, and nothing else: take histogram_count, histogram_sum or histogram_quantile first',
  },
  histogramsIgnored: {
    id: 'TYP113',
    text: 'this reads numbers and leaves native histograms out: take histogram_count, histogram_sum or histogram_quantile first',
  },
  trimsHistograms: {
    id: 'TYP106',
    text: 'native histograms are cut, on the left, at a number on the right',
  },
  drawnTotal: {
    id: 'TYP104',
    text: 'a counter only grows: draw its rate or its increase',
  },
  boolBetweenScalars: {
    id: 'PQL020',
    text: 'a comparison of two scalars has no series to leave out: say bool, and it gives 0 or 1',
  },
  // objectives
  objectiveRange: {
    id: 'ALR409',
    text: 'an objective is in percent, from 1 to below 100: 99.9 and not 0.999',
  },
  boolOnSet: { id: 'PQL020', text: 'bool has a meaning in comparisons only' },
} as const;

/** The name of one refusal. */
export type Refusal = keyof typeof refusals;

/**
 * The sentence of a refusal as a type. A parameter that refuses what it is given has this type in place of that of the argument, and the compiler prints it as what it expected.
 *
 * @typeParam R which refusal
 * @typeParam Detail what exactly is refused; printed behind the sentence
 */
export type Refuse<R extends Refusal, Detail extends string = never> = [Detail] extends [never]
  ? (typeof refusals)[R]['text']
  : `${(typeof refusals)[R]['text']}: ${Detail}`;
