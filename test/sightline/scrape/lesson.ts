import type { ServiceMonitor } from '../../../src/sightline/scrape/manifests';

/** The ServiceMonitor of the lesson. */
export const lessonMonitor: ServiceMonitor = {
  metadata: { name: 'task-api', namespace: 'monitoring' },
  spec: {
    selector: { matchLabels: { app: 'task-api' } },
    namespaceSelector: { matchNames: ['default'] },
    endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
  },
};

/** The same, with the one rule that keeps the app's own label `endpoint`. */
export const ourMonitor: ServiceMonitor = {
  ...lessonMonitor,
  spec: {
    ...lessonMonitor.spec,
    endpoints: lessonMonitor.spec.endpoints.map((endpoint) => ({
      ...endpoint,
      relabelings: [{ action: 'labeldrop', regex: 'endpoint' }],
    })),
  },
};

/** The recording rules of the lesson, as written there. */
export const lessonRules = `
groups:
  - name: task-api
    rules:
      - record: task_api:requests:rate5m
        expr: sum(rate(task_api_requests_total[5m])) by (endpoint)
      - record: task_api:errors:rate5m
        expr: |
          sum(rate(task_api_requests_total{status=~"5.."}[5m])) by (endpoint)
          /
          sum(rate(task_api_requests_total[5m])) by (endpoint)
          * 100
      - record: task_api:latency_p95:5m
        expr: |
          histogram_quantile(0.95,
            sum(rate(task_api_request_duration_seconds_bucket[5m])) by (le, endpoint)
          )
`;
