import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { packs } from '../../../src/sightline/promql/build/packs';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';
import { changed, openMetricsPage, shop, textPage, verified } from './pages';

/** Problems in short: id, line, where, and what it says. */
const short = (page: string) =>
  verified(page).map(({ id, severity, line, path, message }) => ({
    is: `${severity} ${id} ${line ?? '-'} ${path ?? ''}`.trim(),
    message,
  }));

describe('a page as the contract says', () => {
  test.each([
    ['text', textPage],
    ['OpenMetrics', openMetricsPage],
  ])('has no problem, in %s', (_, page) => {
    expect(verified(page)).toEqual([]);
  });

  test('may announce metrics that have no value yet', () => {
    const silent = textPage
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .join('\n');
    expect(verified(silent)).toEqual([]);
  });

  test('may spell bounds in any way, and have an empty value for a label that it does not have', () => {
    const spelled = changed(changed(textPage, 'le="0.1"', 'le="1e-01"'), 'le="5"', 'le="5.000"');
    expect(verified(changed(spelled, '} 2.5', ',shard=""} 2.5'))).toEqual([]);
  });

  test('may have `_created` series as metrics of their own, and all that a client exposes', () => {
    const more = [
      'shop_requests_created{method="GET",route="/a",status="200"} 1.7e+09',
      'nodejs_eventloop_lag_seconds 1',
      'go_goroutines 1',
      'promhttp_metric_handler_requests_total{code="200"} 1',
      'python_gc_objects_collected_total{generation="0"} 1',
    ];
    expect(verified(`${textPage}${more.join('\n')}\n`)).toEqual([]);
  });

  test('may have the help that older Python clients write for several workers', () => {
    expect(
      verified(
        changed(textPage, 'HELP shop_queue_bytes Waiting', 'HELP shop_queue_bytes Multiprocess metric'),
      ),
    ).toEqual([]);
  });

  test('may say nothing in a help, and say in its own words what a pack says in others', () => {
    const contract = serviceContract({
      name: 'db',
      metrics: [packs.postgresExporter.pg_up, gauge('db_size_bytes', 'Size', {})],
      notTraffic: {},
    });
    const page = `# HELP pg_up Up or not
# TYPE pg_up gauge
pg_up 1
# HELP db_size_bytes \n# TYPE db_size_bytes gauge
db_size_bytes 1
`;
    expect(verifyExposition(parseExposition(page), contract)).toEqual([]);
    // words of its own are held against the page
    expect(
      verifyExposition(parseExposition(page.replace('_bytes \n', '_bytes Weight\n')), contract),
    ).toMatchObject([{ id: 'EXP009', line: 4 }]);
  });

  test('may have what the packs know as metrics of the cluster, which rules read without a contract', () => {
    const page = `${textPage}kube_pod_info{pod="a"} 1\nkube_pod_infos{pod="a"} 1\n`;
    expect(verifyExposition(parseExposition(page), shop)).toMatchObject([
      { id: 'EXP011', path: 'metrics.kube_pod_infos' },
    ]);
  });
});

