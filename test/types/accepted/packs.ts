import { sum } from '../../../src/sightline/promql/build/aggregation';
import { histogramQuantile, rate } from '../../../src/sightline/promql/build/functions';
import { packs } from '../../../src/sightline/promql/build/packs';

// of others, with the labels of their target beside their own
packs.kubeStateMetrics.kube_pod_status_phase.where({ phase: ['Pending', 'Unknown'], pod: /shop-.*/ });
packs.blackboxExporter.probe_success.where({ instance: 'https://shop.example', job: 'probe' }); // its target's labels
histogramQuantile(
  0.9,
  sum(rate(packs.istio.istio_request_duration_milliseconds.bucket.over('5m')), { by: ['le', 'reporter'] }),
);

// of the service, with bounds, and with labels that its configuration adds
const calls = packs.grpc.grpc_server_handled_total({ grpc_service: ['shop.Cart'], grpc_method: { max: 9 } });
calls.where({ grpc_code: 'Internal', grpc_service: 'shop.Cart', pod: 'shop-0' });
const served = packs.micrometer.http_server_requests_seconds(
  {
    uri: { max: 9 },
    method: ['GET'],
    status: { max: 5 },
    exception: { max: 3 },
    error: { max: 3 },
    region: ['eu'],
  },
  { buckets: [0.1, 1] },
);
served.under(0.1).where({ region: 'eu', outcome: 'SUCCESS' });
packs.go.go_goroutines.where({ pod: 'shop-0' });
