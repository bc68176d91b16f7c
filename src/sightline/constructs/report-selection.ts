import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { selectionProblems } from '../stack/selection';
import type { SelectedKind } from '../stack/chart-selectors';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { report } from './report';

/** Makes a construct report when the stack's Prometheus does not select its object, as that object is in the end. */
export function reportSelection(construct: Construct, stack: KubePrometheusStack, kind: SelectedKind): void {
  report(construct, () => {
    const { metadata } = ApiObject.of(construct).toJson() as Manifest;
    const { name, namespace = 'default', labels = {} } = metadata;
    return selectionProblems(kind, { name, namespace, labels }, undefined, stack.values, stack.release);
  });
}

/** What every manifest has. */
interface Manifest {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}
