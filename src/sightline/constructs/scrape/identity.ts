import { droppableTargetLabel } from '../../contract/target-labels';
import type { Relabeling } from './relabeling';

/** What has to be done for the series of a target to be known by `namespace` and `service`. */
export interface Identity {
  /**
   * The value of `service`.
   *
   * @default - what the operator gives: the name of the Service; none without one
   */
  readonly service?: string;

  /**
   * Whether the metrics have a label `endpoint` of their own, which the target label of that name would push aside.
   *
   * @default false
   */
  readonly ownEndpointLabel?: boolean;
}

/** The steps that make it so, before those of the options. */
export function identitySteps({ service, ownEndpointLabel }: Identity): readonly Relabeling[] {
  return [
    ...(service === undefined
      ? []
      : [{ action: 'replace', targetLabel: 'service', replacement: service } as const]),
    // the operator sets `endpoint` to the port's name; without it the app's own label keeps its name
    ...(ownEndpointLabel === true ? [{ action: 'labeldrop', regex: droppableTargetLabel } as const] : []),
  ];
}
