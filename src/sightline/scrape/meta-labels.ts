/** A label of Kubernetes discovery, by the part of its name that tells it from the others. */
export function meta(name: string): string {
  return `__meta_kubernetes_${name}`;
}

/**
 * The name of a Kubernetes label as discovery and the operator spell it: `app.kubernetes.io/name` and `app_kubernetes_io_name` become
 * the same.
 */
export function sanitizeLabelName(label: string): string {
  return label.replace(/[^a-zA-Z0-9_]/g, '_');
}

/** What the labels of an object are called: of a Service, of a pod, or of an Ingress. */
export type LabelledObject = 'service' | 'pod' | 'ingress';

/** The label of discovery that holds the value of a Kubernetes label. */
export function labelValueOf(object: LabelledObject, label: string): string {
  return meta(`${object}_label_${sanitizeLabelName(label)}`);
}

/** The label of discovery that is `true` where a Kubernetes label is there, empty or not. */
export function labelPresentOf(object: LabelledObject, label: string): string {
  return meta(`${object}_labelpresent_${sanitizeLabelName(label)}`);
}

/** What discovery says of the labels of an object: the value of each, and that it is there. */
export function objectLabels(
  object: LabelledObject,
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([label, value]) => [
      [labelValueOf(object, label), value],
      [labelPresentOf(object, label), 'true'],
    ]),
  );
}
