import type { LabelDomains } from '../contract/domain';
import type { Duration } from '../contract/duration-literal';
import { declareOwnMetric, type MetricDeclaration } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import { packData } from '../packs/all-packs';
import type { Pack } from '../packs/pack';
import { runtimePacksOf, servicePackOf } from '../packs/runtime-metrics';
import type { Runtime } from '../packs/runtime-series';
import { sum } from '../promql/build/aggregation';
import { ofTarget } from '../promql/build/metric';
import { metricPanel } from './metric-panels';
import type { Panel } from './panel';

/** What each process shows of itself. */
const ofProcess = ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_open_fds'] as const;

/**
 * What is shown of a runtime whose client library exposes more than a dashboard should: what its trouble shows in first. All have the same
 * name, type and unit in whichever library of it.
 */
const ofRuntime: Readonly<Record<Runtime, { readonly pack: Pack; readonly names: readonly string[] }>> = {
  go: {
    pack: packData.go,
    names: [...ofProcess, 'go_goroutines', 'go_memstats_heap_inuse_bytes', 'go_gc_duration_seconds'],
  },
  jvm: {
    pack: packData.jvm,
    names: ['jvm_memory_used_bytes', 'jvm_memory_committed_bytes'],
  },
  node: {
    pack: packData.node,
    names: [
      ...ofProcess,
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_heap_size_used_bytes',
      'nodejs_gc_duration_seconds',
    ],
  },
  python: {
    pack: packData.python,
    names: [...ofProcess, 'python_gc_collections_total', 'python_gc_objects_uncollectable_total'],
  },
};

/** The rows of the metrics of others, in their order, beside that of the runtime. */
const dependencies = {
  postgresExporter: 'PostgreSQL',
  redisExporter: 'Redis or Valkey',
  kafkaExporter: 'Kafka',
} as const satisfies Partial<Record<keyof typeof packData, string>>;

/** The titles of the rows about what a service runs on and depends on. */
export const packRows = ['Runtime', ...Object.values(dependencies)].map(
  (title) => `${title}, by job and instance`,
);

/** The title of the row in which a metric of others stands; undefined for all else. */
export function packRowOf({ name }: MetricDeclaration): string | undefined {
  const row = runtimePacksOf(name).length > 0 ? 'Runtime' : dependencyOf(servicePackOf(name));
  return row === undefined ? undefined : `${row}, by job and instance`;
}

function dependencyOf(pack: string | undefined): string | undefined {
  return pack !== undefined && Object.hasOwn(dependencies, pack)
    ? dependencies[pack as keyof typeof dependencies] // it has the key
    : undefined;
}

/**
 * A contract with what the client library of a runtime exposes beside it, as far as it is shown: a service that says its runtime has these metrics, though its
 * contract does not list them.
 */
export function withRuntime(
  contract: ServiceContract,
  runtime: Runtime | 'none' | undefined,
): ServiceContract {
  if (runtime === undefined || runtime === 'none') return contract;
  const listed = new Set(contract.metrics.map(({ name }) => name));
  const { pack, names } = ofRuntime[runtime];
  const added = names.filter((name) => !listed.has(name)).flatMap((name) => declarationOf(pack, name));
  return { ...contract, metrics: [...contract.metrics, ...added] };
}

function declarationOf({ facts }: Pack, name: string): readonly MetricDeclaration[] {
  const fact = facts[name];
  if (fact === undefined) return [];
  const { type, help, unit, domains: labels, buckets, quantiles } = fact;
  return [declareOwnMetric({ type, name, help, labels, unit, buckets, quantiles, isGivenName: true })];
}

/** A metric of others. A gauge is added up within each instance, since a library may expose more labels than another. */
export function packPanel(contract: ServiceContract, metric: MetricDeclaration, window: Duration): Panel {
  const panel = metricPanel(contract, metric, window);
  if (metric.type !== 'gauge') return panel;
  const by = [...Object.keys(metric.labels).sort(), 'instance'];
  const gauge = ofTarget<LabelDomains, 'gauge'>(metric);
  return { ...panel, queries: [{ expression: sum(gauge, { by }), by }] };
}
