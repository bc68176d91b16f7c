import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import type { Objective } from '../objectives/objective';
import type { Matcher, VectorSelector } from '../promql/syntax/ast';
import { bindToTarget } from '../promql/bind';
import { selectorsIn } from '../promql/syntax/walk';
import { matchersBeside } from '../promql/syntax/same-matcher';
import type { Expression } from '../promql/build/vector';
import { letsThrough } from '../promql/syntax/regex';
import { onlyTraffic } from '../objectives/only-traffic';
import { pickLabels, type Labels } from './pick-labels';

/** How the events of the service fall to its pods. */
export interface Share {
  /** How much of them comes to the first one. */
  readonly first: number;

  /** Whether it is the first one. */
  readonly isFirst: boolean;
}

/** A series that a test feeds, and what makes it grow. */
export interface InputSeries {
  readonly name: string;
  readonly labels: Labels;

  /** Which events a counter counts. */
  readonly grows: 'all' | 'good' | 'bad';
  readonly share: Share;

  /**
   * What it has counted before its first sample.
   *
   * @default 0
   */
  readonly startsAt?: number;

  /**
   * Of a native histogram: where good observations end and bad ones begin, or that they are alike.
   *
   * @default - it is no native histogram
   */
  readonly observes?: number | 'alike';

  /**
   * Of a gauge: its value while it is good, and while it is bad.
   *
   * @default - it is a counter
   */
  readonly values?: { readonly good: number; readonly bad: number };
}

/** What an objective can be fed with, and the labels that come out. */
export interface Input {
  /** Series that are there from the start. */
  readonly always: readonly InputSeries[];

  /** Series that appear with the first bad event only. */
  readonly bad: readonly InputSeries[];

  /** Series that no rule may count, since one of their labels is another's. */
  readonly others: readonly InputSeries[];

  /** Series of another value of the labels that the objective is kept by; none where it is kept as a whole. */
  readonly otherGroup: readonly InputSeries[];

  /** How many pods there are. */
  readonly pods: number;

  /** The values of the labels that the objective is kept by. */
  readonly group: Labels;
}

/** A series of one pod, and the matchers by which it is found. */
interface Found {
  readonly series: InputSeries;
  readonly matchers: readonly Matcher[];
}

/** A value that nothing else has. */
const another = 'another';

const alone: Share = { first: 1, isFirst: true };

/** The labels by which pods differ. */
const podLabels = ['pod', 'instance'];

/** Series for the selectors of an objective; undefined where no values for their labels can be found. */
export function inputOf(contract: ServiceContract, objective: Objective, target: Target): Input | undefined {
  const { by } = objective;
  const sides = sidesOf(contract, objective, target);
  if (sides === undefined) return undefined;
  const all = [...sides.always, ...sides.bad];
  const [first] = all;
  const group = Object.fromEntries(by.map((label) => [label, first?.series.labels[label] ?? '']));
  const fits = all.every(({ series }) => by.every((label) => series.labels[label] === group[label]));
  if (!fits) return undefined;
  const isOne = all.some(({ matchers }) => matchers.some(({ label }) => podLabels.includes(label)));
  const pods = isOne || by.some((label) => podLabels.includes(label)) ? 1 : 2;
  const onPods = (found: readonly Found[]) => found.flatMap(({ series }) => podsOf(series, pods));
  return {
    always: onPods(sides.always),
    bad: onPods(sides.bad),
    others: othersOf(all),
    otherGroup: otherGroupOf(all, by),
    pods,
    group,
  };
}

/** The series of each pod: three quarters of the events are the first one's. */
function podsOf(series: InputSeries, pods: number): readonly InputSeries[] {
  if (pods === 1) return [series];
  const second = { ...series.labels, pod: `${series.labels['service'] ?? ''}-1`, instance: '10.0.0.2:8080' };
  const { values } = series;
  // its gauge is well within its bounds, and that of the first is on them
  const within = values && { values: { ...values, good: 2 * values.good - values.bad } };
  return [
    { ...series, share: { first: 0.75, isFirst: true } },
    { ...series, labels: second, share: { first: 0.75, isFirst: false }, ...within },
  ];
}

/** The series with another value of each label that the objective is kept by, where the matchers let it through. */
function otherGroupOf(found: readonly Found[], by: readonly string[]): readonly InputSeries[] {
  const isLetThrough = found.every(({ matchers }) =>
    matchers.every((matcher) => !by.includes(matcher.label) || letsThrough(matcher, another)),
  );
  if (by.length === 0 || !isLetThrough) return [];
  return found.map(({ series }) => ({ ...series, labels: inOtherGroup(series.labels, by) }));
}

/** Labels with another value of each that an objective is kept by. */
export function inOtherGroup(labels: Labels, by: readonly string[]): Labels {
  return { ...labels, ...Object.fromEntries(by.map((label) => [label, another])) };
}

