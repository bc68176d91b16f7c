import type { MetricDeclaration } from '../contract/metric';
import type { TargetLabel } from '../contract/target-labels';
import type { ServiceContract } from '../contract/service-contract';
import type { Duration } from '../contract/duration-literal';
import type { LabelDomains } from '../contract/domain';
import { onlyTraffic } from '../objectives/only-traffic';
import { sum } from '../promql/build/aggregation';
import { rate } from '../promql/build/functions';
import { histogramOf } from '../promql/build/histogram';
import { nativeHistogramOf } from '../promql/build/native-histogram';
import { ofTarget } from '../promql/build/metric';
import { summaryOf } from '../promql/build/summary';
import type { Panel, Query } from './panel';

/** A metric that no signal is made of, as its type asks for. */
export function metricPanel(
  contract: ServiceContract,
  declaration: MetricDeclaration,
  window: Duration,
): Panel {
  switch (declaration.type) {
    case 'counter':
      return counterPanel(contract, declaration, window);
    case 'gauge':
      return gaugePanel(contract, declaration);
    case 'histogram':
    case 'native histogram':
      return heatMapPanel(contract, declaration, window);
    case 'summary':
      return summaryPanel(contract, declaration, window);
  }
}

/** How the observations of a histogram are spread, from its buckets; those of a native one are in its samples. */
export function heatMapPanel(
  contract: ServiceContract,
  declaration: MetricDeclaration,
  window: Duration,
): Panel {
  return {
    title: `${declaration.name}: spread`,
    description: `${sentence(declaration.help)} How many observations per second fall into each bucket, without what is not traffic.`,
    kind: 'heatmap',
    unit: declaration.unit ?? 'none',
    queries: [spread(contract, declaration, window)],
    raw: true,
  };
}

function spread(contract: ServiceContract, declaration: MetricDeclaration, window: Duration): Query {
  if (declaration.type === 'native histogram') {
    const whole = nativeHistogramOf<LabelDomains, TargetLabel>(declaration);
    const { name } = declaration;
    return { expression: sum(rate(onlyTraffic<'histogram'>(contract, whole).over(window))), name, by: [] };
  }
  const { bucket } = histogramOf<LabelDomains, readonly number[]>(declaration);
  const buckets = onlyTraffic<'buckets'>(contract, bucket);
  return { expression: sum(rate(buckets.over(window)), { by: ['le'] }), by: ['le'] };
}

/** The quantiles of a summary, which do not add up to anything; of one that has none how many observations there are. */
function summaryPanel(contract: ServiceContract, declaration: MetricDeclaration, window: Duration): Panel {
  const { name, help, labels, unit = 'none', quantiles = [] } = declaration;
  const series = summaryOf<LabelDomains, readonly number[]>(declaration);
  const by = Object.keys(labels).sort();
  if (quantiles.length === 0) {
    const count = sum(rate(onlyTraffic<'counter'>(contract, series.count).over(window)), { by });
    return {
      title: name,
      description: `${sentence(help)} Observations per second, of all chosen instances together.`,
      kind: 'graph',
      unit: 'events per second',
      queries: [{ expression: count, ...(by.length === 0 ? { name } : {}), by }],
      raw: true,
    };
  }
  return {
    title: name,
    description: `${sentence(help)} Its quantiles, as each instance has calculated them.`,
    kind: 'graph',
    unit,
    queries: [
      {
        expression: onlyTraffic<'gauge'>(contract, series.quantiles),
        by: [...by, 'quantile', 'instance'],
      },
    ],
    raw: true,
  };
}

/** A counter that no signal is made of: events per second. */
function counterPanel(contract: ServiceContract, declaration: MetricDeclaration, window: Duration): Panel {
  const { name, help, labels, unit } = declaration;
  const by = Object.keys(labels).sort();
  const counter = onlyTraffic<'counter'>(contract, ofTarget<LabelDomains, 'counter'>(declaration));
  return {
    title: name,
    description: `${sentence(help)} Per second, of all chosen instances together.`,
    kind: 'graph',
    unit: unit === undefined ? 'events per second' : `${unit} per second`,
    queries: [
      { expression: sum(rate(counter.over(window)), { by }), ...(by.length === 0 ? { name } : {}), by },
    ],
    raw: true,
  };
}

/** A gauge that no signal is made of: what each instance says. */
function gaugePanel(contract: ServiceContract, declaration: MetricDeclaration): Panel {
  const { name, help, labels, unit = 'none' } = declaration;
  const gauge = onlyTraffic<'gauge'>(contract, ofTarget<LabelDomains, 'gauge'>(declaration));
  return {
    title: name,
    description: `${sentence(help)} As each instance says.`,
    kind: 'graph',
    unit,
    queries: [{ expression: gauge, by: [...Object.keys(labels).sort(), 'instance'] }],
    raw: true,
  };
}

/** The help of a metric as a sentence. */
function sentence(help: string): string {
  return /[.!?]$/.test(help) ? help : `${help}.`;
}
