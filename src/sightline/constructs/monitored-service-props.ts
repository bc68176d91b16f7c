import { contractProblems, type ServiceContract } from '../contract/service-contract';
import { contractShape } from '../contract/contract-shape';
import { positiveDuration } from '../contract/duration-rule';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, error } from '../problem/problems';
import { boolean, integer, oneOf, text } from '../problem/scalar-shapes';
import { checkShape, list, record } from '../problem/shape';
import { isDnsLabel } from '../problem/names';
import { nearest } from '../problem/nearest';
import { dnsLabel, labelKey, labelValue, portName } from '../problem/text-rules';
import type { RuleGroup } from '../rules/rule';
import { ruleGroupShape } from '../rules/rule-shape';
import { checkNotEmpty } from './check-not-empty';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { urlPath, type ScrapeOptions } from './service-monitor';
import { stackBinding } from './stack-binding';
import { workloadFields, type WorkloadOptions } from './workload';

/** The pods of a service, deployed elsewhere or by its `workload`. */
export interface PodDescription<P extends string = string> {
  /** The labels by which they are found. Not all of them: enough to tell them from the pods of other services. */
  readonly labels: Readonly<Record<string, string>>;

  /** Their ports by name. */
  readonly ports: Readonly<Record<P, number>>;

  /**
   * How many there are: of a `workload` exactly, else at most, for the bound on the series of all of them together.
   *
   * @default 2
   */
  readonly replicas?: number;
}

/** Options of {@link MonitoredService}. */
export interface MonitoredServiceProps<P extends string = string> {
  /** The stack that monitors it. */
  readonly stack: KubePrometheusStack;

  /** What it exposes. */
  readonly contract: ServiceContract;

  /** Its pods. */
  readonly pods: PodDescription<P>;

  /**
   * The Deployment of its pods.
   *
   * @default - none: they are deployed elsewhere
   */
  readonly workload?: WorkloadOptions;

  /**
   * How it is scraped.
   *
   * @default - `/metrics` on its only port, every 30s
   */
  readonly scrape?: ScrapeOptions<P>;

  /**
   * What is recorded about it, such as `goldenSignals(contract, …)`.
   *
   * @default - nothing, and there is no PrometheusRule
   */
  readonly rules?: readonly RuleGroup[];

  /**
   * The namespace of its pods and of its Service.
   *
   * @default - that of the chart
   */
  readonly namespace?: string;

  /**
   * Whether to emit that namespace.
   *
   * @default false
   */
  readonly createNamespace?: boolean;

  /**
   * Where the ServiceMonitor and the PrometheusRule stand: beside the service, whose team owns them, or with the stack.
   *
   * @default 'service'
   */
  readonly monitorNamespace?: 'service' | 'stack';
}

/** What the options must look like. */
const monitoredServiceShape = object<MonitoredServiceProps>({
  stack: required(stackBinding),
  contract: required(contractShape),
  pods: required(
    object<PodDescription>({
      labels: required(record(text(labelValue), text(labelKey))),
      ports: required(record(integer({ min: 1, max: 65535 }), text(portName))),
      replicas: optional(integer({ min: 1 })),
    }),
  ),
  workload: optional(object<WorkloadOptions>(workloadFields)),
  scrape: optional(
    object<ScrapeOptions>({
      port: optional(text(portName)),
      path: optional(text(urlPath)),
      interval: optional(text(positiveDuration)),
      timeout: optional(text(positiveDuration)),
    }),
  ),
  rules: optional(list(ruleGroupShape)),
  namespace: optional(text(dnsLabel)),
  createNamespace: optional(boolean()),
  monitorNamespace: optional(oneOf('service', 'stack')),
});

/** What is wrong with the form of the options. */
export function checkForm(props: unknown): Problem[] {
  return checkShape(props, monitoredServiceShape).map((problem) =>
    problem.id === 'OPT001' && problem.path === 'objectives'
      ? {
          ...problem,
          message: "'objectives' of a service stand in its contract, with the metrics that they are about",
          fix: 'move it to serviceContract({ objectives })',
        }
      : problem,
  );
}

/** What is wrong although each property by itself is right. */
export function checkMeaning(props: MonitoredServiceProps, namespace: string | undefined): Problem[] {
  const { contract, pods, scrape } = props;
  const problems = contractProblems(contract);
  problems.push(
    ...below('pods', [...checkNotEmpty('labels', pods.labels), ...checkNotEmpty('ports', pods.ports)]),
  );
  const ports = Object.keys(pods.ports);
  const numbers = Object.values(pods.ports);
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice !== undefined) {
    problems.push(
      error(
        'OPT002',
        `'pods.ports' (${twice} twice) must have a number for each name: a Service has a port once`,
        {
          path: 'pods.ports',
        },
      ),
    );
  }
  if (namespace !== undefined && props.namespace === undefined && !isDnsLabel(namespace)) {
    problems.push(
      error('OPT002', `the namespace of the chart (${namespace}) must be ${dnsLabel.expected}`, {
        path: 'namespace',
      }),
    );
  }
  if (namespace === undefined) {
    problems.push(
      error('OPT003', "'namespace' is missing: without it no rule can say which target it is about", {
        path: 'namespace',
        fix: "give it here, or to the chart: super(scope, id, { namespace: 'default' })",
      }),
    );
  }
  if (scrape?.port === undefined && ports.length > 1) {
    problems.push(
      error(
        'SEL006',
        `'scrape.port' is missing, and the pods have ${ports.length} ports: ${ports.join(', ')}`,
        {
          path: 'scrape.port',
          fix: 'name the one that serves the metrics page',
        },
      ),
    );
  }
  if (scrape?.port !== undefined && !ports.includes(scrape.port)) {
    problems.push(
      error(
        'SEL006',
        `'scrape.port' (${scrape.port}) is no port of the pods, which have ${ports.join(', ')}: there would be no target`,
        {
          path: 'scrape.port',
          fix: `name one of them, such as '${nearest(scrape.port, ports) ?? ports[0]}'`,
        },
      ),
    );
  }
  return problems;
}
