import { adopted, contractIn, declarationOf, questionsIn, verdictOf } from './run-adopted';

/** A counter with one label and these values. */
const counterWith = (label: string, ...values: readonly string[]): string =>
  `# HELP a_total A\n# TYPE a_total counter\n${values.map((value) => `a_total{${label}="${value}"} 1\n`).join('')}`;

/** How the domain of the label of such a counter is written. */
const domainOf = (label: string, ...values: readonly string[]): string =>
  /\{\s*(?:\/\/[^\n]*\n\s*)?\w+: (.*?),?\s*\}\);$/s.exec(
    declarationOf(adopted(counterWith(label, ...values)).declaration, 'a'),
  )?.[1] ?? 'no domain';

describe('the domain of a label', () => {
  test.each([
    ['method', ['GET', 'POST'], 'httpMethod'],
    ['method', ['get'], "['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'connect', 'trace']"],
    ['code', ['200', '404'], 'httpStatus'],
    ['status', ['200', '5xx'], 'httpStatus'],
    ['code', ['2xx', '4xx'], "['1xx', '2xx', '3xx', '4xx', '5xx']"],
    ['grpc_code', ['OK', 'DeadlineExceeded'], 'grpcCode'],
    ['success', ['true'], 'trueOrFalse'],
    ['success', ['False', 'True'], "['True', 'False']"],
    ['level', ['info', 'warn'], "['trace', 'debug', 'info', 'warn', 'error']"],
  ])('%s of %j is known', (label, values, domain) => {
    const { declaration } = adopted(counterWith(label, ...values));
    expect(domainOf(label, ...values)).toBe(domain);
    expect(questionsIn(declaration)).not.toContainEqual(expect.stringContaining(`'${label}' has`));
  });

  test.each([
    // twice as many as there are, rounded up
    ['queue', ['mail'], '{ max: 2 }'],
    ['queue', ['a', 'b', 'c'], '{ max: 10 }'],
    ['queue', ['200', '404'], '{ max: 5 }'],
    ['code', ['200', 'OK'], '{ max: 5 }'],
    ['code', ['2000'], '{ max: 2 }'],
    ['method', ['GET', 'PURGE'], '{ max: 5 }'],
    ['success', ['other'], '{ max: 2 }'],
    ['path', ['/a', '/b', '/c', '/d', '/e', '/f'], 'httpRoute(20)'],
  ])('%s of %j is a bound, and a question', (label, values, domain) => {
    const { declaration } = adopted(counterWith(label, ...values));
    expect(domainOf(label, ...values)).toBe(domain);
    expect(questionsIn(declaration)).toContainEqual(
      expect.stringContaining(`'${label}' has ${values.length}`),
    );
  });

  test('is a bound where there are more statuses than a service answers with', () => {
    const statuses = Array.from({ length: 13 }, (_, index) => String(400 + index));
    expect(domainOf('code', ...statuses)).toBe('{ max: 30 }');
  });

  test('has one name where several metrics have values in common, and another where they have others', () => {
    const { declaration } = adopted(`# TYPE a gauge
# HELP a A
a{type="x"} 1
# TYPE b gauge
# HELP b B
b{type="x"} 1
# TYPE c gauge
# HELP c C
c{type="hot"} 1
# TYPE d gauge
# HELP d D
d{type="hot"} 1
`);
    expect(declaration).toContain(
      "// TODO: 'type' has 1 value ('x'): how many are there at most? List them if these are all.\nconst typeOfA = { max: 2 };",
    );
    expect(declaration).toContain("const b = gauge('b', 'B', { type: typeOfA });");
    expect(declaration).toContain("const d = gauge('d', 'D', { type: typeOfC });");
  });

  test('of what a process is has one value, and no question', () => {
    const page =
      '# HELP shop_build_info Build\n# TYPE shop_build_info gauge\nshop_build_info{version="1.2"} 1\n';
    expect(declarationOf(adopted(page).declaration, 'buildInfo')).toBe(
      "const buildInfo = gauge('shop_build_info', 'Build', { version: { max: 1 } });",
    );
  });
});

