import type { Construct } from 'constructs';
import { KubePrometheusStack } from '@sightline-monitoring/sightline';

/** The stack that monitors this cluster. */
export class Monitoring extends KubePrometheusStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      release: 'example-release',
      namespace: 'monitoring',
      createNamespace: true,
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      // create this Secret first; see the README
      grafana: { admin: { existingSecret: 'grafana-admin' } },
      prometheus: {
        // longer than the window of any objective
        retention: '35d',
        resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
        storage: { size: '50Gi' },
      },
    });
  }
}
