import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import type { Objective } from '../objectives/objective';
import type { Matcher, VectorSelector } from '../promql/syntax/ast';
import { bindToTarget } from '../promql/bind';
import { selectorsIn } from '../promql/syntax/walk';
import { matchersBeside } from '../promql/syntax/same-matcher';
import type { Expression } from '../promql/build/vector';
import { onlyTraffic } from '../rules/only-traffic';
import { pickLabels, type Labels } from './pick-labels';

/** A series that a test feeds, and how fast it grows while so much is good and bad; of a gauge, its values. */
export interface InputSeries {
  readonly name: string;
  readonly labels: Labels;

  /** Its growth per second, of that of all events: counters; undefined for a gauge. */
  readonly share?: (badShare: number) => number;

  /** Of a gauge: its value while it is good, and while it is bad. */
  readonly values?: { readonly good: number; readonly bad: number };
}

/** What an objective can be fed with, and the labels that come out. */
export interface Input {
  /** Series that are there from the start. */
  readonly always: readonly InputSeries[];

  /** Series that appear with the first bad event only. */
  readonly bad: readonly InputSeries[];

  /** The values of the labels that the objective is kept by. */
  readonly group: Labels;
}

/** Series for the selectors of an objective; undefined where no values for their labels can be found. */
export function inputOf(contract: ServiceContract, objective: Objective, target: Target): Input | undefined {
  const { indicator, by } = objective;
  const select = (metric: Expression) => selectorOf(metric, target);
  const place = {
    pod: `${target.service}-0`,
    job: target.service,
    instance: '10.0.0.1:8080',
    container: target.service,
  };
  const series = (
    selector: VectorSelector,
    labels: Labels | undefined,
    more: Omit<InputSeries, 'name' | 'labels'>,
  ) =>
    labels === undefined
      ? undefined
      : { name: selector.name, labels: { ...target, ...place, ...labels }, ...more };
  const input = (always: readonly (InputSeries | undefined)[], bad: readonly (InputSeries | undefined)[]) => {
    const all = [...always, ...bad];
    if (!all.every((each) => each !== undefined)) return undefined;
    const [first] = all;
    const group = Object.fromEntries(by.map((label) => [label, first?.labels[label] ?? '']));
    const fits = all.every(({ labels }) => by.every((label) => labels[label] === group[label]));
    return fits
      ? {
          always: always.filter((each) => each !== undefined),
          bad: bad.filter((each) => each !== undefined),
          group,
        }
      : undefined;
  };
  switch (indicator.type) {
    case 'availability': {
      const total = select(onlyTraffic(contract, indicator.total));
      const bad = select(onlyTraffic(contract, indicator.bad));
      if (total.name !== bad.name) {
        return input(
          [series(total, pickLabels(indicator.total.declaration, total.matchers), { share: () => 1 })],
          [
            series(bad, pickLabels(indicator.bad.declaration, bad.matchers), {
              share: (badShare) => badShare,
            }),
          ],
        );
      }
      const { declaration } = indicator.total;
      const extras = matchersBeside(bad.matchers, total.matchers);
      const good = first(extras, (extra) => pickLabels(declaration, total.matchers, extra));
      const failed = pickLabels(declaration, bad.matchers);
      return input(
        [series(total, good, { share: (badShare) => 1 - badShare })],
        [
          series(bad, failed && good ? { ...good, ...only(failed, extras) } : failed, {
            share: (badShare) => badShare,
          }),
        ],
      );
    }
    case 'latency': {
      const total = select(onlyTraffic(contract, indicator.total));
      const good = select(onlyTraffic(contract, indicator.good));
      const labels = pickLabels(indicator.total.declaration, total.matchers);
      const bound = pickLabels(
        { labels: {} },
        good.matchers.filter(({ label }) => label === 'le'),
      );
      return input(
        [
          series(total, labels, { share: () => 1 }),
          series(good, labels && bound && { ...labels, ...bound }, { share: (badShare) => 1 - badShare }),
        ],
        [],
      );
    }
    case 'gauge': {
      const gauge = select(onlyTraffic(contract, indicator.gauge));
      const { operator, value } = indicator.bound;
      const values = { good: value, bad: operator === '<' ? value - 1 : value + 1 };
      return input([series(gauge, pickLabels(indicator.gauge.declaration, gauge.matchers), { values })], []);
    }
  }
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
