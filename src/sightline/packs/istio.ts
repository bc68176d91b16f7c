import { boolean, counter, gauge, histogram } from './fact';
import type { Pack } from './pack';

/** As the mesh knows both ends. None is `namespace`: say of which end it is. */
const traffic = [
  'source_workload',
  'source_workload_namespace',
  'source_principal',
  'source_app',
  'source_version',
  'source_cluster',
  'source_canonical_service',
  'source_canonical_revision',
  'destination_workload',
  'destination_workload_namespace',
  'destination_principal',
  'destination_app',
  'destination_version',
  'destination_cluster',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_service',
  'destination_service_name',
  'destination_service_namespace',
] as const;
const connection = [...traffic, 'request_protocol', 'response_flags', 'connection_security_policy'] as const;
const http = [...connection, 'response_code', 'grpc_response_status'] as const;

/** Each request is told twice, by the proxies of both ends. */
const reporter = { reporter: ['source', 'destination', 'waypoint'] } as const;

/** What the proxies of Istio expose: the standard metrics of the mesh, and those of Envoy that they keep by default. */
export const istio = {
  project: 'Istio',
  version: '1.27',
  source: 'https://istio.io/v1.27/docs/reference/config/metrics/',
  otherSources: [
    // of the labels of each metric, which the page does not tell apart, and of waypoints
    'https://github.com/istio/proxy/tree/86a72d0/testdata/metric',
  ],
  origin: 'external',
  prefixes: ['istio_'],
  facts: {
    istio_requests_total: counter('Requests', http, reporter),
    istio_request_duration_milliseconds: histogram('How long requests took', http, reporter, {
      unit: 'milliseconds',
    }),
    istio_request_bytes: histogram('Size of the bodies of requests', http, reporter),
    istio_response_bytes: histogram('Size of the bodies of responses', http, reporter),
    istio_request_messages_total: counter('Messages that clients sent over gRPC', traffic, reporter),
    istio_response_messages_total: counter('Messages that servers sent over gRPC', traffic, reporter),
    istio_tcp_sent_bytes_total: counter('Bytes sent in responses over TCP', connection, reporter),
    istio_tcp_received_bytes_total: counter('Bytes received in requests over TCP', connection, reporter),
    istio_tcp_connections_opened_total: counter('TCP connections opened', connection, reporter),
    istio_tcp_connections_closed_total: counter('TCP connections closed', connection, reporter),
  },
} as const satisfies Pack;

/** What Envoy exposes at `/stats/prometheus` about the clusters that it sends requests to, and itself. */
export const envoy = {
  project: 'Envoy',
  version: '1.35',
  source: 'https://www.envoyproxy.io/docs/envoy/v1.35.0/configuration/upstream/cluster_manager/cluster_stats',
  otherSources: [
    'https://github.com/envoyproxy/envoy/blob/06ffb22/docs/root/configuration/http/http_conn_man/stats.rst',
    'https://github.com/envoyproxy/envoy/blob/040783c/docs/root/configuration/observability/statistics.rst',
    // of the labels, which are cut out of the names
    'https://github.com/envoyproxy/envoy/blob/00a0ba1/source/common/config/well_known_names.cc',
  ],
  origin: 'external',
  prefixes: ['envoy_'],
  facts: {
    envoy_cluster_upstream_rq_total: counter('Requests', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq: counter('Answers by status', ['envoy_cluster_name', 'envoy_response_code']),
    envoy_cluster_upstream_rq_xx: counter('Answers by class of status', ['envoy_cluster_name'], {
      envoy_response_code_class: ['1', '2', '3', '4', '5'],
    }),
    envoy_cluster_upstream_rq_completed: counter('Requests that were answered', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq_time: histogram(
      'How long requests took',
      ['envoy_cluster_name'],
      {},
      { unit: 'milliseconds' },
    ),
    envoy_cluster_upstream_rq_active: gauge('Requests under way', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq_pending_active: gauge('Requests that wait', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq_pending_overflow: counter('Requests that found no room', [
      'envoy_cluster_name',
    ]),
    envoy_cluster_upstream_rq_retry: counter('Retries', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq_retry_success: counter('Retries that worked', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq_timeout: counter('Requests that took too long', ['envoy_cluster_name']),
    envoy_cluster_upstream_rq_cancelled: counter('Requests that were given up', ['envoy_cluster_name']),
    envoy_cluster_upstream_cx_active: gauge('Connections', ['envoy_cluster_name']),
    envoy_cluster_upstream_cx_total: counter('Connections made', ['envoy_cluster_name']),
    envoy_cluster_upstream_cx_connect_fail: counter('Connections that failed', ['envoy_cluster_name']),
    envoy_cluster_upstream_cx_connect_timeout: counter('Connections that took too long', [
      'envoy_cluster_name',
    ]),
    envoy_cluster_upstream_cx_overflow: counter('Connections that found no room', ['envoy_cluster_name']),
    envoy_cluster_upstream_cx_rx_bytes_total: counter('Bytes received', ['envoy_cluster_name']),
    envoy_cluster_upstream_cx_tx_bytes_total: counter('Bytes sent', ['envoy_cluster_name']),
    envoy_cluster_membership_total: gauge('Hosts of a cluster', ['envoy_cluster_name']),
    envoy_cluster_membership_healthy: gauge('Hosts of a cluster that are healthy', ['envoy_cluster_name']),
    envoy_cluster_outlier_detection_ejections_active: gauge('Hosts put aside', ['envoy_cluster_name']),
    envoy_http_downstream_rq_total: counter('Requests received', ['envoy_http_conn_manager_prefix']),
    envoy_http_downstream_rq_xx: counter('Answers given by class', ['envoy_http_conn_manager_prefix'], {
      envoy_response_code_class: ['1', '2', '3', '4', '5'],
    }),
    envoy_http_downstream_rq_time: histogram(
      'How long requests took that were received',
      ['envoy_http_conn_manager_prefix'],
      {},
      { unit: 'milliseconds' },
    ),
    envoy_http_downstream_rq_active: gauge('Requests received, under way', [
      'envoy_http_conn_manager_prefix',
    ]),
    envoy_http_downstream_cx_total: counter('Connections taken', ['envoy_http_conn_manager_prefix']),
    envoy_http_downstream_cx_active: gauge('Connections taken, open', ['envoy_http_conn_manager_prefix']),
    envoy_server_live: boolean('1 unless Envoy drains'),
    envoy_server_uptime: gauge('How long Envoy runs', [], {}, { unit: 'seconds' }),
    envoy_server_memory_allocated: gauge('Memory in use', [], {}, { unit: 'bytes' }),
    envoy_server_memory_heap_size: gauge('Memory held', [], {}, { unit: 'bytes' }),
  },
} as const satisfies Pack;
