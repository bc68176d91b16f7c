// The stock cdk8s TypeScript template, with the three objects of the lesson written by hand.
import { App, Chart, type ChartProps } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRulesExpr,
  ServiceMonitor,
} from './imports/monitoring.coreos.com';

export class TaskApi extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);
    new kplus.Service(this, 'service', {
      metadata: { name: 'task-api', namespace: 'default', labels: { app: 'task-api' } },
      selector: kplus.Pods.select(this, 'pods', { labels: { app: 'task-api' } }),
      ports: [{ name: 'http', port: 8000, targetPort: 8000 }],
    });
    new ServiceMonitor(this, 'monitor', {
      metadata: { name: 'task-api', namespace: 'monitoring', labels: { release: 'prometheus' } },
      spec: {
        selector: { matchLabels: { app: 'task-api' } },
        namespaceSelector: { matchNames: ['default'] },
        endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
      },
    });
    new PrometheusRule(this, 'rules', {
      metadata: {
        name: 'task-api-recording-rules',
        namespace: 'monitoring',
        labels: { release: 'prometheus' },
      },
      spec: {
        groups: [
          {
            name: 'task-api',
            interval: '30s',
            rules: [
              {
                record: 'task_api:requests:rate5m',
                expr: PrometheusRuleSpecGroupsRulesExpr.fromString(
                  'sum(rate(task_api_requests_total[5m])) by (endpoint)',
                ),
              },
              {
                record: 'task_api:errors:rate5m',
                expr: PrometheusRuleSpecGroupsRulesExpr.fromString(
                  'sum(rate(task_api_requests_total{status=~"5.."}[5m])) by (endpoint) / sum(rate(task_api_requests_total[5m])) by (endpoint) * 100',
                ),
              },
              {
                record: 'task_api:latency_p95:5m',
                expr: PrometheusRuleSpecGroupsRulesExpr.fromString(
                  'histogram_quantile(0.95, sum(rate(task_api_request_duration_seconds_bucket[5m])) by (le, endpoint))',
                ),
              },
            ],
          },
        ],
      },
    });
  }
}

const app = new App();
new TaskApi(app, 'task-api');
app.synth();
