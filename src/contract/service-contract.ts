import { isDnsLabel } from '../problem/names';
import type { Problem } from '../problem/problem';
import { below, distinct, error } from '../problem/problems';
import { valuesOf } from './domain';
import type { DeclaredMetric, MetricDeclaration } from './metric';
import { droppableTargetLabel } from './target-labels';

/** What a service exposes, and which part of it is not traffic. */
export interface ServiceContract {
  /** Name of the service: of its Kubernetes objects, and the value of the label `service`. */
  readonly name: string;

  /** The metrics that each of its pods exposes. */
  readonly metrics: readonly MetricDeclaration[];

  /** Label values that are not traffic, such as the routes of probes; left out of every golden signal. */
  readonly notTraffic: { readonly [label: string]: readonly string[] };

  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** The labels of a list of metrics. */
type LabelsOf<M> = M extends { readonly declaration: MetricDeclaration; readonly domains?: infer D } ? keyof NonNullable<D> & string : string;

/** What {@link serviceContract} takes. */
export interface ServiceContractOptions<M extends DeclaredMetric = DeclaredMetric> {
  /** Name of the service, a DNS label. */
  readonly name: string;

  /** The metrics that each of its pods exposes. */
  readonly metrics: readonly M[];

  /**
   * Which label values are not traffic: the metrics page and the probes, by the label that holds the route.
   * `{}` if the service counts nothing but its own work.
   */
  readonly notTraffic: { readonly [L in LabelsOf<M>]?: readonly string[] };
}

/**
 * The route templates that are not traffic in most services: the metrics page and the usual probes.
 */
export const metricsAndProbes: readonly string[] = ['/healthz', '/livez', '/metrics', '/readyz'];

/**
 * Declares what a service exposes. Never throws: what is wrong is kept in `problems`.
 *
 * @example
 * const taskApi = serviceContract({
 *   name: 'task-api',
 *   metrics: [requests, latency],
 *   notTraffic: { endpoint: metricsAndProbes },
 * });
 */
export function serviceContract<M extends DeclaredMetric>(options: ServiceContractOptions<M>): ServiceContract {
  const given: Partial<Record<keyof ServiceContractOptions, unknown>> = typeof options === 'object' && options !== null ? options : {};
  const problems = unknownOptions(given);
  const name = typeof given.name === 'string' ? given.name : '';
  if (!isDnsLabel(name)) {
    problems.push(
      error('NAM009', `'name' (${describe(given.name)}) of a service must be a DNS label, as it names its Kubernetes objects`, {
        path: 'name',
        fix: "use lower-case letters, digits and '-', at most 63, such as 'task-api'",
      }),
    );
  }
  const metrics = declarations(given.metrics, problems);
  const notTraffic = checkNotTraffic(given.notTraffic, metrics, problems);
  return { name, metrics, notTraffic, problems: distinct([...metrics.flatMap((metric) => metric.problems), ...problems]) };
}

/** Whether the app's own `endpoint` label needs the target label of that name to be dropped from the scrape. */
export function needsEndpointLabel(contract: ServiceContract): boolean {
  return contract.metrics.some((metric) => droppableTargetLabel in metric.labels);
}

function unknownOptions(given: object): Problem[] {
  const known = ['name', 'metrics', 'notTraffic'];
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => error('OPT001', `'${key}' is no property of a service contract`, { path: key, fix: `use ${known.join(', ')}` }));
}

function declarations(given: unknown, problems: Problem[]): MetricDeclaration[] {
  if (!Array.isArray(given) || given.length === 0) {
    problems.push(error('OPT003', "'metrics' must list at least one metric", { path: 'metrics' }));
    return [];
  }
  const metrics: MetricDeclaration[] = [];
  for (const [index, each] of given.entries()) {
    if (!isDeclared(each)) {
      problems.push(
        error('OPT002', `'metrics[${index}]' (${describe(each)}) must be made by counter, gauge or histogram`, { path: `metrics[${index}]` }),
      );
    } else if (each.declaration.origin !== 'own') {
      problems.push(
        error('TYP101', `metric '${each.declaration.name}' is not the service's own: a contract holds what the service exposes itself`, {
          path: `metrics[${index}]`,
        }),
      );
    } else if (metrics.some(({ name }) => name === each.declaration.name)) {
      problems.push(error('REC503', `metric '${each.declaration.name}' is listed twice`, { path: `metrics[${index}]` }));
    } else {
      metrics.push(each.declaration);
    }
  }
  return metrics;
}

function checkNotTraffic(given: unknown, metrics: readonly MetricDeclaration[], problems: Problem[]): ServiceContract['notTraffic'] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.push(
      error('OPT003', "'notTraffic' must name the label values that are not traffic, or be {}", {
        path: 'notTraffic',
        fix: "such as { endpoint: ['/metrics', '/healthz'] }",
      }),
    );
    return {};
  }
  const usable: Record<string, readonly string[]> = {};
  for (const [label, values] of Object.entries(given) as [string, unknown][]) {
    const path = `notTraffic.${label}`;
    const domains = metrics.flatMap((metric) => (Object.hasOwn(metric.labels, label) ? [metric.labels[label]] : []));
    if (domains.length === 0) {
      problems.push(error('LBL201', `label '${label}' is on no metric of the contract`, { path }));
    } else if (!isTextList(values)) {
      problems.push(error('OPT002', `'${path}' must be a list of label values, none empty`, { path }));
    } else if (values.length > 0) {
      const outside = values.filter((value) => domains.every((domain) => domain && !(valuesOf(domain)?.includes(value) ?? true)));
      problems.push(...outside.map((value) => error('LBL202', `value '${value}' is outside the domain of label '${label}'`, { path })));
      usable[label] = [...new Set(values)].sort();
    }
  }
  return usable;
}

function isDeclared(value: unknown): value is DeclaredMetric {
  return (
    typeof value === 'object' &&
    value !== null &&
    'declaration' in value &&
    typeof value.declaration === 'object' &&
    value.declaration !== null &&
    'origin' in value.declaration
  );
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '');
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? 'null' : typeof value;
}

/** The contract's problems under a path, for the construct that reports them. */
export function contractProblems(contract: ServiceContract): Problem[] {
  return below('contract', contract.problems);
}
