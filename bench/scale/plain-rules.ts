/** The rules that the program records for a service, as somebody would write them by hand. */
export function rulesOf(name: string): { readonly record: string; readonly expr: string }[] {
  const level = name.replaceAll('-', '_');
  return [
    {
      record: `${level}:requests:rate5m`,
      expr: `sum by (endpoint) (
  rate(${level}_requests_total{namespace="default",service="${name}",endpoint!~"/healthz|/metrics|/readyz"}[5m])
)`,
    },
    {
      record: `${level}:errors:rate5m`,
      expr: `(
  sum by (endpoint) (
    rate(${level}_requests_total{namespace="default",service="${name}",endpoint!~"/healthz|/metrics|/readyz",status=~"5.."}[5m])
  )
  or on (endpoint)
  0 * ${level}:requests:rate5m{namespace="default",service="${name}"}
)
/ on (endpoint)
(${level}:requests:rate5m{namespace="default",service="${name}"} > 0)
* 100`,
    },
    {
      record: `${level}:latency_p50:5m`,
      expr: `histogram_quantile(
  0.5,
  sum by (endpoint, le) (
    rate(${level}_request_duration_seconds_bucket{namespace="default",service="${name}",endpoint!~"/healthz|/metrics|/readyz"}[5m])
  )
) >= 0`,
    },
    {
      record: `${level}:latency_p95:5m`,
      expr: `histogram_quantile(
  0.95,
  sum by (endpoint, le) (
    rate(${level}_request_duration_seconds_bucket{namespace="default",service="${name}",endpoint!~"/healthz|/metrics|/readyz"}[5m])
  )
) >= 0`,
    },
    {
      record: `${level}:latency_p99:5m`,
      expr: `histogram_quantile(
  0.99,
  sum by (endpoint, le) (
    rate(${level}_request_duration_seconds_bucket{namespace="default",service="${name}",endpoint!~"/healthz|/metrics|/readyz"}[5m])
  )
) >= 0`,
    },
    {
      record: `${level}:cpu_saturation:ratio_rate5m`,
      expr: `sum by (pod) (
  sum by (namespace, pod, container) (
    max by (namespace, pod, container, id) (
      rate(container_cpu_usage_seconds_total{namespace="default",container!=""}[5m])
    )
  )
  and on (namespace, pod, container)
  max by (namespace, pod, container) (
    kube_pod_container_resource_requests{namespace="default",resource="cpu"}
  )
  and on (namespace, pod)
  up{namespace="default",service="${name}"}
)
/
sum by (pod) (
  max by (namespace, pod, container) (
    kube_pod_container_resource_requests{namespace="default",resource="cpu"}
  )
  and on (namespace, pod)
  up{namespace="default",service="${name}"}
)`,
    },
    {
      record: `${level}:memory_saturation:ratio`,
      expr: `sum by (pod) (
  max by (namespace, pod, container) (
    container_memory_working_set_bytes{namespace="default",container!=""}
  )
  and on (namespace, pod, container)
  max by (namespace, pod, container) (
    kube_pod_container_resource_limits{namespace="default",resource="memory"}
  )
  and on (namespace, pod)
  up{namespace="default",service="${name}"}
)
/
sum by (pod) (
  max by (namespace, pod, container) (
    kube_pod_container_resource_limits{namespace="default",resource="memory"}
  )
  and on (namespace, pod)
  up{namespace="default",service="${name}"}
)`,
    },
  ];
}
