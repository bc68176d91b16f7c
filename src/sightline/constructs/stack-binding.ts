import { error } from '../problem/problems';
import type { Shape } from '../problem/shape';
import { allKinds, describeKind } from '../problem/read';
import { KubePrometheusStack } from './kube-prometheus-stack';

/** A stack that something is bound to: the construct itself, never its name. */
export const stackBinding: Shape<KubePrometheusStack> = {
  expected: 'a KubePrometheusStack',
  kinds: allKinds,
  check: (value, path) =>
    KubePrometheusStack.isKubePrometheusStack(value)
      ? []
      : [
          error(
            'OPT003',
            `'${path}' (${describeKind(value)}) must be a KubePrometheusStack: without a stack nothing scrapes the service`,
            {
              path,
              fix: 'create one, and pass it on',
            },
          ),
        ],
};
