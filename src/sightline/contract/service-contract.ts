import { isDnsLabel } from '../problem/names';
import { isMade, made } from '../problem/made';
import type { Problem } from '../problem/problem';
import { below, distinct, error, warning } from '../problem/problems';
import { describe, describeKind, entriesOf, kindOf, type Entry } from '../problem/read';
import { settled } from '../problem/settled';
import { valuesOf } from './domain';
import { isDeclaredMetric, type DeclaredMetric, type MetricDeclaration } from './metric';
import { readObjectives, type ObjectiveDeclaration } from './objective';
import { costliestLabel, seriesPerPod } from './series-bound';
import { droppableTargetLabel } from './target-labels';

/** What a service exposes, and which part of it is not traffic. */
export interface ServiceContract {
  /** Name of the service: of its Kubernetes objects, and the value of the label `service`. */
  readonly name: string;

  /** The metrics that each of its pods exposes. */
  readonly metrics: readonly MetricDeclaration[];

  /** Label values that are not traffic, such as the routes of probes; left out of every golden signal. */
  readonly notTraffic: { readonly [label: string]: readonly string[] };

  /** What it promises. */
  readonly objectives: readonly ObjectiveDeclaration[];

  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** The labels of a list of metrics. */
type LabelsOf<M> = M extends { readonly declaration: MetricDeclaration; readonly domains?: infer D }
  ? keyof NonNullable<D> & string
  : string;

/** What {@link serviceContract} takes. */
export interface ServiceContractOptions<M extends DeclaredMetric = DeclaredMetric> {
  /** Name of the service, a DNS label. */
  readonly name: string;

  /** The metrics that each of its pods exposes: `[]` where its golden signals and objectives stand on what others measure, such as a mesh or a probe. */
  readonly metrics: readonly M[];

  /**
   * Which label values are not traffic: the metrics page and the probes, by the label that holds the route.
   * `{}` if the service counts nothing but its own work.
   */
  readonly notTraffic: { readonly [L in LabelsOf<M>]?: readonly string[] };

