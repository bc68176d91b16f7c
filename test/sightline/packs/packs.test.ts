import { print } from '../../../src/sightline/promql/print/print';
import { packs } from '../../../src/sightline';
import { packData } from '../../../src/sightline/packs/all-packs';
import type { MetricFact } from '../../../src/sightline/packs/fact';
import type { Pack } from '../../../src/sightline/packs/pack';
import { seriesOf } from '../../../src/sightline/packs/series-of';

const all: readonly (readonly [string, Pack])[] = Object.entries(packData);
const facts = (pack: Pack): readonly (readonly [string, MetricFact])[] => Object.entries(pack.facts);
const labelsOf = ({ anyValue, domains }: MetricFact): readonly string[] => [
  ...anyValue,
  ...Object.keys(domains),
];

/** The names under which a metric is stored. */
function storedAs(name: string, { type, quantiles }: MetricFact): readonly string[] {
  if (type === 'counter' || type === 'gauge') return [name];
  const both = [`${name}_count`, `${name}_sum`];
  if (type === 'histogram') return [`${name}_bucket`, ...both];
  return quantiles === undefined ? both : [name, ...both];
}

describe('the packs', () => {
  test('are of sixteen projects, with more than nine hundred metrics', () => {
    expect(all).toHaveLength(16);
    expect(all.reduce((sum, [, pack]) => sum + facts(pack).length, 0)).toBeGreaterThan(900);
  });
});

describe.each(all)('the pack %s', (_, pack) => {
  test('says of which version it is, and where that is written', () => {
    expect(pack.version).toMatch(/^\d+\.\d+(\.\d+)?$/);
    expect(pack.source).toMatch(/^https:\/\/\S+$/);
    expect(pack.source).toContain(pack.version);
    for (const each of pack.otherSources ?? []) expect(each).toMatch(/^https:\/\/\S+[0-9a-f]{7}\/\S+$/);
  });

  test('has names that Prometheus can store, no two of which are stored as one', () => {
    const stored = facts(pack).flatMap(([name, fact]) => storedAs(name, fact));
    expect(stored.filter((name) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))).toEqual([]);
    expect(stored.filter((name, index) => stored.indexOf(name) !== index)).toEqual([]);
  });

  test('has labels that Prometheus can store, each once, and none that a type of metric needs itself', () => {
    for (const [name, fact] of facts(pack)) {
      const labels = labelsOf(fact);
      expect([name, labels.filter((label) => !/^[a-zA-Z][a-zA-Z0-9_]*$/.test(label))]).toEqual([name, []]);
      expect([name, new Set(labels).size]).toEqual([name, labels.length]);
      expect(labels).not.toContain('le');
      expect(labels).not.toContain('quantile');
    }
  });

  test('says in a few words what each is', () => {
    for (const [name, { help }] of facts(pack))
      expect([name, help]).toEqual([name, expect.stringMatching(/^[A-Z0-9].{3,90}[^.]$/)]);
  });

  test('has the prefixes that it says, and all of its names do', () => {
    const { prefixes } = pack;
    if (prefixes === undefined) return;
    const others = facts(pack).filter(([name]) => !prefixes.some((prefix) => name.startsWith(prefix)));
    expect(others).toEqual([]);
  });
});

/** The labels of both ends of traffic in a mesh. */
const ends = [
  ...['source_workload', 'source_workload_namespace', 'source_principal', 'source_app', 'source_version'],
  ...['source_cluster', 'source_canonical_service', 'source_canonical_revision'],
  ...['destination_workload', 'destination_workload_namespace', 'destination_principal', 'destination_app'],
  ...['destination_version', 'destination_cluster', 'destination_canonical_service'],
  ...['destination_canonical_revision', 'destination_service', 'destination_service_name'],
  'destination_service_namespace',
];
const ofConnection = ['request_protocol', 'response_flags', 'connection_security_policy'];

