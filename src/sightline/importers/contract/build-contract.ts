import { defined } from '../../problem/defined';
import type { LabelDomains } from '../../contract/domain';
import type { DeclaredMetric } from '../../contract/metric';
import type { ObjectiveDeclaration } from '../../contract/objective';
import { serviceContract, type ServiceContract } from '../../contract/service-contract';
import { availabilityObjective } from '../../objectives/availability-objective';
import { gaugeObjective } from '../../objectives/gauge-objective';
import { latencyObjective } from '../../objectives/latency-objective';
import type { AnyMetric } from '../../promql/build/any-metric';
import type { AlertSeverity } from '../../objectives/alert-severities';
import type { AlertOptions } from '../../objectives/objective-options';
import { histogram, type Histogram } from '../../promql/build/histogram';
import { external } from '../../promql/build/external';
import { counter, gauge, up } from '../../promql/build/metric';
import type { Match } from '../../promql/build/match';
import {
  scrapedMetric,
  type ContractModel,
  type MetricModel,
  type ObjectiveModel,
  type SelectionModel,
} from './contract-model';
import { descriptionOf } from './describe-slo';
import type { ImportedSlo, Silenced } from '../slo/slo';

/** The contract that the declaration will come to: whatever the library has against it is known before it is printed. */
export function buildContract({ service, metrics, objectives }: ContractModel): ServiceContract {
  const declared = new Map(metrics.map((model) => [model.name, declare(model)]));
  return serviceContract({
    name: service,
    metrics: metrics.flatMap(({ origin, name }) => (origin === 'own' ? (declared.get(name) ?? []) : [])),
    notTraffic: {},
    objectives: objectives.map((model) => objectiveOf(model, declared)),
  });
}

function declare(model: MetricModel): DeclaredMetric {
  if (model.origin === 'external') return external(model.name, model.type, model.help, model.labels);
  const { name, type, help, labels, buckets } = model;
  const domains: LabelDomains = Object.fromEntries([...labels].map(([label, { value }]) => [label, value]));
  switch (type) {
    case 'counter':
      return counter(name, help, domains);
    case 'gauge':
      return gauge(name, help, domains);
    case 'histogram':
      return histogram(name, help, domains, { buckets });
  }
}

type AnyHistogram = Histogram<LabelDomains>;

function objectiveOf(
  { slo, parts }: ObjectiveModel,
  declared: ReadonlyMap<string, DeclaredMetric>,
): ObjectiveDeclaration {
  const common = {
    name: slo.name,
    objective: slo.objective,
    description: descriptionOf(slo),
    window: `${slo.days}d`,
    by: slo.measured.by,
    ...linksOf(slo),
    ...alertsOf(slo.silenced),
  } as const;
  const { sli } = slo.measured;
  const selections = () => parts.map((part) => selected(part, declared));
  switch (sli.type) {
    case 'availability': {
      const [first, second] = selections();
      // both were made by counter() or are the count of a histogram
      const [total, bad] = [first as AnyMetric<'counter'>, second as AnyMetric<'counter'>];
      return availabilityObjective({ ...common, total, bad });
    }
    case 'latency': {
      const latency = declared.get(sli.histogram) as AnyHistogram; // made by histogram()
      const [where] = parts[0]?.wheres ?? [];
      return latencyObjective({
        ...common,
        latency,
        under: sli.under,
        ...defined({ where: where && matchesOf(where) }),
      });
    }
    case 'gauge': {
      const bound = sli.bound === 'atLeast' ? { atLeast: sli.value } : { atMost: sli.value };
      const [first] = selections();
      return gaugeObjective({ ...common, gauge: first as AnyMetric<'gauge'>, ...bound }); // made by gauge(), or `up`
    }
  }
}

function selected(
  { kind, metric, wheres }: SelectionModel,
  declared: ReadonlyMap<string, DeclaredMetric>,
): AnyMetric<'counter'> | AnyMetric<'gauge'> {
  const found: unknown = metric === scrapedMetric ? up : declared.get(metric);
  // every metric of a model is declared, by its kind
  const whole = kind === 'count' ? (found as AnyHistogram).count : (found as AnyMetric<'counter'>);
  return wheres.reduce((narrowed, where) => narrowed.where(matchesOf(where)), whole);
}

function matchesOf(where: SelectionModel['wheres'][number]): Record<string, Match> {
  return Object.fromEntries(where);
}

/** What is said of an objective beside its measure, where something is. */
export function linksOf({ owner, runbook, dashboard }: ImportedSlo): {
  readonly owner?: string | undefined;
  readonly runbook?: string | undefined;
  readonly dashboard?: string | undefined;
} {
  return defined({ owner, runbook, dashboard });
}

/** The alerts that are not wanted. What is asked for by a ticket goes with the tickets. */
export function alertsOf({ page, ticket }: Silenced): {
  readonly alerts?: AlertOptions;
  readonly whenAbsent?: AlertSeverity | false;
} {
  if (!page && !ticket) return {};
  const off = false as const;
  const tiers = {
    ...(page ? { fast: off, medium: off } : {}),
    ...(ticket ? { slow: off, long: off } : {}),
  };
  return {
    alerts: { tiers, ...(ticket ? { exhausted: false } : {}) },
    ...(page ? { whenAbsent: ticket ? false : 'ticket' } : {}),
  };
}