describe('a metric', () => {
  const declared = (page: string, identifier: string): string =>
    declarationOf(adopted(page).declaration, identifier);

  test('of each type is declared with what its page says', () => {
    const page = `# HELP shop_wait_seconds Waiting
# TYPE shop_wait_seconds histogram
shop_wait_seconds_bucket{le="0.5"} 1
shop_wait_seconds_bucket{le="1e1"} 1
shop_wait_seconds_bucket{le="+Inf"} 1
shop_wait_seconds_sum 1
shop_wait_seconds_count 1
# HELP shop_job_seconds Jobs
# TYPE shop_job_seconds summary
shop_job_seconds{quantile="0.99"} 1
shop_job_seconds{quantile="0.5"} 1
shop_job_seconds_sum 1
shop_job_seconds_count 1
# HELP shop_orders_total It's "all"
# TYPE shop_orders_total counter
shop_orders_total 1
`;
    expect(declared(page, 'waitSeconds')).toBe(
      "const waitSeconds = histogram('shop_wait_seconds', 'Waiting', {}, { buckets: [0.5, 10] });",
    );
    expect(declared(page, 'jobSeconds')).toBe(
      "const jobSeconds = summary('shop_job_seconds', 'Jobs', {}, { quantiles: [0.5, 0.99] });",
    );
    expect(declared(page, 'orders')).toBe(`const orders = counter('shop_orders_total', 'It\\'s "all"', {});`);
    expect(verdictOf(page)).toEqual([]);
  });

  test('whose name breaks the rules for good names is declared as that of others', () => {
    const page = `# HELP pool_count Connections
# TYPE pool_count gauge
pool_count 1
# HELP hits Hits
# TYPE hits counter
hits 1
# HELP wait_ms Waiting
# TYPE wait_ms gauge
wait_ms 1
`;
    expect(declared(page, 'poolCount')).toBe(
      "const poolCount = thirdParty.gauge('pool_count', 'Connections', {});",
    );
    expect(declared(page, 'hits')).toBe("const hits = thirdParty.counter('hits', 'Hits', {});");
    expect(declared(page, 'waitMs')).toBe("const waitMs = thirdParty.gauge('wait_ms', 'Waiting', {});");
    expect(verdictOf(page)).toEqual([]);
  });

  test('of OpenMetrics has its unit, and a counter its suffix', () => {
    const page = `# HELP shop_paid_euros Paid
# TYPE shop_paid_euros counter
# UNIT shop_paid_euros euros
shop_paid_euros_total 1
# EOF
`;
    expect(declared(page, 'paidEuros')).toBe(
      "const paidEuros = counter('shop_paid_euros_total', 'Paid', {}, { unit: 'euros' });",
    );
    expect(verdictOf(page)).toEqual([]);
  });

  test('with nothing but the bucket of all is asked about', () => {
    const page = `# HELP t_seconds T
# TYPE t_seconds histogram
t_seconds_bucket{le="+Inf"} 1
t_seconds_sum 1
t_seconds_count 1
`;
    const { declaration } = adopted(page);
    expect(declarationOf(declaration, 'tSeconds')).toBe(
      "const tSeconds = nativeHistogram('t_seconds', 'T', {});",
    );
    expect(questionsIn(declaration)).toContain(
      "'t_seconds' has no bucket but that of all: is it a native histogram, of which a page shows no more?",
    );
    expect(verdictOf(page)).toEqual([]);
  });

  test('with labels of which few combinations occur states how many series it has, and asks', () => {
    const values = Array.from({ length: 30 }, (_, index) => `v${String(index).padStart(2, '0')}`);
    const lines = values.map((value) => `pairs{left="l${value}",right="r${value}",third="t${value}"} 1\n`);
    const page = `# HELP pairs Pairs\n# TYPE pairs gauge\n${lines.join('')}`;
    const { declaration } = adopted(page);
    // 100³ by the labels, 30 on the page
    expect(declarationOf(declaration, 'pairs')).toContain('{ maxSeries: 100 }');
    expect(questionsIn(declaration)).toContainEqual(
      expect.stringMatching(/^'pairs' has 30 series, and its labels/),
    );
    expect(verdictOf(page)).toEqual([]);
  });

  test('of which the page does not say what it is has a question, and many have one', () => {
    const gauges = (...names: readonly string[]) =>
      names.map((name) => `# TYPE ${name} gauge\n${name} 1\n`).join('');
    expect(questionsIn(adopted(gauges('one')).declaration)).toContain(
      "the page does not say what 'one' is: what does it count or measure?",
    );
    expect(questionsIn(adopted(gauges('one', 'two', 'three')).declaration)).toContain(
      'the page does not say what these are: what do they count or measure? one, two, three',
    );
    expect(verdictOf(gauges('one', 'two', 'three'))).toEqual([]);
  });

  test.each([
    ['without a type', 'plain 1\n', 'no type on the page says whether these are counters or gauges: plain'],
    [
      'without a value',
      '# TYPE silent_total counter\n',
      'announced without a value, so that nobody sees the labels: silent_total',
    ],
    [
      'of a type that no contract holds',
      '# TYPE build info\nbuild_info{version="1"} 1\n# EOF\n',
      "no contract holds metrics of the type 'info': build",
    ],
    [
      'with a label of its target',
      '# TYPE up_to gauge\nup_to{pod="a"} 1\n',
      "label 'pod': label is set by the scrape: rename it; Prometheus would store it as 'exported_pod'; name it, for example, 'pod_name': up_to",
    ],
    [
      'with a label that some of its series lack',
      '# TYPE some gauge\nsome{a="1"} 1\nsome 2\n',
      "label 'a' of 'some' is missing on 1 of 2 samples: what is grouped or matched by it is lost: some",
    ],
  ])('%s is left out, with the reason', (_, page, reason) => {
    const { declaration, declared: count, leftOut } = adopted(page);
    expect([count, leftOut]).toEqual([0, 1]);
    expect(declaration).toContain(
      "1 metric can't be declared as it is on the page: what is to become of it?",
    );
    expect(declaration).toContain(`// - ${reason}`);
    expect(verdictOf(page).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('of the runtime is left out and counted, also where no pack has it', () => {
    const page = `# TYPE go_goroutines gauge
go_goroutines 1
# TYPE process_open_fds gauge
process_open_fds 1
# TYPE go_sched_latencies_seconds gauge
go_sched_latencies_seconds 1
# TYPE go_shop_orders_total counter
go_shop_orders_total 1
`;
    const { declaration, known } = adopted(page);
    expect(known).toBe(4);
    expect(declaration).toContain(
      '// 2 metrics of client_golang about the process and its runtime are left out; packs.go has them.\n// 1 metric more of the client is left out, too.',
    );
    expect(questionsIn(declaration)).toContain(
      'these are named as what clients expose about the runtime, and left out: does the service count any of them itself? go_shop_orders_total',
    );
    expect(verdictOf(page)).toEqual([]);
  });

  test('that an exporter has is that of its pack, whatever its help', () => {
    const page = `# HELP pg_up Up or not
# TYPE pg_up gauge
pg_up 1
# HELP pg_stat_database_numbackends Backends
# TYPE pg_stat_database_numbackends gauge
pg_stat_database_numbackends{datid="1",datname="shop"} 1
# HELP hikaricp_connections_usage_seconds Usage
# TYPE hikaricp_connections_usage_seconds summary
hikaricp_connections_usage_seconds_count{pool="main"} 1
hikaricp_connections_usage_seconds_sum{pool="main"} 1
# HELP kube_pod_info About others
# TYPE kube_pod_info gauge
kube_pod_info{pod="a"} 1
`;
    const { declaration } = adopted(page);
    expect(declarationOf(declaration, 'pgUp')).toBe('const pgUp = packs.postgresExporter.pg_up;');
    expect(declarationOf(declaration, 'pgStatDatabaseNumbackends')).toContain(
      'packs.postgresExporter.pg_stat_database_numbackends({',
    );
    expect(declarationOf(declaration, 'hikaricpConnectionsUsageSeconds')).toContain(
      'packs.micrometer.hikaricp_connections_usage_seconds({',
    );
    expect(declaration).toContain(
      '1 metric of kube-state-metrics is left out: rules read it from packs.kubeStateMetrics',
    );
    expect(verdictOf(page)).toEqual([]);
  });
});

describe('routes', () => {
  test('of the metrics page and of probes are no traffic, and asked about', () => {
    const page = counterWith(
      'path',
      ...[
        '/metrics',
        '/-/ready',
        '/actuator/health/**',
        '/health/live',
        '/healthy-food',
        '/items/health-insurance',
      ],
    );
    expect(contractIn(adopted(page).declaration).notTraffic).toEqual({
      path: ['/-/ready', '/actuator/health/**', '/health/live', '/metrics'],
    });
  });

  test('without any such are asked about', () => {
    const { declaration } = adopted(counterWith('path', '/items'));
    expect(contractIn(declaration).notTraffic).toEqual({});
    expect(questionsIn(declaration)).toContain(
      "no route of 'path' looks like the metrics page or a probe: are they counted, and as which?",
    );
  });
});

describe('golden signals', () => {
  const histogramPage = (name: string, labels: string): string => `# HELP ${name} H
# TYPE ${name} histogram
${name}_bucket{${labels},le="1"} 1
${name}_bucket{${labels},le="+Inf"} 1
${name}_sum{${labels}} 1
${name}_count{${labels}} 1
`;
  const requests = (labels: string): string =>
    `# HELP http_requests_total R\n# TYPE http_requests_total counter\nhttp_requests_total{${labels}} 1\n`;
  const signalsIn = (page: string): string =>
    (/goldenSignals\((.*?)\)[,\]]/s.exec(adopted(page).declaration)?.[1] ?? 'none').replace(/\s+/g, ' ');

  test.each([
    [
      'of a counter and a histogram, by the route that both have',
      requests('route="/",code="200"') + histogramPage('http_request_duration_seconds', 'route="/"'),
      "shop, { requests: httpRequests, errors: { code: /5../ }, latency: httpRequestDurationSeconds, by: ['route'], }",
    ],
    [
      'of a histogram alone',
      histogramPage('http_request_duration_seconds', 'handler="/",status="2xx"'),
      "shop, { requests: httpRequestDurationSeconds.count, errors: { status: '5xx' }, latency: httpRequestDurationSeconds, by: ['handler'], }",
    ],
    [
      'of a counter alone, by no route where there is none',
      requests('code="OK",method="get"'),
      "shop, { requests: httpRequests, errors: { code: ['Unknown', 'DeadlineExceeded', 'Unimplemented', 'Internal', 'Unavailable', 'DataLoss'] }, by: [], }",
    ],
    [
      'not of requests that it sends',
      counterWith('code', '200').replaceAll('a_total', 'http_client_requests_total'),
      'none',
    ],
    [
      'not of what counts nothing but failures',
      counterWith('code', '500').replaceAll('a_total', 'http_request_errors_total'),
      'none',
    ],
    ['not of what does not tell how requests ended', requests('method="GET"'), 'none'],
  ])('are made %s', (_, page, signals) => {
    expect(signalsIn(page)).toBe(signals);
    expect(questionsIn(adopted(page).declaration)).toContainEqual(
      expect.stringMatching(signals === 'none' ? /^which metric counts requests/ : /^are these the requests/),
    );
  });
});

describe('several pages', () => {
  const first = `${counterWith('queue', 'a', 'b')}# HELP only Only\n# TYPE only gauge\nonly 1\n`;
  const second = counterWith('queue', 'c');

  test('are put together: values of all, and of each pod no more than it has', () => {
    const { declaration } = adopted(first, second);
    expect(declaration).toContain("// TODO: 'queue' has 3 values ('a', 'b', 'c')");
    // twice the two of the first page
    expect(declaration).toContain('queue: { max: 5 },');
    expect(questionsIn(declaration)).toContain("'only' is on 1 of 2 pages: can it be there from the start?");
    expect(verdictOf(first, first, second).map(({ id, message }) => `${id} ${message}`)).toEqual([
      "EXP002 'only' is missing: the rules that read it are empty, and no alert on it can fire",
    ]);
  });

  test('that differ in the type of a metric leave it out', () => {
    const { declaration } = adopted(first, first.replace('only gauge', 'only counter'));
    expect(declaration).toContain('// - pages differ in the type (gauge, counter): only');
  });

  test('that differ in buckets leave the histogram out', () => {
    const page = (bound: string): string =>
      `# TYPE t histogram\nt_bucket{le="${bound}"} 1\nt_bucket{le="+Inf"} 1\nt_sum 1\nt_count 1\n`;
    expect(adopted(page('1'), page('2')).declaration).toContain("// - 't' lacks the bucket 2:");
  });
});

describe('what a page has', () => {
  test('can not end a comment, nor a text, nor make names that a program can not have', () => {
    const page = `# HELP class_total '; process.exit(1); //
# TYPE class_total counter
class_total{constructor="a\\nprocess.exit(1)",a="\u2028process.exit(1)"} 1
# HELP default_total D
# TYPE default_total counter
default_total{toString="*/"} 1
`;
    expect(contractIn(adopted(page).declaration).metrics.map(({ name }) => name)).toEqual([
      'class_total',
      'default_total',
    ]);
    expect(verdictOf(page)).toEqual([]);
  });

  test('of a secret is not repeated in a question', () => {
    const token = `ghp_${'aB3'.repeat(12)}`;
    const { declaration } = adopted(counterWith('user', token));
    expect(declaration).not.toContain(token);
  });
});
