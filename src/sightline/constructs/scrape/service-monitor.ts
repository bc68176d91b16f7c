import { Construct } from 'constructs';
import type { ServiceMonitorSpec } from '../../../../imports/monitoring.coreos.com';
import { object, required } from '../../problem/object-shape';
import { hasErrors } from '../../problem/problems';
import { text } from '../../problem/scalar-shapes';
import { settled } from '../../problem/settled';
import { checkShape, record } from '../../problem/shape';
import { dnsLabel, labelKey, labelValue } from '../../problem/text-rules';
import type { Plain } from '../../schema/plain';
import { checkChart } from '../check-chart';
import { checkNotEmpty } from '../check-not-empty';
import { report } from '../report';
import type { Identity } from './identity';
import { limitsSpec } from './limits';
import { writeMonitor } from './monitor-object';
import {
  type AnyPortMonitor,
  type PortEndpoint,
  portEndpoints,
  type PortMonitorFields,
  portMonitorFields,
} from './port-monitor';

/** What a ServiceMonitor says beside its pages. */
export interface ServiceMonitorFields extends PortMonitorFields {
  /** The labels of the Service: those of the Service itself, not of its pods. */
  readonly serviceLabels: Readonly<Record<string, string>>;

  /** The namespace of the Service. */
  readonly serviceNamespace: string;
}

/** Options of {@link ServiceMonitor}. */
export type ServiceMonitorProps = ServiceMonitorFields & PortEndpoint & Identity;

const shape = object<AnyPortMonitor & Pick<ServiceMonitorFields, 'serviceLabels' | 'serviceNamespace'>>({
  ...portMonitorFields,
  serviceLabels: required(record(text(labelValue), text(labelKey))),
  serviceNamespace: required(text(dnsLabel)),
});

/** A ServiceMonitor that the stack's Prometheus selects, and that keeps the app's own labels. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, given: ServiceMonitorProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    if (!hasErrors(problems)) problems.push(...checkNotEmpty('serviceLabels', props.serviceLabels));
    report(this, () => problems);
    if (!hasErrors(problems)) writeMonitor(this, 'ServiceMonitor', props, monitorSpec(props));
  }
}

function monitorSpec(props: ServiceMonitorProps): Plain<ServiceMonitorSpec> {
  return {
    namespaceSelector: { matchNames: [props.serviceNamespace] },
    selector: { matchLabels: { ...props.serviceLabels } },
    endpoints: portEndpoints(props),
    ...limitsSpec(props),
  };
}
