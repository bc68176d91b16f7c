import { grpcCode } from '../contract/common-domains';
import { counter, histogram } from './fact';
import type { Pack } from './pack';

const call = ['grpc_service', 'grpc_method'] as const;
const type = { grpc_type: ['unary', 'client_stream', 'server_stream', 'bidi_stream'] } as const;

/**
 * What the interceptors of go-grpc-middleware expose. Histograms are there where they are turned on, with the buckets that are
 * set; java-grpc-prometheus and py-grpc-prometheus use the same names.
 */
export const grpc = {
  project: 'go-grpc-middleware',
  version: '2.3.3',
  source: 'https://github.com/grpc-ecosystem/go-grpc-middleware/tree/v2.3.3/providers/prometheus',
  origin: 'own',
  facts: {
    grpc_server_started_total: counter('Calls received', call, type),
    grpc_server_handled_total: counter('Calls received that are done, by code', call, {
      ...type,
      grpc_code: grpcCode,
    }),
    grpc_server_msg_received_total: counter('Messages received', call, type),
    grpc_server_msg_sent_total: counter('Messages sent', call, type),
    grpc_server_handling_seconds: histogram('How long calls took that were received', call, type),
    grpc_client_started_total: counter('Calls made', call, type),
    grpc_client_handled_total: counter('Calls made that are done, by code', call, {
      ...type,
      grpc_code: grpcCode,
    }),
    grpc_client_msg_received_total: counter('Messages received in calls made', call, type),
    grpc_client_msg_sent_total: counter('Messages sent in calls made', call, type),
    grpc_client_handling_seconds: histogram('How long calls took that were made', call, type),
    grpc_client_msg_recv_handling_seconds: histogram('How long receiving a message took', call, type),
    grpc_client_msg_send_handling_seconds: histogram('How long sending a message took', call, type),
  },
} as const satisfies Pack;
