/** Files as people have them, each named by what is in it. Queries, names and texts are made up for these tests. */
export const slothSamples = {
  availability: `
version: "prometheus/v1"
service: "checkout"
labels:
  owner: "payments"
  tier: "2"
slos:
  - name: "requests-availability"
    objective: 99.9
    description: "Carts are paid for without a server error."
    sli:
      events:
        error_query: sum(rate(checkout_requests_total{job="checkout",code=~"(5..|429)"}[{{.window}}]))
        total_query: sum(rate(checkout_requests_total{job="checkout"}[{{.window}}]))
    alerting:
      name: CheckoutHighErrorRate
      labels:
        category: "availability"
      annotations:
        summary: "High error rate on checkout"
        runbook_url: "https://runbooks.example.com/checkout"
      page_alert:
        labels:
          severity: pageteam
      ticket_alert:
        disable: true
`,
  latency: `
version: prometheus/v1
service: search
slos:
  - name: fast
    objective: 99
    sli:
      events:
        error_query: |
          (
            sum(rate(search_duration_seconds_count{verb!="WATCH"}[{{ .window }}]))
            -
            sum(rate(search_duration_seconds_bucket{le="0.25",verb!="WATCH"}[{{ .window }}]))
          )
        total_query: sum(rate(search_duration_seconds_count{verb!="WATCH"}[{{ .window }}]))
  - name: answered
    objective: 99.5
    sli:
      events:
        error_query: sum(increase(search_duration_seconds_count{code=~"5.."}[{{.window}}])) or vector(0)
        total_query: sum(increase(search_duration_seconds_bucket{le="+Inf"}[{{.window}}]))
`,
  grouped: `
version: prometheus/v1
service: queue-worker
slos:
  - name: jobs
    objective: 98
    sli:
      events:
        error_query: sum(rate(worker_jobs_total{result="failed",queue!~"test-.*"}[{{.window}}])) by (queue)
        total_query: sum by (queue) (rate(worker_jobs_total{queue!~"test-.*"}[{{.window}}]))
    alerting:
      page_alert:
        disable: true
`,
  object: `
apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata:
  name: mail
  namespace: post
spec:
  service: mail
  labels:
    team: post
  slos:
    - name: Delivery_Rate
      objective: 99.95
      sli:
        events:
          errorQuery: sum(rate(mails_failed_total[{{.window}}]))
          totalQuery: sum(rate(mails_total[{{.window}}]))
      alerting:
        pageAlert:
          disable: true
        ticketAlert:
          disable: true
`,
  services: `
version: prometheus/v1
service: front
slos:
  - name: answers
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
---
version: prometheus/v1
service: back
slos:
  - name: answers
    objective: 99
    sli:
      raw:
        error_ratio_query: 1 - (sum(rate(http_requests_total{outcome="ok"}[{{.window}}])) / sum(rate(http_requests_total[{{.window}}])))
  - name: calls
    objective: 99.5
    sli:
      events:
        error_query: sum(rate(rpc_calls_total{grpc_code=~"Internal|Unavailable"}[{{.window}}]))
        total_query: sum(rate(rpc_calls_total{grpc_code!="Canceled"}[{{.window}}]))
`,
  odd: `
version: prometheus/v1
service: "9 Ödd \\u201cservices\\u201d"
slos:
  - name: "Don't \\"panic\\""
    objective: 99.9
    description: "It's a \\"very\\" long description of what is promised, with a \\\\ in it, 漢字 too, and\\ttabs: longer than a line has room for."
    labels: { owner: "the people who keep the service with the longest name of all, which is longer than a line has room for, too" }
    sli:
      events:
        error_query: sum(rate(a_very_long_name_of_a_counter_that_nobody_would_give_to_a_metric_but_somebody_always_does_total{path=~"/api/v[12]/.*",path!="/api/v1/health",kind=~"one-of-many|another-of-many|a-third-of-many|a-fourth-of-many|a-fifth-of-many|a-sixth-of-many",constructor!~"(?i)a+"}[{{.window}}]))
        total_query: sum(rate(a_very_long_name_of_a_counter_that_nobody_would_give_to_a_metric_but_somebody_always_does_total{path=~"/api/v[12]/.*",path!="/api/v1/health"}[{{.window}}]))
    alerting:
      annotations:
        dashboard: "https://dashboards.example.com/d/a-very-long-path-of-a-dashboard/that-does-not-fit-on-a-line?orgId=1&var-service=odd"
  - name: "Don't panic"
    objective: 95
    sli:
      events:
        error_query: sum(rate(counter_total{a!~"first-of-many-values-that-are-left-out|second-of-many-values-that-are-left-out|third-of-many-values",b="x"}[{{.window}}]))
        total_query: sum(rate(counter_total{b="x"}[{{.window}}]))
`,
  others: `
version: prometheus/v1
service: edge
slos:
  - name: fresh
    objective: 99
    sli:
      events:
        error_query: sum(rate(edge_stale_events{job="edge",kind="page"}[{{.window}}])) by (job)
        total_query: sum(rate(edge_events{job="edge"}[{{.window}}])) by (job)
  - name: not-killed
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(kube_pod_container_status_terminated_total{namespace="default",reason="OOMKilled"}[{{.window}}]))
        total_query: sum(rate(kube_pod_container_status_terminated_total{namespace="default"}[{{.window}}]))
`,
  time: `
version: prometheus/v1
service: api
slos:
  - name: reachable
    objective: 99
    sli:
      raw:
        error_ratio_query: 1 - avg_over_time(probe_success{instance="https://api.example.com"}[{{.window}}])
  - name: up
    objective: 99
    sli:
      events:
        error_query: sum(count_over_time(up{job="api"}[{{.window}}])) - sum(sum_over_time(up{job="api"}[{{.window}}]))
        total_query: sum(count_over_time(up{job="api"}[{{.window}}]))
`,
  guarded: `
version: prometheus/v1
service: api
slos:
  - name: fast
    objective: 99
    sli:
      events:
        error_query: clamp_min(sum(rate(api_seconds_count[{{.window}}])) - sum(rate(api_seconds_bucket{le="0.5"}[{{.window}}])), 0)
        total_query: sum(rate(api_seconds_count[{{.window}}])) > 0
`,
} as const;

