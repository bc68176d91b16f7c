import { ApiObject, JsonPatch } from 'cdk8s';
import { Pods, Service, ServiceType } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { object, optional, required } from '../problem/object-shape';
import { hasErrors } from '../problem/problems';
import { integer, text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, record } from '../problem/shape';
import { dnsLabel, labelKey, labelValue, portName } from '../problem/text-rules';
import { checkChart } from './check-chart';
import { checkNotEmpty } from './check-not-empty';
import { report } from './report';

/** Options of {@link ClusterIpService}. */
export interface ClusterIpServiceProps {
  /** The name of the Service, a DNS label. It is the value of the target label `service`. */
  readonly name: string;

  /** The namespace of the Service and its pods. */
  readonly namespace: string;

  /** The labels by which it selects its pods; it carries them itself too, so that a ServiceMonitor finds it. */
  readonly selector: Readonly<Record<string, string>>;

  /** The ports by name: the same number on the Service and on the pods. */
  readonly ports: Readonly<Record<string, number>>;

  /**
   * Labels of the Service itself beside those of its pods.
   *
   * @default - only those of its pods
   */
  readonly labels?: Readonly<Record<string, string>>;
}

const labels = record(text(labelValue), text(labelKey));
const shape = object<ClusterIpServiceProps>({
  name: required(text(dnsLabel)),
  namespace: required(text(dnsLabel)),
  selector: required(labels),
  ports: required(record(integer({ min: 1, max: 65535 }), text(portName))),
  labels: optional(labels),
});

/**
 * A Service over pods that are described by their labels, with named ports: what a ServiceMonitor can scrape.
 *
 * Never without a selector: Kubernetes reads that as "endpoints managed elsewhere", and there are no targets.
 */
export class ClusterIpService extends Construct {
  /** What it was made from. */
  readonly props: ClusterIpServiceProps;

  constructor(scope: Construct, id: string, given: ClusterIpServiceProps) {
    super(scope, id);
    const props = settled(given);
    this.props = props;
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    if (!hasErrors(problems))
      problems.push(...checkNotEmpty('selector', props.selector), ...checkNotEmpty('ports', props.ports));
    report(this, () => problems);
    if (hasErrors(problems)) return;
    const { name, namespace, selector, ports } = props;
    const service = new Service(this, 'Resource', {
      metadata: { name, namespace, labels: { ...selector, ...props.labels } },
      type: ServiceType.CLUSTER_IP,
      selector: Pods.select(this, 'Pods', { labels: selector }),
      ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port, targetPort: port })),
    });
    // cdk8s-plus always writes an empty list, which nobody asked for
    ApiObject.of(service).addJsonPatch(JsonPatch.remove('/spec/externalIPs'));
  }
}
