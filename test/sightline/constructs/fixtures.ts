import type { App } from 'cdk8s';
import { Chart } from 'cdk8s';
import {
  alertRouting,
  counter,
  goldenSignals,
  histogram,
  httpStatus,
  KubePrometheusStack,
  MonitoredService,
  pagerDuty,
  secretKey,
  serviceContract,
  SightlineApp,
  type KubePrometheusStackProps,
  type MonitoredServiceProps,
} from '../../../src/sightline';

/** A counter with a label of its own for the outcome, and a histogram, both by route. */
export const orders = counter('shop_orders_total', 'Orders received', {
  route: { max: 7 },
  code: httpStatus,
});
export const wait = histogram(
  'shop_wait_seconds',
  'Time an order waits',
  { route: { max: 7 } },
  { buckets: [0.3, 1, 4] },
);

export const shop = serviceContract({
  name: 'shop',
  metrics: [orders, wait],
  notTraffic: { route: ['/up'] },
});
export const shopSignals = goldenSignals(shop, {
  requests: orders,
  errors: { code: /5../ },
  latency: wait,
  by: ['route'],
});

/** What a stack needs to keep objectives: somebody who is told, and a volume for the samples. */
export const kept = {
  alerting: alertRouting({
    receivers: { pager: pagerDuty({ routingKey: secretKey('pd', 'key') }) },
    routes: [{ severity: 'page', receiver: 'pager' }],
  }),
  prometheus: { storage: { size: '20Gi' } },
} satisfies Partial<KubePrometheusStackProps>;

/** A stack with nothing but what must be said. */
export function makeStack(app: App, props: Partial<KubePrometheusStackProps> = {}): KubePrometheusStack {
  return new KubePrometheusStack(app, 'stack', {
    grafana: { admin: { existingSecret: 'grafana-admin' } },
    ...props,
  });
}

/** An app with a stack and the shop, as a user would write it. */
export function makeShop(
  props: Partial<MonitoredServiceProps<'web'>> = {},
  stackProps: Partial<KubePrometheusStackProps> = {},
): SightlineApp {
  const app = new SightlineApp();
  const stack = makeStack(app, stackProps);
  const chart = new Chart(app, 'shop', { namespace: 'retail' });
  new MonitoredService(chart, 'monitored', {
    stack,
    contract: shop,
    pods: { labels: { app: 'shop' }, ports: { web: 8443 } },
    rules: [shopSignals],
    ...props,
  });
  return app;
}

/** The problems of an app, as `id path`. */
export function problemsIn(app: SightlineApp): string[] {
  return app.render().problems.map(({ id, path }) => `${id} ${path}`);
}

/** The manifests of an app's charts by `Kind/namespace/name`. */
export function manifestsOf(app: App): Record<string, Manifest> {
  const manifests = app.node
    .findAll()
    .filter((construct): construct is Chart => Chart.isChart(construct))
    .flatMap((chart) => chart.toJson() as Manifest[]);
  return Object.fromEntries(
    manifests.map((each) => [
      [each.kind, each.metadata.namespace, each.metadata.name].filter(Boolean).join('/'),
      each,
    ]),
  );
}

/** Any API object. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
  };
  readonly spec: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look at any field of it
}