/** For each matcher a series that differs in nothing else. */
function othersOf(found: readonly Found[]): readonly InputSeries[] {
  const known = new Set(found.map(({ series }) => keyOf(series)));
  return found.flatMap(({ series, matchers }) =>
    matchers.flatMap((matcher) => {
      const refused = refusedBy(matcher);
      if (letsThrough(matcher, refused[matcher.label] ?? '')) return [];
      const labels = { ...series.labels, ...refused };
      const other: InputSeries = {
        ...series,
        labels,
        grows: 'all',
        ...(series.values === undefined ? {} : { values: { ...series.values, good: series.values.bad } }),
      };
      const key = keyOf(other);
      if (known.has(key) || found.some((each) => counts(each, other))) return [];
      known.add(key);
      return [other];
    }),
  );
}

/** Whether a series would be found in place of one. */
function counts({ series, matchers }: Found, { name, labels }: InputSeries): boolean {
  return (
    series.name === name && matchers.every((matcher) => letsThrough(matcher, labels[matcher.label] ?? ''))
  );
}

function keyOf({ name, labels }: InputSeries): string {
  return JSON.stringify([name, Object.entries(labels).sort()]);
}

/** A label that a matcher does not let through. */
function refusedBy({ label, operator, value }: Matcher): Labels {
  if (operator === '!=') return { [label]: value };
  if (operator === '!~') return { [label]: value.split('|')[0] ?? '' };
  return { [label]: label === 'le' ? '+Inf' : another };
}

function sidesOf(
  contract: ServiceContract,
  { indicator }: Objective,
  target: Target,
): { readonly always: readonly Found[]; readonly bad: readonly Found[] } | undefined {
  const select = (metric: Expression) => selectorOf(metric, target);
  const place = {
    pod: `${target.service}-0`,
    job: target.service,
    instance: '10.0.0.1:8080',
    container: target.service,
  };
  const found = (
    { name, matchers }: VectorSelector,
    labels: Labels | undefined,
    grows: InputSeries['grows'],
    more: Pick<InputSeries, 'values' | 'observes'> = {},
  ): Found | undefined =>
    labels && {
      series: { name, labels: { ...target, ...place, ...labels }, grows, share: alone, ...more },
      matchers,
    };
  const sides = (always: readonly (Found | undefined)[], bad: readonly (Found | undefined)[]) => {
    const isThere = (each: Found | undefined): each is Found => each !== undefined;
    return [...always, ...bad].every(isThere)
      ? { always: always.filter(isThere), bad: bad.filter(isThere) }
      : undefined;
  };
  switch (indicator.type) {
    case 'availability': {
      const total = select(onlyTraffic(contract, indicator.total));
      const bad = select(onlyTraffic(contract, indicator.bad));
      const [ofTotal, ofBad] = [indicator.total, indicator.bad].map(countedAlike);
      if (total.name !== bad.name) {
        return sides(
          [found(total, pickLabels(indicator.total.declaration, total.matchers), 'all', ofTotal)],
          [found(bad, pickLabels(indicator.bad.declaration, bad.matchers), 'bad', ofBad)],
        );
      }
      const { declaration } = indicator.total;
      const extras = matchersBeside(bad.matchers, total.matchers);
      const good = first(extras, (extra) => pickLabels(declaration, total.matchers, extra));
      const failed = pickLabels(declaration, bad.matchers);
      return sides(
        [found(total, good, 'good', ofTotal)],
        [found(bad, failed && good ? { ...good, ...only(failed, extras) } : failed, 'bad', ofBad)],
      );
    }
    case 'latency': {
      const total = select(onlyTraffic(contract, indicator.total));
      const good = select(onlyTraffic(contract, indicator.good));
      const labels = pickLabels(indicator.total.declaration, total.matchers);
      if (indicator.good.flow.kind === 'histogram')
        return sides([found(total, labels, 'all', { observes: indicator.threshold })], []);
      const bound = pickLabels(
        { labels: {} },
        good.matchers.filter(({ label }) => label === 'le'),
      );
      return sides(
        [found(total, labels, 'all'), found(good, labels && bound && { ...labels, ...bound }, 'good')],
        [],
      );
    }
    case 'gauge': {
      const gauge = select(onlyTraffic(contract, indicator.gauge));
      const { operator, value } = indicator.bound;
      const values = { good: value, bad: operator === '<' ? value - 1 : value + 1 };
      return sides(
        [found(gauge, pickLabels(indicator.gauge.declaration, gauge.matchers), 'all', { values })],
        [],
      );
    }
  }
}

/** What the series of events are fed with: a native histogram of them says nothing but how many there are. */
function countedAlike({ flow }: Expression): Pick<InputSeries, 'observes'> {
  return flow.kind === 'histogram' ? { observes: 'alike' } : {};
}

/** Of the labels, those that some matchers are about. */
function only(labels: Labels, matchers: readonly Matcher[]): Labels {
  const names = new Set(matchers.map(({ label }) => label));
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.has(name)));
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The one selector of a metric, about the target. */
function selectorOf(metric: Expression, target: Target): VectorSelector {
  const [selector] = selectorsIn(bindToTarget(metric.node, target).node);
  if (selector === undefined) throw new TypeError('a metric is a selector'); // by its type
  return selector;
}
