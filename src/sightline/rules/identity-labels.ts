import type { Target } from '../contract/target-labels';

/** The identity labels of every series recorded for a target, so that staging and production never meet. */
export function identityLabels(target: Target): Readonly<Record<string, string>> {
  return { namespace: target.namespace, service: target.service };
}
