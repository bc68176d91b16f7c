import { boolean, counter, gauge, histogram } from './fact';
import type { Pack } from './pack';

const controller = ['controller_namespace', 'controller_class', 'controller_pod'] as const;

/** `namespace` and `service` are those behind the ingress where its ServiceMonitor honors labels; else they are named `exported_…`. */
const request = [
  ...controller,
  'namespace',
  'ingress',
  'service',
  'canary',
  'host',
  'path',
  'method',
  'status',
] as const;
const certificate = ['namespace', 'class', 'host', 'secret_name', 'identifier'] as const;

/** What the controller of ingress-nginx exposes about requests and about itself. */
export const ingressNginx = {
  project: 'ingress-nginx',
  version: '1.15.1',
  source: 'https://github.com/kubernetes/ingress-nginx/blob/controller-v1.15.1/docs/user-guide/monitoring.md',
  origin: 'external',
  prefixes: ['nginx_ingress_controller_'],
  facts: {
    nginx_ingress_controller_requests: counter('Requests of clients', request),
    nginx_ingress_controller_request_duration_seconds: histogram('How long requests took', request),
    nginx_ingress_controller_response_duration_seconds: histogram(
      'How long the service behind took',
      request,
    ),
    nginx_ingress_controller_connect_duration_seconds: histogram('How long connecting took', request),
    nginx_ingress_controller_header_duration_seconds: histogram('How long the first header took', request),
    nginx_ingress_controller_request_size: histogram('Size of requests', request, {}, { unit: 'bytes' }),
    nginx_ingress_controller_response_size: histogram('Size of responses', request, {}, { unit: 'bytes' }),
    nginx_ingress_controller_bytes_sent: histogram(
      'Size of responses; use response_size',
      request,
      {},
      { unit: 'bytes' },
    ),

    nginx_ingress_controller_config_hash: gauge('A hash of its configuration', controller),
    nginx_ingress_controller_config_last_reload_successful: boolean(
      'Whether its configuration could be loaded',
      controller,
    ),
    nginx_ingress_controller_config_last_reload_successful_timestamp_seconds: gauge(
      'When that last was so',
      controller,
    ),
    nginx_ingress_controller_success: counter('Reloads that worked', controller),
    nginx_ingress_controller_errors: counter('Reloads that failed', controller),
    nginx_ingress_controller_check_success: counter('Ingresses found well', [
      ...controller,
      'namespace',
      'ingress',
    ]),
    nginx_ingress_controller_check_errors: counter('Ingresses found wrong', [
      ...controller,
      'namespace',
      'ingress',
    ]),
    nginx_ingress_controller_orphan_ingress: boolean(
      'Whether nothing stands behind an ingress',
      [...controller, 'namespace', 'ingress'],
      { type: ['no-service', 'no-endpoint'] },
    ),
    nginx_ingress_controller_ssl_expire_time_seconds: gauge('When a certificate ends', certificate),
    nginx_ingress_controller_ssl_certificate_info: gauge('1 for each certificate', [
      ...certificate,
      'issuer_organization',
      'issuer_common_name',
      'serial_number',
      'public_key_algorithm',
    ]),
    nginx_ingress_controller_leader_election_status: boolean('Whether it leads', [...controller, 'name']),
    nginx_ingress_controller_build_info: gauge('1, with its version', [
      ...controller,
      'release',
      'build',
      'repository',
    ]),

    nginx_ingress_controller_nginx_process_connections: gauge('Connections by state', controller, {
      state: ['active', 'reading', 'writing', 'waiting'],
    }),
    nginx_ingress_controller_nginx_process_connections_total: counter('Connections', controller, {
      state: ['accepted', 'handled'],
    }),
    nginx_ingress_controller_nginx_process_requests_total: counter(
      'Requests, to itself included',
      controller,
    ),
    nginx_ingress_controller_nginx_process_num_procs: gauge('Processes', controller),
    nginx_ingress_controller_nginx_process_cpu_seconds_total: counter('CPU time', controller),
    nginx_ingress_controller_nginx_process_read_bytes_total: counter('Bytes read', controller),
    nginx_ingress_controller_nginx_process_write_bytes_total: counter('Bytes written', controller),
    nginx_ingress_controller_nginx_process_resident_memory_bytes: gauge('Memory in use', controller),
    nginx_ingress_controller_nginx_process_virtual_memory_bytes: gauge(
      'Memory that was asked for',
      controller,
    ),
    nginx_ingress_controller_nginx_process_oldest_start_time_seconds: gauge(
      'When its oldest process started',
      controller,
    ),
  },
} as const satisfies Pack;