describe('what its source says of a metric', () => {
  // as the documentation of each project has it
  test.each<[keyof typeof packData, string, Partial<MetricFact>, readonly string[]]>([
    [
      'kubeStateMetrics',
      'kube_pod_status_phase',
      { type: 'gauge', stability: 'stable' },
      ['namespace', 'pod', 'uid', 'phase'],
    ],
    [
      'kubeStateMetrics',
      'kube_pod_container_status_restarts_total',
      { type: 'counter' },
      ['namespace', 'pod', 'uid', 'container'],
    ],
    ['kubeStateMetrics', 'kube_job_status_failed', { type: 'gauge' }, ['namespace', 'job_name', 'reason']],
    ['kubeStateMetrics', 'kube_cronjob_spec_suspend', { type: 'gauge' }, ['namespace', 'cronjob']],
    ['kubeStateMetrics', 'kube_node_status_condition', { type: 'gauge' }, ['node', 'condition', 'status']],
    ['kubeStateMetrics', 'kube_node_role', { stability: 'experimental' }, ['node', 'role']],
    [
      'cadvisor',
      'container_network_tcp_usage_total',
      { type: 'gauge' },
      ['namespace', 'pod', 'container', 'id', 'image', 'name', 'tcp_state'],
    ],
    [
      'cadvisor',
      'container_memory_failcnt',
      { type: 'counter' },
      ['namespace', 'pod', 'container', 'id', 'image', 'name'],
    ],
    ['nodeExporter', 'node_cpu_seconds_total', { type: 'counter' }, ['cpu', 'mode']],
    ['nodeExporter', 'node_vmstat_oom_kill', { type: 'counter', exposedAs: 'untyped' }, []],
    ['blackboxExporter', 'probe_http_duration_seconds', { type: 'gauge' }, ['phase']],
    [
      'ingressNginx',
      'nginx_ingress_controller_requests',
      { type: 'counter' },
      [
        'controller_namespace',
        'controller_class',
        'controller_pod',
        'namespace',
        'ingress',
        'service',
        'canary',
        'host',
        'path',
        'method',
        'status',
      ],
    ],
    ['istio', 'istio_request_duration_milliseconds', { type: 'histogram', unit: 'milliseconds' }, []],
    // as the tests of the proxy state whole samples: messages are counted before there is an answer
    ['istio', 'istio_request_messages_total', { type: 'counter' }, [...ends, 'reporter']],
    ['istio', 'istio_tcp_sent_bytes_total', { type: 'counter' }, [...ends, ...ofConnection, 'reporter']],
    [
      'istio',
      'istio_requests_total',
      { type: 'counter', domains: { reporter: ['source', 'destination', 'waypoint'] } },
      [...ends, ...ofConnection, 'response_code', 'grpc_response_status', 'reporter'],
    ],
    [
      'envoy',
      'envoy_cluster_upstream_rq_time',
      { type: 'histogram', unit: 'milliseconds' },
      ['envoy_cluster_name'],
    ],
    ['envoy', 'envoy_server_live', { type: 'gauge', isBoolean: true }, []],
    // as real pages of Spring Boot have it
    [
      'micrometer',
      'jvm_memory_usage_after_gc',
      { type: 'gauge', domains: { area: ['heap'], pool: ['long-lived'] } },
      ['area', 'pool'],
    ],
    [
      'micrometer',
      'tasks_scheduled_execution_seconds',
      { domains: { outcome: ['SUCCESS', 'ERROR', 'UNKNOWN'] } },
      ['code_function', 'code_namespace', 'exception', 'error', 'outcome'],
    ],
    ['micrometer', 'jvm_classes_loaded_count_classes_total', { type: 'counter' }, []],
    [
      'grpc',
      'grpc_server_handled_total',
      { type: 'counter' },
      ['grpc_service', 'grpc_method', 'grpc_type', 'grpc_code'],
    ],
    ['go', 'go_gc_duration_seconds', { type: 'summary', quantiles: [0, 0.25, 0.5, 0.75, 1] }, []],
    ['postgresExporter', 'pg_stat_database_xact_commit', { type: 'counter' }, ['datid', 'datname']],
    [
      'postgresExporter',
      'pg_stat_user_tables_n_dead_tup',
      { type: 'gauge' },
      ['datname', 'schemaname', 'relname'],
    ],
    [
      'redisExporter',
      'redis_connected_slave_lag_seconds',
      { type: 'gauge' },
      ['slave_ip', 'slave_port', 'slave_state'],
    ],
    ['kafkaExporter', 'kafka_consumergroup_lag', { type: 'gauge' }, ['consumergroup', 'topic', 'partition']],
    [
      'node',
      'nodejs_gc_duration_seconds',
      { type: 'histogram', buckets: [0.001, 0.01, 0.1, 1, 2, 5] },
      ['kind'],
    ],
  ])('%s knows %s', (key, name, said, labels) => {
    const fact = new Map(facts(packData[key])).get(name);
    expect(fact).toMatchObject(said);
    if (labels.length > 0) expect(fact && labelsOf(fact)).toEqual(labels);
  });
});

