import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  counter,
  gauge,
  goldenSignals,
  histogram,
  httpRoute,
  httpStatus,
  MonitoredService,
  serviceContract,
  type KubePrometheusStack,
} from '../index';

const method = ['GET', 'POST', 'PUT', 'DELETE'] as const;
const endpoint = httpRoute(20);

const requests = counter('task_api_requests_total', 'HTTP requests served, by route template', {
  method,
  endpoint,
  status: httpStatus,
});

const latency = histogram(
  'task_api_request_duration_seconds',
  'HTTP request latency in seconds, by route template',
  { method, endpoint },
  { buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
);

const activeConnections = gauge('task_api_active_connections', 'Requests being served right now', {});

/** What the Task API exposes. */
export const taskApi = serviceContract({
  name: 'task-api',
  metrics: [requests, latency, activeConnections],
  notTraffic: { endpoint: ['/metrics', '/healthz', '/readyz'] },
});

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
