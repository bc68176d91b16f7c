import { metricsAndProbes, serviceContract } from '../../../src/sightline/contract/service-contract';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { latency, requests, waiting } from '../shop';

export const shop = serviceContract({
  name: 'shop',
  metrics: [requests, latency, waiting],
  notTraffic: { route: metricsAndProbes, priority: ['low'] },
});

export const groups = [
  goldenSignals(shop, { requests, errors: { code: /5../ }, latency, by: ['route'] }),
  goldenSignals(shop, { requests, errors: { code: { not: /2../ }, verb: 'GET' }, by: ['code', 'route'] }),
  goldenSignals(shop, {
    requests: requests.where({ verb: { not: 'other' } }),
    errors: { code: ['500', '503'] },
    latency,
    by: [],
    window: '11m',
    quantiles: [0.5, 0.999],
    saturation: { cpu: false, memory: 'requests' },
    level: 'shop:edge',
  }),
  goldenSignals(shop, { requests, errors: { code: '500' }, by: ['verb'], saturation: false }),
];
