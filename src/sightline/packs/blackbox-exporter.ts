import { boolean, counter, gauge } from './fact';
import type { Pack } from './pack';

const certificate = [
  'fingerprint_sha256',
  'subject',
  'issuer',
  'subjectalternative',
  'serialnumber',
] as const;

/**
 * What blackbox_exporter exposes about each probe. It answers for what it probes: the series have the labels of the targets of the Probe, so that they belong
 * to the contract of the service that is probed. `instance` is what was probed, where a Probe or the usual relabelling says so.
 */
export const blackboxExporter = {
  project: 'blackbox_exporter',
  version: '0.28.0',
  source: 'https://github.com/prometheus/blackbox_exporter/tree/v0.28.0/prober',
  origin: 'own',
  prefixes: ['probe_', 'blackbox_'],
  facts: {
    probe_success: boolean('Whether a probe has worked'),
    probe_duration_seconds: gauge('How long a probe took'),
    probe_dns_lookup_time_seconds: gauge('How long finding the address took'),
    probe_ip_protocol: gauge('4 or 6, the version of IP'),
    probe_ip_addr_hash: gauge('A hash of the address, which changes with it'),
    probe_failed_due_to_regex: boolean('Whether a pattern has made a probe fail'),

    probe_http_status_code: gauge('Status of the answer; 0 for none'),
    probe_http_duration_seconds: gauge('How long a phase took, redirects included', [], {
      phase: ['resolve', 'connect', 'tls', 'processing', 'transfer'],
    }),
    probe_http_content_length: gauge(
      'Length of the answer; -1 where it does not say',
      [],
      {},
      { unit: 'bytes' },
    ),
    probe_http_uncompressed_body_length: gauge('Length of the answer, unpacked', [], {}, { unit: 'bytes' }),
    probe_http_redirects: gauge('Redirects that were followed'),
    probe_http_ssl: boolean('Whether the last answer came over TLS'),
    probe_http_version: gauge('Version of HTTP'),
    probe_http_last_modified_timestamp_seconds: gauge('When the page was changed, as it says'),

    probe_ssl_earliest_cert_expiry: gauge('When the first certificate ends', [], {}, { unit: 'seconds' }),
    probe_ssl_last_chain_expiry_timestamp_seconds: gauge('When the last chain ends'),
    probe_ssl_last_chain_info: gauge('1, with the certificate', certificate),
    probe_tls_version_info: gauge('1, with the version of TLS', ['version']),
    probe_tls_cipher_info: gauge('1, with the cipher', ['cipher']),

    probe_dns_duration_seconds: gauge('How long a phase took', [], {
      phase: ['resolve', 'connect', 'request'],
    }),
    probe_dns_answer_rrs: gauge('Records in the answer'),
    probe_dns_authority_rrs: gauge('Records of authorities'),
    probe_dns_additional_rrs: gauge('Records beside the answer'),
    probe_dns_query_succeeded: boolean('Whether the question was answered'),
    probe_dns_serial: gauge('Serial number of the zone'),

    probe_grpc_duration_seconds: gauge('How long a phase took', [], { phase: ['resolve', 'check'] }),
    probe_grpc_status_code: gauge('Status of the answer'),
    probe_grpc_ssl: boolean('Whether the answer came over TLS'),
    probe_grpc_healthcheck_response: boolean('Whether the answer is of a status', ['serving_status']),

    probe_icmp_duration_seconds: gauge('How long a phase took', [], { phase: ['resolve', 'setup', 'rtt'] }),
    probe_icmp_reply_hop_limit: gauge('Hops that the reply had left'),

    blackbox_exporter_config_last_reload_successful: boolean('Whether its configuration could be read'),
    blackbox_exporter_config_last_reload_success_timestamp_seconds: gauge('When that last was so'),
    blackbox_module_unknown_total: counter('Probes of modules that there are not', ['module']),
  },
} as const satisfies Pack;
