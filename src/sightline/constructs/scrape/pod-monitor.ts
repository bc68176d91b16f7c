import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { PodMonitorSpec } from '../../../../imports/monitoring.coreos.com';
import { object, optional, required } from '../../problem/object-shape';
import { hasErrors } from '../../problem/problems';
import { text } from '../../problem/scalar-shapes';
import { settled } from '../../problem/settled';
import { checkShape, list, record } from '../../problem/shape';
import { dnsLabel, labelKey, labelValue } from '../../problem/text-rules';
import type { Plain } from '../../schema/plain';
import { checkChart } from '../check-chart';
import { checkNotEmpty } from '../check-not-empty';
import { bindTo } from '../facts';
import { report } from '../report';
import { endpointSpec } from './endpoint';
import { type Identity, identitySteps } from './identity';
import { limitFields, limitsSpec, type MonitorLimits } from './limits';
import {
  type AnyPortEndpoint,
  identityFields,
  monitorFields,
  type MonitorObject,
  type PortEndpoint,
  portEndpointFields,
} from './service-monitor';

/** What a PodMonitor says beside its pages. */
export interface PodMonitorFields extends MonitorObject, MonitorLimits {
  /** Labels that the pods have. */
  readonly podLabels: Readonly<Record<string, string>>;

  /** The namespace of the pods. */
  readonly podNamespace: string;

  /**
   * Pages on other ports.
   *
   * @default - none
   */
  readonly moreEndpoints?: readonly PortEndpoint[];
}

/** Options of {@link PodMonitor}. */
export type PodMonitorProps = PodMonitorFields & PortEndpoint & Identity;

const shape = object<
  Omit<PodMonitorFields, 'moreEndpoints'> &
    AnyPortEndpoint &
    Identity & { readonly moreEndpoints?: readonly AnyPortEndpoint[] }
>({
  ...monitorFields,
  ...limitFields,
  ...portEndpointFields,
  ...identityFields,
  podLabels: required(record(text(labelValue), text(labelKey))),
  podNamespace: required(text(dnsLabel)),
  moreEndpoints: optional(list(object<AnyPortEndpoint>(portEndpointFields))),
});

/** A PodMonitor that the stack's Prometheus selects: pods are scraped without a Service. */
export class PodMonitor extends Construct {
  constructor(scope: Construct, id: string, given: PodMonitorProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    if (!hasErrors(problems)) problems.push(...checkNotEmpty('podLabels', props.podLabels));
    report(this, () => problems);
    if (hasErrors(problems)) return;
    const { stack, name, namespace } = props;
    new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name, namespace, labels: { ...stack.monitorLabels } },
      spec: monitorSpec(props),
    });
    bindTo(this, stack);
  }
}

function monitorSpec(props: PodMonitorProps): Plain<PodMonitorSpec> {
  return {
    namespaceSelector: { matchNames: [props.podNamespace] },
    selector: { matchLabels: { ...props.podLabels } },
    podMetricsEndpoints: [props, ...(props.moreEndpoints ?? [])].map((each) => ({
      port: each.port,
      ...endpointSpec(each, {
        interval: each.interval ?? props.interval ?? props.stack.scrapeInterval,
        relabelings: identitySteps(props),
      }),
    })),
    ...limitsSpec(props),
  };
}
