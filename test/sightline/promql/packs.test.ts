import {
  div,
  eq,
  histogramQuantile,
  packs,
  print,
  promql,
  rate,
  recordingRule,
  ruleGroup,
  serviceContract,
  sum,
  type AnyVector,
} from '../../../src/sightline';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { fileRuleChecker, type FileRule } from '../../../src/sightline/rules/file-rules';
import { packedMetrics } from '../../../src/sightline/promql/flow/packed-metrics';

const { kubeStateMetrics, cadvisor, istio, ingressNginx, blackboxExporter, micrometer, grpc, go } = packs;

const served = micrometer.http_server_requests_seconds(
  {
    uri: { max: 10 },
    method: ['GET'],
    status: ['200', '500'],
    exception: { max: 1 },
    error: { max: 1 },
    application: ['shop'],
  },
  { buckets: [0.1, 0.5, 1] },
);
const calls = grpc.grpc_server_handled_total({ grpc_service: ['shop.Cart'], grpc_method: { max: 12 } });
const shop = serviceContract({
  name: 'shop',
  metrics: [served, calls, go.go_goroutines, blackboxExporter.probe_success],
  notTraffic: {},
});

/** An expression as the rule of a service has it. */
function bound(expr: AnyVector): string | undefined {
  const { groups, problems } = bindGroups([ruleGroup('g', [recordingRule('shop:x', expr)])], {
    target: { namespace: 'retail', service: 'shop' },
    scrapeInterval: 30_000,
    metrics: shop.metrics,
  });
  expect(problems).toEqual([]);
  return groups[0]?.rules[0]?.expr;
}

describe('a metric of a pack that something else exposes', () => {
  test('is bound to the namespace of the service where it has one', () => {
    expect(bound(sum(kubeStateMetrics.kube_job_status_failed.where({ job_name: 'nightly' })))).toBe(
      'sum(kube_job_status_failed{namespace="retail",job_name="nightly"})',
    );
    expect(
      bound(sum(rate(ingressNginx.nginx_ingress_controller_requests.where({ status: /5../ }).over('5m')))),
    ).toBe('sum(rate(nginx_ingress_controller_requests{namespace="retail",status=~"5.."}[5m]))');
  });

  test('is left as it is where it has none', () => {
    const requests = istio.istio_requests_total.where({
      reporter: 'destination',
      destination_service_name: 'shop',
      destination_service_namespace: 'retail',
    });
    expect(bound(sum(rate(requests.over('5m'))))).toBe(
      [
        'sum(',
        '  rate(istio_requests_total{reporter="destination",destination_service_name="shop",destination_service_namespace="retail"}[5m])',
        ')',
      ].join('\n'),
    );
  });

  test('that a prober answers for the service is bound to the service', () => {
    expect(bound(sum(blackboxExporter.probe_success))).toBe(
      'sum(probe_success{namespace="retail",service="shop"})',
    );
  });

  test('has the series of a histogram', () => {
    const { bucket, count, sum: total } = istio.istio_request_duration_milliseconds;
    expect(print(histogramQuantile(0.9, sum(rate(bucket.over('5m')), { by: ['le'] })).node)).toBe(
      'histogram_quantile(0.9, sum by (le) (rate(istio_request_duration_milliseconds_bucket[5m])))',
    );
    expect(print(div(sum(rate(total.over('5m'))), sum(rate(count.over('5m')))).node)).toBe(
      [
        'sum(rate(istio_request_duration_milliseconds_sum[5m]))',
        '/',
        'sum(rate(istio_request_duration_milliseconds_count[5m]))',
      ].join('\n'),
    );
  });

  test('is the same each time that it is asked for', () => {
    expect(cadvisor.container_memory_rss).toBe(cadvisor.container_memory_rss);
  });
});

