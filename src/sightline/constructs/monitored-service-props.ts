import { contractProblems, type ServiceContract } from '../contract/service-contract';
import { contractShape } from '../contract/contract-shape';
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
import {
  type OutsideScrape,
  scrapeOfPods,
  type PodsScrape,
  type ProbeScrape,
  scrapeShape,
} from './scrape/scrape-options';
import { checkSampleLimit } from './scrape/sample-limit';
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

/** A service whose pods are known. */
export interface WithPods<P extends string = string> {
  /** Its pods. */
  readonly pods: PodDescription<P>;

  /**
   * The Deployment of its pods.
   *
   * @default - none: they are deployed elsewhere
   */
  readonly workload?: WorkloadOptions;

  /**
   * How it is scraped: through a Service that is made for it, through one that is there (`service`), pod by pod (`kind: 'PodMonitor'`), from outside
   * (`kind: 'Probe'`), outside Kubernetes (`kind: 'ScrapeConfig'`), or by others (`false`).
   *
   * @default - `/metrics` on its only port through a Service, every 30s
   */
  readonly scrape?: false | ProbeScrape | OutsideScrape | PodsScrape<P>; // no alias: the compiler then names these, not their 26 parts
}

/** No description of pods fits. With `never` in its place the compiler would take options that are spread (`...common`) for those without pods. */
export interface NoPods extends PodDescription {
  readonly labels: never;
  readonly ports: never;
}

/** A service of which nothing is known but what a prober sees of it, or what others expose. */
export interface WithoutPods {
  /**
   * Not said: there are none, or nothing is known of them.
   *
   * @default - not there
   */
  readonly pods?: NoPods;

  readonly workload?: never;

  /** How it is scraped: from outside (`kind: 'Probe'`), outside Kubernetes (`kind: 'ScrapeConfig'`), or by others (`false`). */
  readonly scrape: false | ProbeScrape | OutsideScrape;
}

/** Options of {@link MonitoredService}. */
export type MonitoredServiceProps<P extends string = string> = MonitoredServiceFields &
  (WithPods<P> | WithoutPods);

/** What every monitored service says. */
export interface MonitoredServiceFields {
  /** The stack that monitors it. */
  readonly stack: KubePrometheusStack;

  /** What it exposes. */
  readonly contract: ServiceContract;

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

  /**
   * Whether it has a dashboard in the Grafana of its stack.
   *
   * @default true, where the Grafana of the stack loads dashboards
   */
  readonly dashboards?: boolean;
}

/** What the options must look like. */
const monitoredServiceShape = object<
  MonitoredServiceFields & {
    readonly pods?: PodDescription;
    readonly workload?: WorkloadOptions;
    readonly scrape?: object | false;
  }
>({
  stack: required(stackBinding),
  contract: required(contractShape),
  pods: optional(
    object<PodDescription>({
      labels: required(record(text(labelValue), text(labelKey))),
      ports: required(record(integer({ min: 1, max: 65535 }), text(portName))),
      replicas: optional(integer({ min: 1 })),
    }),
  ),
  workload: optional(object<WorkloadOptions>(workloadFields)),
  scrape: optional(scrapeShape),
  rules: optional(list(ruleGroupShape)),
  namespace: optional(text(dnsLabel)),
  createNamespace: optional(boolean()),
  monitorNamespace: optional(oneOf('service', 'stack')),
  dashboards: optional(boolean()),
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
  const { contract, pods } = props;
  const scrape = scrapeOfPods(props.scrape);
  return [
    ...contractProblems(contract),
    ...(pods === undefined ? missingPods(props) : checkPods(pods)),
    ...checkNamespace(props, namespace),
    ...(pods === undefined || scrape === undefined ? [] : checkPorts(scrape, pods)),
    ...checkSampleLimit(contract, scrape?.sampleLimit),
  ];
}

/** A service without metrics of its own is watched by rules about those of others, which may be added late, or by what it promises. */
export function checkWatched(
  { name, metrics, objectives }: ServiceContract,
  rules: readonly RuleGroup[],
): Problem[] {
  if (metrics.length > 0 || objectives.length > 0 || rules.length > 0) return [];
  const message = `the contract of '${name}' lists no metrics and promises nothing, and there are no rules about what others measure: nothing would watch the service`;
  return [
    error('OPT003', message, {
      path: 'contract.metrics',
      fix: "list what its pods expose; or give 'rules', such as goldenSignals(…) over metrics of others, or objectives",
    }),
  ];
}

/** Only what is probed, outside Kubernetes, or scraped by others, is known without its pods. */
function missingPods({ scrape, workload }: MonitoredServiceProps): Problem[] {
  if (workload === undefined && scrapeOfPods(scrape) === undefined) return [];
  return [
    error('OPT003', "'pods' is missing: it says which pods are scraped, and on which ports", {
      path: 'pods',
      fix: "say their labels and ports, such as { labels: { app: 'shop' }, ports: { http: 8080 } }; a service without pods has 'scrape' of kind 'Probe' or 'ScrapeConfig', or false",
    }),
  ];
}

function checkPods({ labels, ports }: PodDescription): Problem[] {
  const empty = below('pods', [...checkNotEmpty('labels', labels), ...checkNotEmpty('ports', ports)]);
  const numbers = Object.values(ports);
  const twice = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (twice === undefined) return empty;
  const message = `'pods.ports' (${twice} twice) must have a number for each name: a Service has a port once`;
  return [...empty, error('OPT002', message, { path: 'pods.ports' })];
}

function checkNamespace(props: MonitoredServiceProps, namespace: string | undefined): Problem[] {
  if (namespace === undefined) {
    return [
      error('OPT003', "'namespace' is missing: without it no rule can say which target it is about", {
        path: 'namespace',
        fix: "give it here, or to the chart: super(scope, id, { namespace: 'default' })",
      }),
    ];
  }
  if (props.namespace !== undefined || isDnsLabel(namespace)) return [];
  const message = `the namespace of the chart (${namespace}) must be ${dnsLabel.expected}`;
  return [error('OPT002', message, { path: 'namespace' })];
}

/** The ports that are scraped are ports of the pods; of a Service that is there the path to the pods tells. */
function checkPorts(scrape: PodsScrape, pods: PodDescription): Problem[] {
  if (scrape.service !== undefined) return [];
  const ports = Object.keys(pods.ports);
  const others = (scrape.moreEndpoints ?? []).flatMap(({ port }, index) =>
    checkPort(port, `scrape.moreEndpoints[${index}].port`, ports),
  );
  if (scrape.port !== undefined) return [...checkPort(scrape.port, 'scrape.port', ports), ...others];
  if (ports.length <= 1) return others;
  const message = `'scrape.port' is missing, and the pods have ${ports.length} ports: ${ports.join(', ')}`;
  const fix = 'name the one that serves the metrics page';
  return [error('SEL006', message, { path: 'scrape.port', fix }), ...others];
}

function checkPort(port: string, path: string, ports: readonly string[]): Problem[] {
  if (ports.includes(port)) return [];
  const message = `'${path}' (${port}) is no port of the pods, which have ${ports.join(', ')}: there would be no target`;
  return [
    error('SEL006', message, {
      path,
      fix: `name one of them, such as '${nearest(port, ports) ?? ports[0]}'`,
    }),
  ];
}
