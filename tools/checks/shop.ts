import {
  alertRouting,
  availabilityObjective,
  counter,
  gauge,
  histogram,
  httpStatus,
  pagerDuty,
  secretKey,
  type ServiceContractOptions,
} from '../../src/sightline';

const route = { max: 20 };

/** The metrics of the shop. */
export const orders = counter('shop_orders_total', 'Orders received', { route, code: httpStatus });
export const failures = counter('shop_failures_total', 'Orders that failed', { route });
export const wait = histogram(
  'shop_wait_seconds',
  'Time until an order is answered',
  { route },
  { buckets: [0.1, 0.5, 1] },
);
export const queue = gauge('shop_queue_length', 'Orders waiting', {});

/** What it can promise. */
export const availability = availabilityObjective({
  name: 'availability',
  objective: 99.9,
  description: 'Orders are answered without a server error.',
  total: orders,
  bad: orders.where({ code: /5../ }),
});

/** Its contract, unless the example says otherwise. */
export const contract: ServiceContractOptions = {
  name: 'shop',
  metrics: [orders, failures, wait, queue],
  notTraffic: {},
};

/** The options of its MonitoredService, unless the example says otherwise. */
export const service = { pods: { labels: { app: 'shop' }, ports: { web: 8080 } } };

/** The options of the KubePrometheusStack, unless the example says otherwise. */
export const stack = {
  grafana: { admin: { existingSecret: 'grafana-admin' } },
  prometheus: { retention: '35d', storage: { size: '50Gi' } },
  alerting: alertRouting({
    receivers: { pager: pagerDuty({ routingKey: secretKey('pagerduty', 'key') }) },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
};
