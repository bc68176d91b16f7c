import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  alertingRule,
  gaugeObjective,
  type KubePrometheusStack,
  lt,
  min,
  MonitoredService,
  packs,
  ruleGroup,
  serviceContract,
  sub,
  time,
} from '../../src/sightline';

// What the prober answers stands for the service: its series have the labels of the Probe's targets.
const { probe_success: success, probe_ssl_earliest_cert_expiry: certificateEnds } = packs.blackboxExporter;

export const shopSite = serviceContract({
  name: 'shop-site',
  metrics: [success, certificateEnds],
  notTraffic: {},
  objectives: [
    gaugeObjective({
      name: 'reachable',
      objective: 99.5,
      window: '30d',
      description: 'The shop can be reached from outside.',
      gauge: success,
      atLeast: 1,
    }),
  ],
});

/** Pages of the web, seen by a blackbox-exporter as their visitors see them. */
export class ShopSite extends Chart {
  constructor(scope: Construct, id: string, stack: KubePrometheusStack) {
    super(scope, id, { namespace: 'web' });
    new MonitoredService(this, 'monitored', {
      stack,
      contract: shopSite,
      scrape: {
        kind: 'Probe',
        prober: { url: 'blackbox-exporter.monitoring:9115' },
        module: 'http_2xx',
        targets: ['https://shop.example.com/', 'https://shop.example.com/basket'],
      },
      rules: [
        ruleGroup('shop-site-certificates', [
          alertingRule({
            alert: 'CertificateEnds',
            expression: lt(sub(min(certificateEnds, { by: ['instance'] }), time()), 14 * 24 * 60 * 60),
            severity: 'ticket',
            annotations: {
              summary: 'The certificate of {{ $labels.instance }} ends in {{ $value | humanizeDuration }}',
            },
          }),
        ]),
      ],
    });
  }
}
