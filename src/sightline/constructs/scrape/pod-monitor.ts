import { Construct } from 'constructs';
import type { PodMonitorSpec } from '../../../../imports/monitoring.coreos.com';
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

/** What a PodMonitor says beside its pages. */
export interface PodMonitorFields extends PortMonitorFields {
  /** Labels that the pods have. */
  readonly podLabels: Readonly<Record<string, string>>;

  /** The namespace of the pods. */
  readonly podNamespace: string;
}

/** Options of {@link PodMonitor}. */
export type PodMonitorProps = PodMonitorFields & PortEndpoint & Identity;

const shape = object<AnyPortMonitor & Pick<PodMonitorFields, 'podLabels' | 'podNamespace'>>({
  ...portMonitorFields,
  podLabels: required(record(text(labelValue), text(labelKey))),
  podNamespace: required(text(dnsLabel)),
});

/** A PodMonitor that the stack's Prometheus selects: pods are scraped without a Service. */
export class PodMonitor extends Construct {
  constructor(scope: Construct, id: string, given: PodMonitorProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    if (!hasErrors(problems)) problems.push(...checkNotEmpty('podLabels', props.podLabels));
    report(this, () => problems);
    if (!hasErrors(problems)) writeMonitor(this, 'PodMonitor', props, monitorSpec(props));
  }
}

function monitorSpec(props: PodMonitorProps): Plain<PodMonitorSpec> {
  return {
    namespaceSelector: { matchNames: [props.podNamespace] },
    selector: { matchLabels: { ...props.podLabels } },
    podMetricsEndpoints: portEndpoints(props),
    ...limitsSpec(props),
  };
}