describe('a metric of a pack that the service exposes', () => {
  test('is one of its contract', () => {
    expect(shop.problems).toEqual([]);
    expect(shop.metrics.map(({ name, type, origin }) => [name, type, origin])).toEqual([
      ['http_server_requests_seconds', 'histogram', 'own'],
      ['grpc_server_handled_total', 'counter', 'own'],
      ['go_goroutines', 'gauge', 'own'],
      ['probe_success', 'gauge', 'own'],
    ]);
    expect(shop.metrics[0]?.labels).toEqual({
      uri: { max: 10 },
      method: ['GET'],
      status: ['200', '500'],
      exception: { max: 1 },
      error: { max: 1 },
      application: ['shop'],
      outcome: ['INFORMATIONAL', 'SUCCESS', 'REDIRECTION', 'CLIENT_ERROR', 'SERVER_ERROR', 'UNKNOWN'],
    });
  });

  test('is bound to the service', () => {
    expect(bound(sum(rate(calls.where({ grpc_code: ['Internal', 'Unavailable'] }).over('5m'))))).toBe(
      [
        'sum(',
        '  rate(grpc_server_handled_total{namespace="retail",service="shop",grpc_code=~"Internal|Unavailable"}[5m])',
        ')',
      ].join('\n'),
    );
    expect(bound(eq(go.go_goroutines, 0))).toBe('go_goroutines{namespace="retail",service="shop"} == 0');
  });
});

describe('a text that reads a metric of a pack that nobody has declared', () => {
  test.each<[string, string]>([
    [
      'kube_job_status_failed',
      "name packs.kubeStateMetrics.kube_job_status_failed in 'metrics' of promql(), or 'kube_job_status_failed' in 'global' if it is meant as it is written",
    ],
    [
      'istio_request_bytes_sum',
      "name packs.istio.istio_request_bytes.sum in 'metrics' of promql(), or 'istio_request_bytes_sum' in 'global' if it is meant as it is written",
    ],
    ['go_threads', "declare it, by packs.go.go_threads in the contract's 'metrics'"],
    [
      'grpc_server_handling_seconds_count',
      "declare it, by packs.grpc.grpc_server_handling_seconds in the contract's 'metrics'",
    ],
  ])('is told how to declare %s', (name, fix) => {
    const { problems } = bindGroups([ruleGroup('g', [recordingRule('shop:x', promql(`sum(${name})`))])], {
      target: { namespace: 'retail', service: 'shop' },
      scrapeInterval: 30_000,
      metrics: shop.metrics,
    });
    expect(problems).toMatchObject([{ id: 'TYP101', fix }]);
  });

  test('is well, and bound to its namespace, once it names the metric', () => {
    const { kube_job_status_failed } = kubeStateMetrics;
    const text = promql('sum by (reason) (kube_job_status_failed)', { metrics: [kube_job_status_failed] });
    expect(bound(text)).toBe('sum by (reason) (kube_job_status_failed{namespace="retail"})');
  });
});

describe('a rule of others that reads metrics of the packs', () => {
  const told = (expr: string): readonly string[] => {
    const rule: FileRule = { record: 'a:b', expr };
    return fileRuleChecker([rule], { metrics: packedMetrics() })(rule).map(
      ({ id, severity }) => `${id} ${severity}`,
    );
  };

  test.each<[string, string, string]>([
    ['the rate of a gauge', 'rate(kube_pod_info[5m])', 'TYP102 warning'],
    [
      'the rate of a gauge that is named as a counter',
      'rate(nodejs_active_handles_total[5m])',
      'TYP102 warning',
    ],
    [
      'the change of a counter without the name of one',
      'delta(node_vmstat_oom_kill[30m]) > 0',
      'TYP103 warning',
    ],
  ])('is warned of %s', (_, expr, problem) => {
    expect(told(expr)).toEqual([problem]);
  });

  test.each([
    'sum(kube_pod_status_phase)',
    'sum by (team) (kube_pod_labels{label_team!=""})',
    'kube_pod_status_ready{condition="true", cluster="a"} == 0',
    'rate(nginx_ingress_controller_requests[5m])',
    'sum(container_network_tcp_usage_total{tcp_state="established"}) / sum(container_network_tcp_usage_total)',
    'increase(node_vmstat_oom_kill[10m]) > 0',
    'sum by (job) (kube_job_info) or sum by (pod) (kube_pod_info)',
    'histogram_quantile(0.9, sum by (le) (rate(istio_request_duration_milliseconds_bucket[5m])))',
    'go_gc_duration_seconds{quantile="0.75"} > 0.1',
  ])('may be %s', (expr) => {
    expect(told(expr)).toEqual([]);
  });
});