describe('a deviation in a page', () => {
  const gone = textPage.replace(/^.*shop_queue_bytes.*\n/gm, '');

  test.each<[string, string, string, RegExp]>([
    ['a metric is missing', gone, 'error EXP002 - metrics.shop_queue_bytes', /'shop_queue_bytes' is missing/],
    [
      'a metric is misspelled, which is one mistake',
      changed(textPage, 'shop_queue_bytes', 'shop_queue_byte'),
      'error EXP002 13 metrics.shop_queue_bytes',
      /'shop_queue_bytes' is missing/,
    ],
    [
      'the sum of a histogram is missing',
      changed(textPage, 'shop_request_seconds_sum{route="/a"} 2.5\n', ''),
      'error EXP002 5 metrics.shop_request_seconds',
      /'shop_request_seconds_sum' is missing/,
    ],
    [
      'a gauge is a counter',
      changed(textPage, 'TYPE shop_queue_bytes gauge', 'TYPE shop_queue_bytes counter'),
      'error EXP003 13 metrics.shop_queue_bytes',
      /is a counter on the page and a gauge in the contract/,
    ],
    [
      'a histogram is a summary',
      changed(textPage, 'TYPE shop_request_seconds histogram', 'TYPE shop_request_seconds summary').replace(
        /^.*_bucket.*\n/gm,
        '',
      ),
      'error EXP003 5 metrics.shop_request_seconds',
      /is a summary on the page and a histogram in the contract/,
    ],
    [
      'a histogram has no type',
      textPage.replace(/^# .*shop_request_seconds.*\n/gm, ''),
      'error EXP003 5 metrics.shop_request_seconds',
      /has no type on the page/,
    ],
    [
      'a label is missing on some samples',
      changed(textPage, 'method="GET",', ''),
      'error EXP004 3 metrics.shop_requests_total',
      /label 'method' of 'shop_requests_total' is missing on 1 of 2 samples/,
    ],
    [
      'there is a label more',
      changed(textPage, 'shop_queue_bytes 0', 'shop_queue_bytes{user_id="7"} 0'),
      'error EXP005 15 metrics.shop_queue_bytes',
      /label 'user_id' of 'shop_queue_bytes' is not in the contract/,
    ],
    [
      'a value is outside a list',
      changed(textPage, 'method="other"', 'method="PURGE"'),
      'error EXP006 4 metrics.shop_requests_total',
      /label 'method' .* a value outside its domain \('PURGE'\)/,
    ],
    [
      'a bucket is missing',
      changed(textPage, 'shop_request_seconds_bucket{route="/a",le="1"} 2\n', ''),
      'error EXP007 7 metrics.shop_request_seconds.buckets',
      /lacks the bucket 1:/,
    ],
    [
      'the last bucket is missing',
      changed(textPage, 'shop_request_seconds_bucket{route="/a",le="+Inf"} 3\n', ''),
      'error EXP007 7 metrics.shop_request_seconds.buckets',
      /lacks the bucket \+Inf:/,
    ],
    [
      'there is a bucket more',
      changed(
        textPage,
        '{route="/a",le="1"} 2',
        '{route="/a",le="1"} 2\nshop_request_seconds_bucket{route="/a",le="2.50"} 2',
      ),
      'error EXP007 7 metrics.shop_request_seconds.buckets',
      /has the bucket 2\.5, which the contract does not/,
    ],
    [
      'a label has more values than it may',
      `${textPage}${['c', 'd', 'e'].map((route) => `shop_requests_total{method="GET",route="/${route}",status="200"} 1\n`).join('')}`,
      'error EXP008 1 metrics.shop_requests_total',
      /label 'route' .* has 5 values \('\/a', '\/b', '\/c' and 2 more\), and the contract allows 3/,
    ],
    [
      'more of its known values occur than may',
      `${textPage}shop_requests_total{method="GET",route="/a",status="404"} 1\n`,
      'error EXP008 1 metrics.shop_requests_total',
      /label 'status' .* has 3 values .* allows 2/,
    ],
    [
      'the help has drifted',
      changed(textPage, 'Requests served', 'Requests'),
      'warning EXP009 1 metrics.shop_requests_total.help',
      /\(Requests\) is not that of the contract \(Requests served\)/,
    ],
    [
      'the unit has drifted',
      changed(
        openMetricsPage,
        'UNIT shop_request_seconds seconds',
        'UNIT shop_request_seconds request_seconds',
      ),
      'error EXP010 5 metrics.shop_request_seconds.unit',
      /\(request_seconds\) is wrong: the contract says seconds/,
    ],
    [
      'a help came twice',
      `${textPage}# HELP shop_queue_bytes Waiting\n`,
      'warning EXP015 19',
      /there is a second HELP of 'shop_queue_bytes'/,
    ],
    [
      'nobody declared a metric',
      `${textPage}shop_secret_total 1\n`,
      'warning EXP011 19 metrics.shop_secret_total',
      /'shop_secret_total' is not in the contract/,
    ],
    [
      'a series is there twice',
      `${textPage}shop_queue_bytes 1\n`,
      'error EXP012 19 metrics.shop_queue_bytes',
      /is there again, first on line 15/,
    ],
    [
      'a bucket is there in two spellings',
      changed(textPage, 'le="1"} 2', 'le="1"} 2\nshop_request_seconds_bucket{le="1.0",route="/a"} 2'),
      'error EXP012 9 metrics.shop_request_seconds',
      /is there again, first on line 8/,
    ],
    [
      'OpenMetrics announces a counter with its suffix',
      changed(
        changed(openMetricsPage, 'TYPE shop_requests ', 'TYPE shop_requests_total '),
        'HELP shop_requests ',
        'HELP shop_requests_total ',
      ),
      'warning EXP013 1 metrics.shop_requests_total',
      /announced with '_total'/,
    ],
    [
      'a line is no sample',
      changed(textPage, 'shop_queue_bytes 0', 'shop_queue_bytes 0\nshop_queue_bytes{'),
      'error EXP001 16',
      /line 16 can't be read/,
    ],
    [
      'the page is cut off',
      changed(openMetricsPage, '# EOF\n', ''),
      'error EXP001 21',
      /OpenMetrics ends with '# EOF'/,
    ],
  ])('is named, and nothing else: %s', (_, page, is, message) => {
    const found = short(page);
    expect(found.map((each) => each.is)).toEqual([is]);
    expect(found[0]?.message).toMatch(message);
  });

  test('says what was probably meant', () => {
    const [misspelled] = verified(changed(textPage, 'shop_queue_bytes', 'shop_queue_byte'));
    expect(misspelled?.fix).toBe("the page has 'shop_queue_byte': name it 'shop_queue_bytes'");
    const renamed = verified(changed(textPage, 'route=', 'routes='));
    expect(renamed.map(({ id, fix }) => [id, fix])).toEqual([
      ['EXP004', "the page has 'routes': name it 'route'"],
      ['EXP005', "drop it, or declare 'routes' with its domain"],
      ['EXP004', "the page has 'routes': name it 'route'"],
      ['EXP005', "drop it, or declare 'routes' with its domain"],
    ]);
  });

  test('is not what stands for statuses that came when all places were taken', () => {
    const answers = counter('answers_total', 'Answers', { status: httpStatus });
    const contract = serviceContract({ name: 'shop', metrics: [answers], notTraffic: {} });
    const said = (...statuses: readonly string[]): readonly string[] => {
      const samples = statuses.map((status) => `answers_total{status="${status}"} 1\n`);
      const page = `# HELP answers_total Answers\n# TYPE answers_total counter\n${samples.join('')}`;
      return verified(page, contract).map(({ id }) => id);
    };
    expect(said('200', '4xx', '5xx', 'other')).toEqual([]);
    expect(said('200', '3xx')).toEqual(['EXP006']);
  });

  test('is one problem for a label, however many series have it', () => {
    const ids = Array.from(
      { length: 50 },
      (_, id) => `shop_requests_total{method="M${id}",route="/a",status="200"} 1\n`,
    );
    const found = verified(`${textPage}${ids.join('')}`);
    expect(found.map(({ id }) => id)).toEqual(['EXP006']);
    expect(found[0]?.message).toContain("has 50 values outside its domain ('M0', 'M1', 'M10' and 47 more)");
  });

  test('of a counter without its suffix is that it is missing', () => {
    const found = verified(changed(textPage, 'shop_requests_total', 'shop_requests'));
    expect(found.map(({ id, fix }) => [id, fix])).toEqual([
      ['EXP002', "the page has 'shop_requests': name it 'shop_requests_total'"],
    ]);
  });
});

test('an empty page misses every metric, and each once', () => {
  const found = verified('');
  expect(found.map(({ id, path }) => [id, path])).toEqual([
    ['EXP002', 'metrics.shop_requests_total'],
    ['EXP002', 'metrics.shop_request_seconds'],
    ['EXP002', 'metrics.shop_queue_bytes'],
  ]);
});

test('a metric without labels has one series, and no more', () => {
  const contract = serviceContract({ name: 'a', metrics: [counter('a_total', 'As', {})], notTraffic: {} });
  const page = '# TYPE a_total counter\n# HELP a_total As\na_total 1\n';
  expect(verified(page, contract)).toEqual([]);
});

describe('a page with more deviations than anybody reads', () => {
  const messages = (page: string) => verified(page).map(({ message }) => message);

  test('has the first labels that are not in the contract one by one, and says how many more there are', () => {
    const labels = Array.from({ length: 300 }, (_, index) => `l${String(index).padStart(3, '0')}="v"`);
    const found = messages(`${textPage}shop_queue_bytes{${labels.join(',')}} 1\n`);
    expect(found).toHaveLength(11);
    expect(found[9]).toMatch(/^label 'l009' of 'shop_queue_bytes' is not in the contract/);
    expect(found[10]).toBe(
      "290 more labels of 'shop_queue_bytes' are not in the contract ('l010', 'l011', 'l012' and 287 more)",
    );
  });

  test('does so with metrics', () => {
    const metrics = Array.from({ length: 60 }, (_, index) => `extra_${String(index).padStart(2, '0')} 1\n`);
    const found = messages(`${textPage}${metrics.join('')}`);
    expect(found).toHaveLength(51);
    expect(found[50]).toBe(
      "10 more metrics are not in the contract ('extra_50', 'extra_51', 'extra_52' and 7 more)",
    );
  });

  test('cuts texts of megabytes in what it says', () => {
    const long = 'x'.repeat(3e6);
    const page = `${textPage}${long} 1\n# HELP shop_queue_bytes ${long}\nshop_requests_total{method="${long}",route="/",status="200"} 1\n`;
    const found = messages(page);
    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(found.join('').length).toBeLessThan(3_000);
  });
});
