import { packData } from '../../packs/all-packs';
import type { Pack } from '../../packs/pack';

/**
 * Metrics that something else exposes about services, by what their names begin with: their `namespace`, `service` and `pod` are those of the
 * thing that a series is about, not of the target that exposes it.
 */
const exposers: readonly (readonly [prefix: string, exposer: string])[] = [
  ...packed(),
  ['windows_', 'windows_exporter'],
  ['snmp_', 'snmp_exporter'],
  ['traefik_', 'Traefik'],
  ['haproxy_', 'HAProxy'],
  ['kong_', 'Kong'],
  ['aws_', 'an exporter of CloudWatch'],
  ['azure_', 'an exporter of Azure Monitor'],
  ['stackdriver_', 'stackdriver_exporter'],
  ['kafka_consumergroup_', 'kafka_exporter'],
  ['traces_spanmetrics_', 'the span metrics of a tracing system'],
  ['traces_service_graph_', 'the service graphs of a tracing system'],
  ['scrape_', 'Prometheus'],
];

function packed(): readonly (readonly [prefix: string, exposer: string])[] {
  const packs: readonly Pack[] = Object.values(packData);
  return packs.flatMap(({ project, prefixes = [] }) => prefixes.map((prefix) => [prefix, project] as const));
}

/** What exposes a metric about other things, by its name. @returns nothing for a metric that a service exposes about itself */
export function exposerOf(metric: string): string | undefined {
  return exposers.find(([prefix]) => metric.startsWith(prefix))?.[1];
}

/** Gauges that are 0 or 1 by the definition of what exposes them. */
const alwaysZeroOrOne: ReadonlySet<string> = new Set(['up', ...packedBooleans()]);

function packedBooleans(): readonly string[] {
  const packs: readonly Pack[] = Object.values(packData);
  return packs.flatMap(({ facts }) => Object.keys(facts).filter((name) => facts[name]?.isBoolean === true));
}

/** How gauges that are 0 or 1 are called. */
const calledZeroOrOne = /_(up|success|ready|healthy|alive)$/;

/** Whether a gauge is 0 or 1 at each moment: by definition, or as its name says. */
export function isZeroOrOne(gauge: string): 'always' | 'assumed' | undefined {
  if (alwaysZeroOrOne.has(gauge)) return 'always';
  return calledZeroOrOne.test(gauge) ? 'assumed' : undefined;
}