describe('the typed metrics of the packs', () => {
  test('are all well, those of others', () => {
    for (const pack of [
      packs.kubeStateMetrics,
      packs.cadvisor,
      packs.nodeExporter,
      packs.istio,
      packs.envoy,
      packs.ingressNginx,
    ]) {
      for (const piece of Object.values(pack)) {
        const { declaration } = 'bucket' in piece ? piece.bucket : piece;
        expect(declaration).toMatchObject({ origin: 'external', problems: [] });
      }
    }
  });

  test.each(all.filter(([, { origin }]) => origin === 'own'))(
    'are all well, those of %s, once their labels are bounded',
    (key, pack) => {
      const pieces = packs[key as keyof typeof packs] as Readonly<Record<string, unknown>>; // of the same names
      for (const [name, fact] of facts(pack)) {
        const piece = pieces[name];
        const bounds = Object.fromEntries(fact.anyValue.map((label) => [label, { max: 3 }]));
        const declared =
          typeof piece === 'function'
            ? (piece as (...given: unknown[]) => unknown)(bounds, { buckets: [1] })
            : piece;
        expect(declared).toMatchObject({
          declaration: { name, type: fact.type, origin: 'own', problems: [] },
        });
      }
    },
  );

  test('are summaries where their projects say so, with the quantiles that they have', () => {
    const { go_gc_duration_seconds: pauses } = packs.go;
    expect(pauses.declaration.quantiles).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(print(pauses.quantile(0.5).node)).toBe('go_gc_duration_seconds{quantile="0.5"}');
  });

  test('say which label has no bound, to programs that are not checked by types', () => {
    const unchecked = packs.kafkaExporter.kafka_consumergroup_lag as unknown as (given: object) => {
      readonly declaration: { readonly problems: readonly { readonly id: string; readonly path?: string }[] };
    };
    expect(unchecked({ topic: { max: 3 } }).declaration.problems).toMatchObject([
      { id: 'CAR001', path: 'metrics.kafka_consumergroup_lag.labels.consumergroup' },
      { id: 'CAR001', path: 'metrics.kafka_consumergroup_lag.labels.partition' },
    ]);
  });
});

describe('how many series a pack adds to a pod', () => {
  const pack = (given: Pack['facts']): Pack => ({
    project: 'p',
    version: '1.0',
    source: 'https://p.example/1.0',
    origin: 'own',
    facts: given,
  });
  const fact = (given: Partial<MetricFact>): MetricFact => ({
    type: 'gauge',
    help: 'h',
    anyValue: [],
    domains: {},
    ...given,
  });

  test.each<[string, Partial<MetricFact>, number]>([
    ['a gauge', {}, 1],
    ['a gauge for each of three values', { domains: { a: ['x', 'y', 'z'] } }, 3],
    [
      'a gauge for each of three values and at most five',
      { domains: { a: ['x', 'y', 'z'], b: { max: 5 } } },
      15,
    ],
    ['a counter, with when it began', { type: 'counter' }, 2],
    [
      'a histogram of two buckets, +Inf, count, sum and when it began',
      { type: 'histogram', buckets: [1, 2] },
      6,
    ],
    [
      'a summary of two quantiles, count, sum and when it began',
      { type: 'summary', quantiles: [0.5, 0.9] },
      5,
    ],
    ['a summary without quantiles', { type: 'summary' }, 3],
    ['a label without a bound', { anyValue: ['a'] }, 0],
    ['a histogram whose buckets are a setting', { type: 'histogram' }, 0],
  ])('is that of %s', (_, given, series) => {
    expect(seriesOf(pack({ a: fact(given), b: fact({}) }))).toBe(series + 1);
  });
});
