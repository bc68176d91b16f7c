import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Fields, required } from '../../problem/object-shape';
import { text } from '../../problem/scalar-shapes';
import { dnsLabel, dnsSubdomain } from '../../problem/text-rules';
import { bindTo } from '../facts';
import type { KubePrometheusStack } from '../kube-prometheus-stack';
import { stackBinding } from '../stack-binding';

/** What every monitor has. */
export interface MonitorObject {
  /** The stack whose Prometheus is to scrape. */
  readonly stack: KubePrometheusStack;

  /** The name of the monitor. */
  readonly name: string;

  /** The namespace of the monitor. */
  readonly namespace: string;
}

/** What the options of every monitor must look like. */
export const monitorFields: Fields<MonitorObject> = {
  stack: required(stackBinding),
  name: required(text(dnsSubdomain)),
  namespace: required(text(dnsLabel)),
};

/** Writes a monitor that the Prometheus of its stack selects. */
export function writeMonitor(
  scope: Construct,
  kind: 'ServiceMonitor' | 'PodMonitor' | 'Probe' | 'ScrapeConfig',
  { stack, name, namespace }: MonitorObject,
  spec: object,
): void {
  new ApiObject(scope, 'Resource', {
    apiVersion: `monitoring.coreos.com/${kind === 'ScrapeConfig' ? 'v1alpha1' : 'v1'}`,
    kind,
    metadata: { name, namespace, labels: { ...stack.monitorLabels } },
    spec,
  });
  bindTo(scope, stack);
}
