import { App, ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  PrometheusRule,
  PrometheusRuleSpecGroupsRulesExpr,
  ServiceMonitor,
  ServiceMonitorSpecEndpointsRelabelingsAction,
} from '../../imports/monitoring.coreos.com';
import { rulesOf } from './plain-rules';
import { printPeak } from './peak';

const services = Number(process.argv[2]);
const app = new App();
const labels = { release: 'prometheus' };

for (let index = 0; index < services; index++) {
  const name = `service-${index}`;
  const chart = new Chart(app, name, { namespace: 'default' });
  const service = new kplus.Service(chart, 'service', {
    metadata: { name, labels: { app: name } },
    selector: kplus.Pods.select(chart, 'pods', { labels: { app: name } }),
    ports: [{ name: 'http', port: 8000, targetPort: 8000 }],
  });
  ApiObject.of(service).addJsonPatch(JsonPatch.remove('/spec/externalIPs'));
  new ServiceMonitor(chart, 'monitor', {
    metadata: { name, labels },
    spec: {
      selector: { matchLabels: { app: name } },
      namespaceSelector: { matchNames: ['default'] },
      endpoints: [
        {
          port: 'http',
          path: '/metrics',
          interval: '30s',
          relabelings: [
            { action: ServiceMonitorSpecEndpointsRelabelingsAction.LABELDROP, regex: 'endpoint' },
          ],
        },
      ],
    },
  });
  new PrometheusRule(chart, 'rules', {
    metadata: { name: `${name}-recording-rules`, labels },
    spec: {
      groups: [
        {
          name: `${name}-golden-signals`,
          interval: '30s',
          rules: rulesOf(name).map(({ record, expr }) => ({
            record,
            expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
            labels: { namespace: 'default', service: name },
          })),
        },
      ],
    },
  });
}

app.synth();
printPeak();
