import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { parseDuration } from '../contract/duration';
import { positiveDuration } from '../contract/duration-rule';
import { seriesBound, type SeriesBound } from '../contract/series-bound';
import { needsEndpointLabel, type ServiceContract } from '../contract/service-contract';
import { contractShape } from '../contract/contract-shape';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { below, error, hasErrors } from '../problem/problems';
import { boolean, integer, oneOf, text } from '../problem/scalar-shapes';
import { checkShape, list, record } from '../problem/shape';
import { dnsLabel, labelKey, labelValue } from '../problem/text-rules';
import type { RuleGroup } from '../rules/rule';
import { ruleGroupShape } from '../rules/rule-shape';
import { checkNotEmpty } from './check-not-empty';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { ensureNamespace } from './namespaces';
import { PodService } from './pod-service';
import { PrometheusRules } from './prometheus-rules';
import { report } from './report';
import { defaultScrapeInterval, ServiceScrape, urlPath, type ScrapeOptions } from './service-scrape';
import { stackBinding } from './stack-binding';

/** The pods of a service that is deployed elsewhere. */
export interface PodDescription<P extends string = string> {
  /** The labels by which they are found. Not all of them: enough to tell them from the pods of other services. */
  readonly labels: Readonly<Record<string, string>>;

  /** Their ports by name. */
  readonly ports: Readonly<Record<P, number>>;

  /**
   * How many there are at most, for the bound on the series of all of them together.
   *
   * @default 2
   */
  readonly replicas?: number;
}

/** How a monitored service is scraped. */
export interface ServiceScrapeOptions<P extends string = string> extends ScrapeOptions {
  /**
   * The name of the port that serves the metrics page.
   *
   * @default - the only port of the pods
   */
  readonly port?: NoInfer<P>;
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
   * How it is scraped.
   *
   * @default - `/metrics` on its only port, every 30s
   */
  readonly scrape?: ServiceScrapeOptions<P>;

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

const shape = object<MonitoredServiceProps>({
  stack: required(stackBinding),
  contract: required(contractShape),
  pods: required(
    object<PodDescription>({
      labels: required(record(text(labelValue), text(labelKey))),
      ports: required(record(integer({ min: 1, max: 65535 }), text(dnsLabel))),
      replicas: optional(integer({ min: 1 })),
    }),
  ),
  scrape: optional(
    object<ServiceScrapeOptions>({
      port: optional(text(dnsLabel)),
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

/** What was generated for a service, for the summary of a run. */
export interface MonitoredServiceSummary {
  readonly name: string;
  readonly namespace: string;
  readonly recordingRules: number;
  readonly series: SeriesBound;

  /** How often it is scraped, in milliseconds. */
  readonly scrapeInterval: number;
}

/**
 * A service and everything that monitors it, from one contract: a Service over its pods, a ServiceMonitor that its stack
 * selects, and a PrometheusRule about just this target.
 *
 * @example
 * new MonitoredService(this, 'task-api', {
 *   stack,
 *   contract: taskApi,
 *   pods: { labels: { app: 'task-api' }, ports: { http: 8000 } },
 *   rules: [goldenSignals(taskApi, { requests, errors: { status: /5../ }, latency, by: ['endpoint'] })],
 * });
 */
export class MonitoredService<const P extends string = string> extends Construct {
  /** What was generated; undefined where something is wrong. */
  readonly summary: MonitoredServiceSummary | undefined;

  /** What it exposes, for whoever compares that with a running service; undefined where something is wrong. */
  readonly contract: ServiceContract | undefined;

  constructor(scope: Construct, id: string, props: MonitoredServiceProps<P>) {
    super(scope, id);
    const problems = checkShape(props, shape);
    const namespace = hasErrors(problems) ? undefined : (props.namespace ?? Chart.of(this).namespace);
    if (!hasErrors(problems)) problems.push(...checkMeaning(props, namespace));
    report(this, () => problems);
    if (hasErrors(problems) || namespace === undefined) return;
    this.contract = props.contract;
    this.summary = this.build(props, namespace);
  }

  private build(props: MonitoredServiceProps<P>, namespace: string): MonitoredServiceSummary {
    const { stack, contract, pods, scrape = {}, rules = [], monitorNamespace = 'service' } = props;
    const { interval = defaultScrapeInterval } = scrape;
    const { name } = contract;
    const home = monitorNamespace === 'stack' ? stack.namespace : namespace;
    if (props.createNamespace === true) ensureNamespace(this, namespace);
    new PodService(this, 'Service', { name, namespace, selector: pods.labels, ports: pods.ports });
    new ServiceScrape(this, 'Scrape', {
      ...scrape,
      stack,
      name,
      namespace: home,
      serviceLabels: pods.labels,
      serviceNamespace: namespace,
      port: scrape.port ?? Object.keys(pods.ports).join(),
      ownEndpointLabel: needsEndpointLabel(contract),
    });
    const recorded =
      rules.length === 0
        ? []
        : new PrometheusRules(this, 'Rules', {
            stack,
            name: `${name}-recording-rules`,
            namespace: home,
            target: { namespace, service: name },
            groups: rules,
            scrapeInterval: interval,
            contract,
          }).groups;
    return {
      name,
      namespace,
      recordingRules: recorded.reduce((sum, group) => sum + group.rules.length, 0),
      series: seriesBound(contract.metrics, pods.replicas ?? 2),
      scrapeInterval: parseDuration(interval) ?? 0,
    };
  }
}

/** What is wrong although each property by itself is right. */
function checkMeaning(props: MonitoredServiceProps, namespace: string | undefined): Problem[] {
  const { contract, pods, scrape } = props;
  const problems = [...below('contract', contract.problems)];
  problems.push(
    ...below('pods', [...checkNotEmpty('labels', pods.labels), ...checkNotEmpty('ports', pods.ports)]),
  );
  const ports = Object.keys(pods.ports);
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
        },
      ),
    );
  }
  return problems;
}
