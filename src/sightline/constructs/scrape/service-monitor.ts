import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ServiceMonitorSpec } from '../../../../imports/monitoring.coreos.com';
import { type Fields, object, optional, required } from '../../problem/object-shape';
import { hasErrors } from '../../problem/problems';
import { boolean, text } from '../../problem/scalar-shapes';
import { settled } from '../../problem/settled';
import { checkShape, list, record } from '../../problem/shape';
import { dnsLabel, dnsSubdomain, labelKey, labelValue } from '../../problem/text-rules';
import type { Plain } from '../../schema/plain';
import { checkChart } from '../check-chart';
import { checkNotEmpty } from '../check-not-empty';
import { bindTo } from '../facts';
import type { KubePrometheusStack } from '../kube-prometheus-stack';
import { report } from '../report';
import { stackBinding } from '../stack-binding';
import type { AnyAuthentication } from './authentication';
import { type EndpointFields, endpointFields, type EndpointOptions, endpointSpec } from './endpoint';
import { type Identity, identitySteps } from './identity';
import { limitFields, type MonitorLimits, limitsSpec } from './limits';

/** What every monitor has. */
export interface MonitorObject {
  /** The stack whose Prometheus is to scrape. */
  readonly stack: KubePrometheusStack;

  /** The name of the monitor. */
  readonly name: string;

  /** The namespace of the monitor. */
  readonly namespace: string;
}

/** A page with the name of the port that serves it. A number is no name. */
export type PortEndpoint = EndpointOptions & { readonly port: string };

/** What a ServiceMonitor says beside its pages. */
export interface ServiceMonitorFields extends MonitorObject, MonitorLimits {
  /** The labels of the Service: those of the Service itself, not of its pods. */
  readonly serviceLabels: Readonly<Record<string, string>>;

  /** The namespace of the Service. */
  readonly serviceNamespace: string;

  /**
   * Pages on other ports.
   *
   * @default - none
   */
  readonly moreEndpoints?: readonly PortEndpoint[];
}

/** Options of {@link ServiceMonitor}. */
export type ServiceMonitorProps = ServiceMonitorFields & PortEndpoint & Identity;

/** A page with the name of its port, and perhaps with several ways to prove who Prometheus is. */
export type AnyPortEndpoint = EndpointFields & AnyAuthentication & { readonly port: string };

/** What a page on a port must look like. */
export const portEndpointFields: Fields<AnyPortEndpoint> = {
  ...endpointFields,
  port: required(text(dnsLabel)),
};

/** What the options of every monitor must look like. */
export const monitorFields: Fields<MonitorObject> = {
  stack: required(stackBinding),
  name: required(text(dnsSubdomain)),
  namespace: required(text(dnsLabel)),
};

/** What the labels of a service are known by must look like. */
export const identityFields: Fields<Identity> = {
  service: optional(text(dnsLabel)),
  ownEndpointLabel: optional(boolean()),
};

const shape = object<
  Omit<ServiceMonitorFields, 'moreEndpoints'> &
    AnyPortEndpoint &
    Identity & { readonly moreEndpoints?: readonly AnyPortEndpoint[] }
>({
  ...monitorFields,
  ...limitFields,
  ...portEndpointFields,
  ...identityFields,
  serviceLabels: required(record(text(labelValue), text(labelKey))),
  serviceNamespace: required(text(dnsLabel)),
  moreEndpoints: optional(list(object<AnyPortEndpoint>(portEndpointFields))),
});

/** A ServiceMonitor that the stack's Prometheus selects, and that keeps the app's own labels. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, given: ServiceMonitorProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
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
  return {
    namespaceSelector: { matchNames: [props.serviceNamespace] },
    selector: { matchLabels: { ...props.serviceLabels } },
    endpoints: [props, ...(props.moreEndpoints ?? [])].map((each) => ({
      port: each.port,
      ...endpointSpec(each, {
        interval: each.interval ?? props.interval ?? props.stack.scrapeInterval,
        relabelings: identitySteps(props),
      }),
    })),
    ...limitsSpec(props),
  };
}
