import { app } from '../../test/sightline/files/shop';

/** What people write, of each kind that is read. */
export const texts: readonly string[] = [
  `${app}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop, namespace: retail }
spec:
  podSelector: { matchLabels: { app: shop } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }]
      ports: [{ port: http, protocol: TCP }]
`,
  `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
  namespace: retail
  annotations:
    sightline/disable: 'SEL006: the port is added later'
spec:
  namespaceSelector: { matchNames: [retail] }
  selector:
    matchLabels: { app: shop }
    matchExpressions: [{ key: tier, operator: NotIn, values: [a, b] }]
  endpoints:
    - &endpoint
      port: web
      interval: 30s
      scrapeTimeout: 10s
      basicAuth:
        username: { name: access, key: user }
        password: { name: access, key: password }
      relabelings:
        - { sourceLabels: [__meta_kubernetes_pod_name], regex: 'shop-(.*)', targetLabel: pod, action: replace }
      metricRelabelings:
        - { sourceLabels: [__name__], regex: 'go_.*', action: drop }
    - <<: *endpoint
      path: /other
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: shop, namespace: retail }
spec: { selector: { matchLabels: { app: shop } }, podMetricsEndpoints: [{ port: http }] }
---
apiVersion: monitoring.coreos.com/v1
kind: Probe
metadata: { name: shop, namespace: retail }
spec: { prober: { url: 'prober:9115' }, targets: { staticConfig: { static: [a.example] } } }
---
apiVersion: monitoring.coreos.com/v1alpha1
kind: ScrapeConfig
metadata: { name: shop, namespace: retail }
spec: { staticConfigs: [{ targets: ['a:80'], labels: { a: b } }] }
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
spec:
  version: v3.5.0
  serviceAccountName: prometheus
  serviceMonitorSelector: {}
  serviceMonitorNamespaceSelector: { matchLabels: { team: shop } }
  podMonitorSelector: {}
  ruleSelector: { matchExpressions: [{ key: role, operator: In, values: [alerts] }] }
`,
  `# sightline: disable PQL007 it is meant
groups:
  - name: shop
    interval: 30s
    limit: 10
    rules:
      - record: shop:orders:rate5m
        expr: sum by (status) (rate(shop_orders_total{status=~"5.."}[5m]))
        labels: { team: shop }
      - alert: ShopSlow
        expr: |
          histogram_quantile(0.95, sum by (le) (rate(shop_wait_seconds_bucket[5m])))
            > 1
        for: 5m
        labels: { severity: page }
        annotations:
          summary: '{{ $labels.status }} is slow: {{ $value | humanizeDuration }}'
`,
  `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop, namespace: retail, labels: { role: alerts } }
spec:
  groups:
    - name: shop
      rules:
        - { alert: Down, expr: 'absent(up{job="shop"})', for: 5m, labels: { severity: page } }
`,
  `prometheus:
  prometheusSpec:
    retention: 30d
    serviceMonitorSelectorNilUsesHelmValues: false
    serviceMonitorSelector: { matchLabels: { team: shop } }
    externalLabels: { cluster: a }
    storageSpec: { volumeClaimTemplate: { spec: { resources: { requests: { storage: 50Gi } } } } }
grafana:
  admin: { existingSecret: grafana }
  sidecar: { dashboards: { enabled: true } }
alertmanager:
  config:
    route: { receiver: team, routes: [{ receiver: team, matchers: ['severity = page'] }] }
    receivers: [{ name: team }]
`,
  `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: retail
resources: [a.yaml, ../base]
patches: [{ path: patch.yaml }]
labels: [{ pairs: { team: shop } }]
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: kube-prometheus-stack, namespace: monitoring }
spec:
  chart: { spec: { chart: kube-prometheus-stack, version: 88.5.3 } }
  values: { prometheus: { prometheusSpec: { replicas: 2, ruleSelector: {} } } }
`,
  JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'retail', labels: { team: 'shop' } } },
        {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata: { name: 'prometheus', namespace: 'retail' },
          roleRef: { kind: 'Role', name: 'prometheus' },
          subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }],
        },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'access', namespace: 'retail' },
          data: { user: '' },
        },
      ],
    },
    null,
    2,
  ),
  `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: retail
  labels: { grafana_dashboard: '1' }
  annotations: { grafana_folder: Shop }
data:
  shop.json: |-
    {
      "uid": "shop", "title": "Shop", "schemaVersion": 41,
      "templating": { "list": [
        { "name": "datasource", "type": "datasource", "query": "prometheus" },
        { "name": "ns", "type": "query", "datasource": "$datasource", "query": "label_values(up{job=\\"shop\\"}, namespace)" },
        { "name": "window", "type": "interval", "query": "5m,1h" }
      ] },
      "annotations": { "list": [{ "datasource": { "type": "prometheus", "uid": "$datasource" }, "expr": "changes(up[5m]) > 0" }] },
      "panels": [
        { "id": 1, "type": "timeseries", "title": "Orders", "datasource": { "type": "prometheus", "uid": "\${datasource}" }, "targets": [
          { "expr": "sum by (code) (rate(orders_total{namespace=~\\"$ns\\", code!=\\"[[window]]\\"}[$__rate_interval]))" },
          { "expr": "max_over_time(shop:orders:rate5m[$window:$__interval])" }
        ] },
        { "id": 2, "type": "row", "panels": [{ "id": 3, "type": "stat", "libraryPanel": { "uid": "a" } }] }
      ]
    }
`,
  `route:
  receiver: chat
  group_by: [namespace]
  routes:
    - matchers: [severity="critical", 'team=~"a|b"']
      receiver: pager
      continue: true
      routes:
        - { match: { severity: warning }, receiver: chat }
    - { match_re: { severity: critical|warning }, receiver: chat }
receivers:
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/key }]
  - name: chat
inhibit_rules:
  - { source_matchers: [severity="critical"], target_match: { severity: warning }, equal: [alertname, namespace] }
`,
  `apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: { name: shop, namespace: retail }
spec:
  route:
    receiver: chat
    routes: [{ receiver: chat, matchers: [{ name: severity, value: critical, matchType: '=' }] }]
  receivers:
    - name: chat
      webhookConfigs: [{ urlSecret: { name: chat, key: url } }]
  inhibitRules: [{ sourceMatch: [{ name: a, value: b }], targetMatch: [{ name: a, value: c }], equal: [namespace] }]
`,
];