/** A data source, which the samples below refer to. */
const dataSource = `
apiVersion: openslo/v1
kind: DataSource
metadata:
  name: metrics
spec:
  type: Prometheus
  connectionDetails: { url: http://prometheus:9090 }
---`;

export const openSloSamples = {
  ratio: `${dataSource}
apiVersion: openslo/v1
kind: Service
metadata:
  name: shop
  labels: { team: retail }
---
apiVersion: openslo/v1
kind: SLI
metadata:
  name: orders-taken
spec:
  description: Orders are taken.
  ratioMetric:
    counter: true
    good:
      metricSource:
        metricSourceRef: metrics
        spec: { query: 'sum(shop_orders_total{outcome="taken"})' }
    total:
      metricSource:
        metricSourceRef: metrics
        spec: { query: sum(shop_orders_total) }
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: orders
  displayName: Orders
spec:
  service: shop
  indicatorRef: orders-taken
  timeWindow:
    - duration: 4w
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - displayName: Promised
      target: 0.99
    - displayName: Aimed at
      targetPercent: 99.5
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: pages
  annotations:
    example.com/runbook: https://runbooks.example.com/pages
spec:
  service: shop
  indicator:
    metadata: { name: pages-slow }
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource:
            type: prometheus
            spec: { query: 'sum(rate(shop_page_seconds_bucket{le=~"1|1.0"}[5m]))' }
        total:
          metricSource:
            type: prometheus
            spec: { query: 'sum(rate(shop_page_seconds_count[5m]))' }
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.95
`,
  threshold: `
apiVersion: openslo/v1
kind: SLO
metadata: { name: short-queue }
spec:
  description: The queue is short.
  service: worker
  indicator:
    spec:
      thresholdMetric:
        metricSource:
          type: Prometheus
          spec: { query: 'worker_queue_length{queue="mail"}' }
  timeWindow: [{ duration: 7d, isRolling: true }]
  budgetingMethod: RatioTimeslices
  objectives:
    - { op: lte, value: 100, target: 0.9 }
---
apiVersion: openslo/v1
kind: SLO
metadata: { name: up }
spec:
  service: worker
  indicator:
    spec:
      thresholdMetric:
        metricSource:
          type: Prometheus
          spec: { query: up }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Timeslices
  objectives:
    - { op: gte, value: 1, target: 0.999, timeSliceTarget: 0.9, timeSliceWindow: 5m }
`,
  stored: `
apiVersion: v1
kind: List
items:
  - apiVersion: openslo.com/v1
    kind: Datasource
    metadata: { name: metrics }
    spec: { type: mimir, connectionDetails: { address: http://mimir:8080 } }
  - apiVersion: openslo.com/v1
    kind: SLO
    metadata:
      name: orders
      labels: { label.osko.dev/team: retail }
      annotations:
        kubectl.kubernetes.io/last-applied-configuration: '{"kind":"SLO"}'
    spec:
      service: shop
      budgetingMethod: Occurrences
      timeWindow: [{ duration: 28d, isRolling: true, calendar: {} }]
      indicator:
        metadata: { name: orders-taken, creationTimestamp: null }
        spec:
          thresholdMetric: { metricSource: { spec: {} } }
          ratioMetric:
            counter: true
            bad: { metricSource: { spec: {} } }
            raw: { metricSource: { spec: {} } }
            good:
              metricSource:
                metricSourceRef: metrics
                spec: { query: 'shop_orders_total{outcome="taken"}' }
            total:
              metricSource:
                metricSourceRef: metrics
                spec: { query: shop_orders_total }
      objectives: [{ target: '0.99' }]
    status: { ready: 'True' }
`,
  v1alpha: `
- apiVersion: openslo/v1alpha
  kind: Service
  metadata: { name: web }
- apiVersion: openslo/v1alpha
  kind: SLO
  metadata: { name: requests, displayName: Requests }
  spec:
    service: web
    description: Requests are answered.
    budgetingMethod: Occurrences
    timeWindows: [{ unit: Week, count: 4, isRolling: true }]
    objectives:
      - displayName: without error
        target: 0.999
        ratioMetrics:
          incremental: true
          good: { source: prometheus, queryType: promql, query: 'web_requests_total{outcome="ok"}' }
          total: { source: prometheus, queryType: promql, query: web_requests_total }
      - displayName: fast
        target: 0.95
        ratioMetrics:
          good:
            source: prometheus
            queryType: promql
            query: sum(rate(web_seconds_bucket{le="0.5"}[{{.window}}]))
          total:
            source: prometheus
            queryType: promql
            query: sum(rate(web_seconds_count[{{.window}}]))
- apiVersion: openslo/v1alpha
  kind: SLO
  metadata: { name: queue }
  spec:
    service: web
    budgetingMethod: Occurrences
    timeWindows: [{ unit: Day, count: 30, isRolling: true }]
    indicator: { thresholdMetric: { source: Prometheus, queryType: promql, query: web_queue_length } }
    objectives: [{ op: lte, value: 10, target: 0.9 }]
`,
} as const;

