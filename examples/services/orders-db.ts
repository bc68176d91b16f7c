import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  alertingRule,
  div,
  gaugeObjective,
  gt,
  type KubePrometheusStack,
  MonitoredService,
  packs,
  ruleGroup,
  serviceContract,
  sum,
  thirdParty,
} from '../../src/sightline';

const { pg_up: isUp, pg_stat_activity_count: activity } = packs.postgresExporter;
const connections = activity(
  {
    datname: { max: 5 },
    state: ['active', 'idle', 'idle in transaction', 'idle in transaction (aborted)', 'disabled'],
    usename: { max: 4 },
    application_name: { max: 6 },
    backend_type: ['client backend'],
    wait_event_type: { max: 10 },
    wait_event: { max: 200 },
  },
  // most connections of an application wait for nothing, or for the same
  { maxSeries: 400 },
);
// a setting of the server, which the exporter names after it
const most = thirdParty.gauge('pg_settings_max_connections', 'Connections that the server accepts', {});

export const ordersDb = serviceContract({
  name: 'orders-db',
  metrics: [isUp, connections, most],
  notTraffic: {},
  objectives: [
    gaugeObjective({
      name: 'reachable',
      objective: 99.9,
      window: '30d',
      description: 'The exporter beside it reaches the server.',
      gauge: isUp,
      atLeast: 1,
    }),
  ],
});

/** A database: a StatefulSet with a headless Service of its own, and an exporter beside it in each pod. */
export class OrdersDb extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'orders' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: ordersDb,
      pods: { labels: { app: 'orders-db' }, ports: { postgres: 5432, metrics: 9187 } },
      scrape: { service: { name: 'orders-db', labels: { app: 'orders-db' } }, port: 'metrics' },
      rules: [
        ruleGroup('orders-db-connections', [
          alertingRule({
            alert: 'ConnectionsNearlyUsedUp',
            expression: gt(div(sum(connections, { by: ['pod'] }), sum(most, { by: ['pod'] })), 0.8),
            for: '10m',
            severity: 'ticket',
            annotations: {
              summary: '{{ $labels.pod }} has {{ $value | humanizePercentage }} of its connections in use',
            },
          }),
        ]),
      ],
    });
  }
}
