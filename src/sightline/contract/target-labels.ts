/**
 * The labels that a scrape through a ServiceMonitor gives to every series of a target, and that an expression may use.
 *
 * `endpoint` is one too, but is left out: it repeats the port's name, and is dropped where a metric has a label of that name.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export const targetLabels = ['namespace', 'service', 'pod', 'container', 'job', 'instance'] as const;

/** A label of the target, usable in any expression over an own metric. */
export type TargetLabel = (typeof targetLabels)[number];

/** The target label that can be dropped in favour of a metric's own label. */
export const droppableTargetLabel = 'endpoint';

/** Whether a metric label of this name would be renamed `exported_…` by the scrape, with no safe way to keep it. */
export function isTargetLabel(name: string): name is TargetLabel {
  return (targetLabels as readonly string[]).includes(name);
}

/** The labels that tell targets apart: those of {@link Target}. */
export const identityLabelNames = ['namespace', 'service'] as const satisfies readonly (keyof Target)[];

/** The target that a rule is about: the identity of everything generated for one service. */
export interface Target {
  /** Namespace of the pods. */
  readonly namespace: string;

  /** Name of the Kubernetes Service: the value of the target label `service`. */
  readonly service: string;
}

/** What tells a target from others, as one text. */
export function targetKey({
  namespace,
  service,
}: {
  readonly namespace: string | undefined;
  readonly service: string | undefined;
}): string {
  return `${namespace}/${service}`;
}
