/** A Service with pods behind it, and the monitor of it, as a user has them. */
export const app = `apiVersion: v1
kind: Service
metadata:
  name: shop
  namespace: retail
  labels: { app: shop }
spec:
  selector: { app: shop }
  ports:
    - name: web
      port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: retail }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: shop:1
          ports: [{ name: http, containerPort: 8080 }]
`;

/** A Prometheus that selects the monitors of a team, and everything else. */
export const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
spec:
  serviceMonitorSelector: { matchLabels: { team: shop } }
  serviceMonitorNamespaceSelector: {}
  podMonitorSelector: {}
  podMonitorNamespaceSelector: {}
  ruleSelector: {}
  ruleNamespaceSelector: {}
  probeSelector: {}
  probeNamespaceSelector: {}
`;

/** A monitor of the shop whose parts can be exchanged. */
export function monitor({
  labels = '{ team: shop }',
  spec = 'selector: { matchLabels: { app: shop } }',
  endpoint = 'port: web',
  kind = 'ServiceMonitor',
  endpoints = 'endpoints',
} = {}): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata:
  name: shop
  namespace: retail
  labels: ${labels}
spec:
  ${spec}
  ${endpoints}:
    - ${endpoint}
`;
}

/** A PrometheusRule of the shop with one rule. */
export function rules(rule: string, labels = '{ team: shop }'): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: shop
  namespace: retail
  labels: ${labels}
spec:
  groups:
    - name: shop
      rules:
        - ${rule}
`;
}
