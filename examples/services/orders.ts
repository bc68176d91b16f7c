import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  availabilityObjective,
  goldenSignals,
  type KubePrometheusStack,
  latencyObjective,
  MonitoredService,
  packs,
  serviceContract,
} from '../../src/sightline';

// The interceptor of its gRPC library has chosen the names.
const calls = {
  grpc_service: ['orders.v1.Orders', 'grpc.health.v1.Health'],
  grpc_method: ['Place', 'Get', 'Cancel', 'List', 'Check'],
  grpc_type: ['unary'],
} as const;
const handled = packs.grpc.grpc_server_handled_total(calls);
const handling = packs.grpc.grpc_server_handling_seconds(calls, {
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

/** What the caller can do nothing about. */
const serverErrors = [
  'Unknown',
  'DeadlineExceeded',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
] as const;

export const orders = serviceContract({
  name: 'orders',
  metrics: [handled, handling],
  notTraffic: { grpc_service: ['grpc.health.v1.Health'] },
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      window: '30d',
      description: 'Calls are answered without a server error.',
      total: handled,
      bad: handled.where({ grpc_code: [...serverErrors] }),
    }),
    latencyObjective({
      name: 'latency',
      objective: 99,
      window: '30d',
      description: 'Calls are answered within a quarter of a second.',
      latency: handling,
      under: 0.25,
    }),
  ],
});

/** A gRPC service that its own Helm chart deploys, with its Service; its metrics stand behind TLS and a password. */
export class Orders extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'orders' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: orders,
      pods: { labels: { 'app.kubernetes.io/name': 'orders' }, ports: { grpc: 8443, metrics: 9443 } },
      scrape: {
        service: { name: 'orders', labels: { 'app.kubernetes.io/name': 'orders' } },
        port: 'metrics',
        scheme: 'https',
        tlsConfig: {
          ca: { secret: { name: 'orders-ca', key: 'ca.crt' } },
          serverName: 'orders.orders.svc',
        },
        basicAuth: {
          username: { name: 'orders-scrape', key: 'username' },
          password: { name: 'orders-scrape', key: 'password' },
        },
      },
      rules: [
        goldenSignals(orders, {
          requests: handled,
          errors: { grpc_code: [...serverErrors] },
          latency: handling,
          by: ['grpc_method'],
        }),
      ],
    });
  }
}
