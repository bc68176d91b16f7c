import { defined } from '../problem/defined';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ServiceMonitorSpec } from '../../../imports/monitoring.coreos.com';
import type { Duration } from '../contract/duration-literal';
import { positiveDuration } from '../contract/duration-rule';
import { droppableTargetLabel } from '../contract/target-labels';
import { object, optional, required } from '../problem/object-shape';
import { hasErrors } from '../problem/problems';
import { boolean, text, type TextRule } from '../problem/scalar-shapes';
import { checkShape, record } from '../problem/shape';
import { dnsLabel, dnsSubdomain, labelKey, labelValue } from '../problem/text-rules';
import type { Plain } from '../schema/plain';
import { checkNotEmpty } from './check-not-empty';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { report } from './report';
import { bindTo } from './facts';
import { stackBinding } from './stack-binding';

/**
 * How a service is scraped.
 *
 * @typeParam P the names of the ports of its pods
 */
export interface ScrapeOptions<P extends string = string> {
  /**
   * The name of the port that serves the metrics page.
   *
   * @default - the only port of the pods
   */
  readonly port?: NoInfer<P>;

  /**
   * The path of the metrics page.
   *
   * @default '/metrics'
   */
  readonly path?: `/${string}`;

  /**
   * How often the page is read. Windows of rates must hold four of it.
   *
   * @default - as the stack scrapes, 30s unless its options say otherwise
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take; at most the interval.
   *
   * @default - the default of Prometheus, 10s, or the interval if that is shorter
   */
  readonly timeout?: Duration;
}

/** Options of {@link ServiceMonitor}. */
export interface ServiceMonitorProps extends Omit<ScrapeOptions, 'port'> {
  /** The stack whose Prometheus is to scrape. */
  readonly stack: KubePrometheusStack;

  /** The name of the ServiceMonitor. */
  readonly name: string;

  /** The namespace of the ServiceMonitor. */
  readonly namespace: string;

  /** The labels of the Service: those of the Service itself, not of its pods. */
  readonly serviceLabels: Readonly<Record<string, string>>;

  /** The namespace of the Service. */
  readonly serviceNamespace: string;

  /** The name of the Service's port. A number is no name. */
  readonly port: string;

  /**
   * Whether the metrics have a label `endpoint` of their own, which the target label of that name would push aside.
   *
   * @default false
   */
  readonly ownEndpointLabel?: boolean;
}

/** A path that can be requested. */
export const urlPath: TextRule = {
  test: (path) => /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/.test(path),
  expected: "a path such as '/metrics': with a slash in front, and no query",
};

const shape = object<ServiceMonitorProps>({
  stack: required(stackBinding),
  name: required(text(dnsSubdomain)),
  namespace: required(text(dnsLabel)),
  serviceLabels: required(record(text(labelValue), text(labelKey))),
  serviceNamespace: required(text(dnsLabel)),
  port: required(text(dnsLabel)),
  path: optional(text(urlPath)),
  interval: optional(text(positiveDuration)),
  timeout: optional(text(positiveDuration)),
  ownEndpointLabel: optional(boolean()),
});

/** A ServiceMonitor that the stack's Prometheus selects, and that keeps the app's own labels. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    const problems = checkShape(props, shape);
    if (!hasErrors(problems)) problems.push(...checkNotEmpty('serviceLabels', props.serviceLabels));
    report(this, () => problems);
    if (hasErrors(problems)) return;
    const { stack, name, namespace } = props;
    new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name, namespace, labels: { ...stack.monitorLabels } },
      spec: monitorSpec(props),
    });
    bindTo(this, stack);
  }
}

function monitorSpec(props: ServiceMonitorProps): Plain<ServiceMonitorSpec> {
  const { path = '/metrics', interval = props.stack.scrapeInterval, timeout } = props;
  return {
    namespaceSelector: { matchNames: [props.serviceNamespace] },
    selector: { matchLabels: { ...props.serviceLabels } },
    endpoints: [
      {
        port: props.port,
        path,
        interval,
        ...defined({ scrapeTimeout: timeout }),
        // the operator sets `endpoint` to the port's name; without it the app's own label keeps its name
        ...(props.ownEndpointLabel === true
          ? { relabelings: [{ action: 'labeldrop', regex: droppableTargetLabel }] }
          : {}),
      },
    ],
  };
}