/** An SLO of Sloth with the two queries. */
export function slothEvents(error: string, total: string, more = ''): string {
  return `version: prometheus/v1
service: shop
slos:
  - name: orders
    objective: 99
    sli:
      events:
        error_query: ${JSON.stringify(error)}
        total_query: ${JSON.stringify(total)}
${more}`;
}

/** An SLO of OpenSLO. */
export function openSlo(parts: {
  readonly indicator?: string;
  readonly window?: string;
  readonly method?: string;
  readonly objectives?: string;
  readonly more?: string;
}): string {
  const good = '{ metricSource: { type: Prometheus, spec: { query: \'orders_total{ok="yes"}\' } } }';
  const total = '{ metricSource: { type: Prometheus, spec: { query: orders_total } } }';
  const {
    indicator = `indicator: { spec: { ratioMetric: { counter: true, good: ${good}, total: ${total} } } }`,
    window = 'timeWindow: [{ duration: 30d, isRolling: true }]',
    method = 'Occurrences',
    objectives = '[{ target: 0.99 }]',
    more = '',
  } = parts;
  return `apiVersion: openslo/v1
kind: SLO
metadata:
  name: orders
spec:
  service: shop
  ${indicator}
  ${window}
  budgetingMethod: ${method}
  objectives: ${objectives}
${more}`;
}
