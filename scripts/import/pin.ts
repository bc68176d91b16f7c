/**
 * The one place that says which custom resource definitions this repository speaks. To move to another
 * operator, change all three values, run `npm run import` and commit what it writes.
 */
export const pin = {
  /** The release of prometheus-operator, without the `v`. */
  operatorVersion: '0.93.1',

  /** The release asset: every CRD of the operator in one file, without prose. */
  url: 'https://github.com/prometheus-operator/prometheus-operator/releases/download/v0.93.1/stripped-down-crds.yaml',

  /** SHA-256 of that asset, in hex. Another file is refused. */
  sha256: 'ab5788550a2f9623d2ad955b749fb9541f2a0a65512f89aabba8a510b000d4f2',

  /** The kinds we import. All ten in one file would be 115,000 lines of TypeScript. */
  kinds: ['PodMonitor', 'Probe', 'PrometheusRule', 'ScrapeConfig', 'ServiceMonitor'],

  /** The kinds that select, of which the fields of `spec` are kept and nothing below them. No types are made of them. */
  shallow: ['Alertmanager', 'Prometheus', 'PrometheusAgent', 'ThanosRuler'],

  /** Fields that nothing here reads, and that are taken as they are: discoveries by the API of one vendor each, 17,000 lines of types. */
  open: {
    ScrapeConfig: [
      'azureSDConfigs',
      'consulSDConfigs',
      'digitalOceanSDConfigs',
      'dockerSDConfigs',
      'dockerSwarmSDConfigs',
      'ec2SDConfigs',
      'eurekaSDConfigs',
      'gceSDConfigs',
      'hetznerSDConfigs',
      'ionosSDConfigs',
      'kumaSDConfigs',
      'lightSailSDConfigs',
      'linodeSDConfigs',
      'nomadSDConfigs',
      'openstackSDConfigs',
      'ovhcloudSDConfigs',
      'puppetDBSDConfigs',
      'scalewaySDConfigs',
    ],
  },
} as const;
