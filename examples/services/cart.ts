import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  availabilityObjective,
  goldenSignals,
  type KubePrometheusStack,
  MonitoredService,
  packs,
  serviceContract,
} from '../../src/sightline';

// What the sidecars of the mesh count before the service, whatever it exposes itself.
const requests = packs.istio.istio_requests_total.where({
  reporter: 'destination',
  destination_service_namespace: 'retail',
  destination_service_name: 'cart',
});

export const cart = serviceContract({
  name: 'cart',
  metrics: [],
  notTraffic: {},
  objectives: [
    availabilityObjective({
      name: 'availability',
      objective: 99.9,
      window: '30d',
      description: 'Requests are answered without a server error.',
      total: requests,
      bad: requests.where({ response_code: /5../ }),
    }),
  ],
});

/** A service in a mesh: nothing of it is scraped here, since the mesh measures it. */
export class Cart extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'retail' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: cart,
      scrape: false,
      rules: [goldenSignals(cart, { requests, errors: { response_code: /5../ }, by: [], saturation: false })],
    });
  }
}
