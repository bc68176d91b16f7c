import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { goldenSignals, MonitoredService, type KubePrometheusStack } from '../sightline';
import { latency, requests, taskApi } from './task-api-contract';

/** The Task API and everything that monitors it. */
export class TaskApi extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'default' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: taskApi,
      pods: { labels: { app: 'task-api' }, ports: { http: 8000 } },
      scrape: { path: '/metrics', interval: '30s' },
      rules: [goldenSignals(taskApi, { requests, errors: { status: /5../ }, latency, by: ['endpoint'] })],
      // as in the lesson; leave it out to keep them beside the service
      monitorNamespace: 'stack',
    });
  }
}
