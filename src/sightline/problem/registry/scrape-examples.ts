/** A Prometheus whose role is of its own namespace alone. */
export const forbidden = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
spec:
  serviceAccountName: prometheus
  serviceMonitorSelector: {}
  serviceMonitorNamespaceSelector: {}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: prometheus, namespace: monitoring }
rules:
  - apiGroups: ['']
    resources: [services, endpoints, pods]
    verbs: [get, list, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: prometheus, namespace: monitoring }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: prometheus }
subjects: [{ kind: ServiceAccount, name: prometheus, namespace: monitoring }]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: shop, namespace: retail }
spec:
  selector: { matchLabels: { app: shop } }
  endpoints: [{ port: web }]
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: retail, labels: { app: shop } }
spec: { selector: { app: shop }, ports: [{ name: web, port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: retail, labels: { app: shop } }
spec: { containers: [{ name: shop, image: shop }] }
`;

/** A port of TLS that is scraped by http. */
export const secured = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: shop, namespace: retail }
spec:
  selector: { matchLabels: { app: shop } }
  endpoints: [{ port: https }]
---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: retail, labels: { app: shop } }
spec: { selector: { app: shop }, ports: [{ name: https, port: 443 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: retail, labels: { app: shop } }
spec: { containers: [{ name: shop, image: shop }] }
`;

const open = secured.replaceAll('https', 'web').replace('443', '80');

/** A selector by the label that Argo CD sets, and another name in it than that of its Application. */
export const tracked = `${open
  .replaceAll('labels: { app: shop }', 'labels: { app: shop, app.kubernetes.io/instance: shop }')
  .replace('matchLabels: { app: shop }', 'matchLabels: { app.kubernetes.io/instance: shop }')}---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: retail-shop, namespace: argocd }
spec:
  destination: { namespace: retail }
  source: { repoURL: https://git.example.com/shop, path: deploy }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm, namespace: argocd }
data: { application.resourceTrackingMethod: label }
`;