  /**
   * What it promises, each made by `availabilityObjective`, `latencyObjective` or `gaugeObjective`.
   *
   * @default - nothing
   */
  readonly objectives?: readonly ObjectiveDeclaration[];
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
export function serviceContract<M extends DeclaredMetric>(
  options: ServiceContractOptions<M>,
): ServiceContract {
  const settledOptions = settled(options);
  const entries = kindOf(settledOptions) === 'object' ? (entriesOf(settledOptions) ?? []) : [];
  const given: Partial<Record<keyof ServiceContractOptions, unknown>> = Object.fromEntries(
    entries.map(({ key, value }) => [key, value]),
  );
  const problems = unknownOptions(entries);
  const name = typeof given.name === 'string' ? given.name : '';
  if (!isDnsLabel(name)) {
    problems.push(
      error(
        'NAM009',
        `'name' (${describe(given.name)}) of a service must be a DNS label, as it names its Kubernetes objects`,
        {
          path: 'name',
          fix: "use lower-case letters, digits and '-', at most 63, such as 'task-api'",
        },
      ),
    );
  }
  const metrics = declarations(given.metrics, problems);
  const notTraffic = checkNotTraffic(given.notTraffic, metrics, problems);
  const promised = readObjectives(given.objectives, metrics);
  problems.push(...promised.problems);
  return keep({
    name,
    metrics,
    notTraffic,
    objectives: promised.objectives,
    problems: distinct([
      ...metrics.flatMap((metric) => metric.problems),
      ...problems,
      ...metrics.flatMap(checkSize),
    ]),
  });
}

function keep(contract: ServiceContract): ServiceContract {
  return Object.freeze(made('contract', contract));
}

/** Whether something is a contract that {@link serviceContract} has made. */
export function isContract(value: unknown): value is ServiceContract {
  return isMade('contract', value);
}

/** A metric of which one pod may write more series than this is asked about: it is most often a label that has no place in it. */
const manySeries = 10_000;

function checkSize(metric: MetricDeclaration): Problem[] {
  const series = seriesPerPod(metric);
  if (series <= manySeries) return [];
  const costliest = costliestLabel(metric);
  return [
    warning(
      'CAR002',
      `metric '${metric.name}' may have ${series} series in one pod, more than ${manySeries}`,
      {
        path: `metrics.${metric.name}`,
        fix: `${costliest === undefined ? '' : `'${costliest.label}' costs most: without it there are at most ${costliest.without}. `}Bound its labels further, say which belong 'together', or state 'maxSeries'; what is meant so can be answered`,
      },
    ),
  ];
}

/** Whether the app's own `endpoint` label needs the target label of that name to be dropped from the scrape. */
export function needsEndpointLabel(contract: ServiceContract): boolean {
  return contract.metrics.some((metric) => droppableTargetLabel in metric.labels);
}

function unknownOptions(given: readonly Entry[]): Problem[] {
  const known = ['name', 'metrics', 'notTraffic', 'objectives'];
  return given
    .filter(({ key }) => !known.includes(key))
    .map(({ key }) =>
      error('OPT001', `'${key}' is no property of a service contract`, {
        path: key,
        fix: `use ${known.join(', ')}`,
      }),
    );
}

/** The metrics of a contract. A service that others measure, such as a mesh or a probe, says that it has none of its own: `[]`. */
function declarations(given: unknown, problems: Problem[]): MetricDeclaration[] {
  const entries = kindOf(given) === 'list' ? entriesOf(given) : undefined;
  if (entries === undefined) {
    problems.push(
      error('OPT003', "'metrics' must list the metrics that each pod exposes", {
        path: 'metrics',
        fix: 'a service that others measure has none of its own: say []',
      }),
    );
    return [];
  }
  const metrics: MetricDeclaration[] = [];
  const names = new Set<string>();
  for (const [index, { value: each }] of entries.entries()) {
    if (!isDeclaredMetric(each)) {
      problems.push(
        error(
          'OPT002',
          `'metrics[${index}]' (${describeKind(each)}) must be made by counter, gauge, histogram, nativeHistogram or summary`,
          { path: `metrics[${index}]` },
        ),
      );
    } else if (each.declaration.origin !== 'own') {
      problems.push(
        error(
          'TYP121',
          `metric '${each.declaration.name}' is not the service's own: a contract holds what the service exposes itself`,
          {
            path: `metrics[${index}]`,
          },
        ),
      );
    } else if (names.has(each.declaration.name)) {
      problems.push(
        error('NAM011', `metric '${each.declaration.name}' is listed twice`, { path: `metrics[${index}]` }),
      );
    } else {
      names.add(each.declaration.name);
      metrics.push(each.declaration);
    }
  }
  return metrics;
}

function checkNotTraffic(
  given: unknown,
  metrics: readonly MetricDeclaration[],
  problems: Problem[],
): ServiceContract['notTraffic'] {
  const entries = kindOf(given) === 'object' ? entriesOf(given) : undefined;
  if (entries === undefined) {
    problems.push(
      error('OPT003', "'notTraffic' must name the label values that are not traffic, or be {}", {
        path: 'notTraffic',
        fix: "such as { endpoint: ['/metrics', '/healthz'] }",
      }),
    );
    return {};
  }
  const usable: Record<string, readonly string[]> = {};
  for (const { key: label, value } of entries) {
    const path = `notTraffic.${label}`;
    const values = textList(value);
    const domains = metrics.flatMap((metric) =>
      Object.hasOwn(metric.labels, label) ? [metric.labels[label]] : [],
    );
    if (domains.length === 0) {
      problems.push(error('LBL201', `label '${label}' is on no metric of the contract`, { path }));
    } else if (values === undefined) {
      problems.push(error('OPT002', `'${path}' must be a list of label values, none empty`, { path }));
    } else if (values.length > 0) {
      const outside = values.filter((value) =>
        domains.every((domain) => domain && !(valuesOf(domain)?.includes(value) ?? true)),
      );
      problems.push(
        ...outside.map((value) =>
          error('LBL202', `value '${value}' is outside the domain of label '${label}'`, { path }),
        ),
      );
      usable[label] = [...new Set(values)].sort();
    }
  }
  return usable;
}

function textList(value: unknown): readonly string[] | undefined {
  const values = kindOf(value) === 'list' ? entriesOf(value)?.map((each) => each.value) : undefined;
  return values?.every(isText) === true ? values : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The contract's problems under a path, for the construct that reports them. */
export function contractProblems(contract: ServiceContract): Problem[] {
  return below('contract', contract.problems);
}
