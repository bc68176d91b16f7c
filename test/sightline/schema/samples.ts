/** A ServiceMonitor with many fields set, as a user may write it. */
export const serviceMonitor = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: {
    name: 'checkout',
    namespace: 'shop',
    labels: { release: 'kube-prometheus-stack', 'app.kubernetes.io/name': 'checkout' },
    annotations: { 'example.com/owner': 'team-shop' },
    ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name: 'checkout', uid: '0c1f', controller: true }],
  },
  spec: {
    jobLabel: 'app.kubernetes.io/name',
    targetLabels: ['team'],
    sampleLimit: 5000,
    labelLimit: 30,
    bodySizeLimit: '10MB',
    attachMetadata: { node: true },
    namespaceSelector: { matchNames: ['shop', 'shop-staging'] },
    nativeHistogramMinBucketFactor: '1.1',
    scrapeProtocols: ['OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
    selector: {
      matchLabels: { app: 'checkout' },
      matchExpressions: [{ key: 'tier', operator: 'In', values: ['web', 'api'] }],
    },
    endpoints: [
      {
        port: 'http',
        path: '/metrics',
        scheme: 'https',
        interval: '30s',
        scrapeTimeout: '10s',
        honorLabels: false,
        params: { module: ['http_2xx'] },
        basicAuth: { username: { name: 'auth', key: 'user' }, password: { name: 'auth', key: 'password' } },
        tlsConfig: {
          serverName: 'checkout.shop.svc',
          ca: { configMap: { name: 'ca', key: 'ca.crt' } },
          keySecret: { name: 'tls', key: 'tls.key', optional: true },
        },
        relabelings: [{ action: 'labeldrop', regex: 'endpoint' }],
        metricRelabelings: [
          { sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' },
          { sourceLabels: ['path'], targetLabel: 'route', replacement: '$1', separator: ';', modulus: 8 },
        ],
      },
      { targetPort: 9090, interval: '1m30s' },
    ],
  },
};

/** A PrometheusRule with every field of a rule set. */
export const prometheusRule = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'checkout', namespace: 'shop', labels: { release: 'kube-prometheus-stack' } },
  spec: {
    groups: [
      {
        name: 'checkout.rules',
        interval: '30s',
        query_offset: '1m',
        limit: 100,
        labels: { team: 'shop' },
        partial_response_strategy: 'Warn',
        rules: [
          { record: 'checkout:requests:rate5m', expr: 'sum(rate(requests_total[5m]))', labels: { slo: 'a' } },
          {
            alert: 'CheckoutDown',
            expr: 'up == 0',
            for: '5m',
            keep_firing_for: '10m',
            labels: { severity: 'page' },
            annotations: { summary: 'checkout is down' },
          },
          { record: 'one', expr: 1 },
        ],
      },
    ],
  },
};

/** A Service with the nested parts of its spec and its status set. */
export const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'checkout',
    namespace: 'shop',
    labels: { app: 'checkout' },
    finalizers: ['example.com/f'],
  },
  spec: {
    type: 'LoadBalancer',
    selector: { app: 'checkout' },
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    publishNotReadyAddresses: true,
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    ports: [
      { name: 'http', port: 80, targetPort: 'web', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
      { name: 'a-port-name-longer-than-fifteen', port: 65535, targetPort: 8080, nodePort: 30080 },
    ],
  },
  status: { loadBalancer: { ingress: [{ ip: '192.0.2.1', ports: [{ port: 80, protocol: 'TCP' }] }] } },
};

/** A Namespace as the API server returns it. */
export const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', creationTimestamp: null },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
};
