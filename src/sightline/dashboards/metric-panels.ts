import type { MetricDeclaration } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { Duration } from '../contract/duration-literal';
import type { LabelDomains } from '../contract/domain';
import { onlyTraffic } from '../objectives/only-traffic';
import { sum } from '../promql/build/aggregation';
import { rate } from '../promql/build/functions';
import { histogramOf } from '../promql/build/histogram';
import { ofTarget } from '../promql/build/metric';
import type { Panel } from './panel';

/** How the observations of a histogram are spread, from its buckets. */
export function heatMapPanel(
  contract: ServiceContract,
  declaration: MetricDeclaration,
  window: Duration,
): Panel {
  const { bucket } = histogramOf<LabelDomains, readonly number[]>(declaration);
  const buckets = onlyTraffic<'buckets'>(contract, bucket);
  return {
    title: `${declaration.name}: spread`,
    description: `${sentence(declaration.help)} How many observations per second fall into each bucket, without what is not traffic.`,
    kind: 'heatmap',
    unit: declaration.unit ?? 'none',
    queries: [{ expression: sum(rate(buckets.over(window)), { by: ['le'] }), by: ['le'] }],
    raw: true,
  };
}

/** A counter that no signal is made of: events per second. */
export function counterPanel(
  contract: ServiceContract,
  declaration: MetricDeclaration,
  window: Duration,
): Panel {
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
export function gaugePanel(contract: ServiceContract, declaration: MetricDeclaration): Panel {
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
