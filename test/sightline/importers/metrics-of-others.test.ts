import { importText } from '../../../src/sightline/importers/import-text';
import { contractsIn, declarationOf, expressionOf, groupsOf, said } from './declared';
import { slothEvents, slothSamples } from './samples';

/** What an objective records as all events and as bad ones. */
function measured(text: string, service: string, slo: string): readonly string[] {
  const groups = groupsOf(contractsIn(declarationOf('sloth', text))[service]);
  return ['total', 'bad'].map((each) => expressionOf(groups, `slo:sli_${each}:rate5m`, slo));
}

describe('a metric that a contract can not hold', () => {
  test('is read as it stands where its name is no counter of a contract', () => {
    const [total, bad] = measured(slothSamples.others, 'edge', 'fresh');
    expect(total).toBe('sum by (job) (rate(edge_events{job="edge"}[5m]))');
    expect(bad).toMatch(/^sum by \(job\) \(rate\(edge_stale_events\{job="edge",kind="page"\}\[5m\]\)\) or /);
    expect(said('sloth', slothSamples.others).slice(0, 2)).toEqual([
      "IMP014 5 'edge_events' does not end in _total, as each counter in a contract does: it is declared with external(…), and its selectors stand as they are",
      "IMP014 5 'edge_stale_events' does not end in _total, as each counter in a contract does: it is declared with external(…), and its selectors stand as they are",
    ]);
  });

  test('is read as it stands where it is about other objects, with the match of their namespace', () => {
    const of = 'kube_pod_container_status_terminated_total{namespace="default"';
    const [total, bad] = measured(slothSamples.others, 'edge', 'not-killed');
    expect(total).toBe(`sum(rate(${of}}[5m]))`);
    expect(bad).toContain(`sum(rate(${of},reason="OOMKilled"}[5m])) or `);
    expect(said('sloth', slothSamples.others)[2]).toBe(
      "IMP014 11 'kube_pod_container_status_terminated_total' is exposed by kube-state-metrics, not by the service: it is declared with external(…), and its selectors stand as they are: they are of namespace 'default', to which the contract has to be deployed",
    );
  });

  test.each([
    ['container_oom_events_total', 'cAdvisor'],
    ['node_disk_io_errors_total', 'node_exporter'],
    ['traefik_service_requests_total', 'Traefik'],
    ['nginx_ingress_controller_requests', 'ingress-nginx'],
    ['istio_requests_total', 'Istio'],
    ['envoy_cluster_upstream_rq', 'Envoy'],
    ['haproxy_backend_http_responses_total', 'HAProxy'],
    ['traces_spanmetrics_calls_total', 'the span metrics of a tracing system'],
  ])('such as %s keeps the service that it is about', (metric, exposer) => {
    const selector = `${metric}{service="pay@file"`;
    const text = slothEvents(
      `sum(rate(${selector},code=~"5.."}[{{.window}}]))`,
      `sum(rate(${selector}}[{{.window}}]))`,
    );
    const [total] = measured(text, 'shop', 'orders');
    expect(total).toBe(`sum(rate(${selector}}[5m]))`);
    expect(said('sloth', text)[0]).toContain(`'${metric}' is exposed by ${exposer}, not by the service`);
  });

  test('makes the other counter of its objective external too: one that is bound counts for less of the cluster', () => {
    const text = slothEvents(
      'sum(rate(orders_failed{job="shop"}[{{.window}}]))',
      'sum(rate(orders_total[{{.window}}]))',
    );
    expect(measured(text, 'shop', 'orders')[0]).toBe('sum(rate(orders_total[5m]))');
    expect(contractsIn(declarationOf('sloth', text))['shop']?.metrics).toEqual([]);
  });

  test('is not what an objective before it has declared as the own metric of the service', () => {
    const more = `  - name: others
    objective: 99
    sli:
      events:
        error_query: sum(rate(orders_failed[{{.window}}]))
        total_query: sum(rate(orders_total[{{.window}}]))
`;
    const text = slothEvents(
      'sum(rate(orders_total{ok="no"}[{{.window}}]))',
      'sum(rate(orders_total[{{.window}}]))',
      more,
    );
    expect(importText('sloth', text)).toMatchObject({ found: 2, carried: 1 });
    expect(said('sloth', text)).toContain(
      "IMP013 10 metric 'orders_total' is an external counter here, and a counter in an objective before it",
    );
  });

  test('is not the count of a histogram that an objective before it has declared', () => {
    const more = `  - name: others
    objective: 99
    sli:
      events:
        error_query: sum(rate(slow_orders[{{.window}}]))
        total_query: sum(rate(order_seconds_count[{{.window}}]))
`;
    const fast = 'sum(rate(order_seconds_bucket{le="1"}[{{.window}}]))';
    const all = 'sum(rate(order_seconds_count[{{.window}}]))';
    expect(said('sloth', slothEvents(`${all} - ${fast}`, all, more))).toContain(
      "IMP013 10 metric 'order_seconds_count' is an external counter here, and a histogram in an objective before it",
    );
  });

  test('is refused where it would be kept for each namespace, or each service, of the cluster', () => {
    const by = (label: string, matcher = '') =>
      slothEvents(
        `sum by (${label}) (rate(kube_job_failures_total{${matcher}reason="Evicted"}[{{.window}}]))`,
        `sum by (${label}) (rate(kube_job_failures_total{${matcher}}[{{.window}}]))`,
      );
    expect(said('sloth', by('namespace'))).toEqual([
      "IMP004 8 'total_query' is grouped by 'namespace', which tells targets apart, and an objective is of one",
    ]);
    expect(said('sloth', by('service'))).toEqual([expect.stringContaining("is grouped by 'service'")]);
    expect(importText('sloth', by('namespace', 'namespace="default",')).carried).toBe(1);
    expect(said('sloth', by('namespace', 'namespace="default",'))).toContain(
      "IMP010 4 the grouping by 'namespace' is left out: its queries select one value of it",
    );
  });

  test('is warned of where it is a histogram, and refused where the queries say which object it is about', () => {
    const fast = (matcher: string) => {
      const of = 'traefik_service_request_duration_seconds';
      const all = `sum(rate(${of}_count{${matcher}}[{{.window}}]))`;
      return slothEvents(`${all} - sum(rate(${of}_bucket{${matcher}le="0.5"}[{{.window}}]))`, all);
    };
    expect(importText('sloth', fast('')).problems).toMatchObject([
      {
        id: 'IMP014',
        severity: 'warning',
        message: expect.stringContaining('most likely exposed by Traefik'),
      },
    ]);
    expect(said('sloth', fast('service="pay@file",'))).toEqual([
      expect.stringMatching(/^IMP005 8 .* says by service what .* is about/),
    ]);
  });
});
