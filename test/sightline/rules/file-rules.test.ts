import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { fileRuleChecker, type FileRule } from '../../../src/sightline/rules/file-rules';
import { foreignPrometheusSeries } from '../../../src/sightline/rules/prometheus-series';
import { queue, requests } from './mistakes';

const metrics = new Map([
  ...foreignPrometheusSeries,
  ...knownMetrics([requests.declaration, queue.declaration]),
]);

/** What is wrong with the last of some rules that stand in a file of others. */
function told(...rules: readonly FileRule[]): readonly string[] {
  const problemsOf = fileRuleChecker(rules, { metrics });
  return rules.slice(-1).flatMap((rule) => problemsOf(rule).map(({ id, severity }) => `${id} ${severity}`));
}

const recorded = (record: string, expr: string): FileRule => ({ record, expr });
const alert = (expr: string, summary = 's'): FileRule => ({ alert: 'A', expr, annotations: { summary } });

describe('a rule of others', () => {
  test.each<[string, FileRule]>([
    ['reads metrics that nobody declared', recorded('a:b', 'sum by (x) (rate(somebodys_total{y="1"}[5m]))')],
    ['reads series that nobody here records', recorded('a:b', 'cluster:cpu:usage / on (x) y')],
    [
      'reads up of any target',
      alert('sum by (cluster) (up{metrics_path="/probes"}) == 0', '{{ $labels.cluster }}'),
    ],
    ['has no condition but a state', alert('somebodys_state{state="broken"}')],
    ['fires as long as Prometheus runs', alert('vector(1)')],
    ['puts series of different labels together', recorded('a:b', 'sum by (x) (a) or sum by (y) (b)')],
    ['fills in before it adds up', recorded('a:b', 'sum by (x) (a{z="1"} or vector(0))')],
    ['fills in where nothing is', recorded('a:b', 'max without (x) (a{y="1"}) or 0 * absent(a{y="1"})')],
    [
      'joins buckets that are rates',
      recorded(
        'a:b',
        'histogram_quantile(0.9, sum by (le, n) (rate(a_bucket[5m])) * on (n) group_left (m) b)',
      ),
    ],
    ['adds up what may be counters, and takes their rate', recorded('a:b', 'rate((a + b)[5m:1m])')],
  ])('may be one that %s', (_, rule) => {
    expect(told(rule)).toEqual([]);
  });

  test.each<[string, FileRule, string]>([
    ['has lost le', recorded('a:b', 'histogram_quantile(0.9, sum by (x) (rate(a_bucket[5m])))'), 'TYP105'],
    [
      'is always 1',
      recorded('a:b', 'sum by (x) (rate(a_total{x=~"5.."}[5m])) / sum by (x) (rate(a_total[5m]))'),
      'TYP111',
    ],
    ['never meets', recorded('a:b', 'rate(a_total{x="hit"}[5m]) + rate(a_total{x="miss"}[5m])'), 'LBL203'],
    ['takes the rate of a rate', recorded('a:b', 'rate(rate(a_total[5m])[1h:])'), 'TYP102'],
    ['tells of a label that is gone', alert('sum by (x) (a) > 1', '{{ $labels.instance }}'), 'LBL205'],
    ['has no condition', alert('sum(somebodys_gauge)'), 'ALR401'],
    ['compares with bool', alert('sum(somebodys_gauge) > bool 5'), 'ALR401'],
    ['matches what is stored in another spelling', recorded('a:b', 'rate(a_bucket{le="1"}[5m])'), 'LBL209'],
  ])('is at most warned of where Prometheus evaluates it, if it %s', (_, rule, id) => {
    expect(told(rule)).toEqual([`${id} warning`]);
  });

  test.each<[string, FileRule, string]>([
    ['can not be read', recorded('a:b', 'sum(rate('), 'PQL001'],
    ['fails at each evaluation', recorded('a:b', 'a[5m]'), 'PQL005'],
    ['can not be told', alert('a > 1', '{{ $valeu }}'), 'ALR403'],
    [
      'reads a label that what is declared here lacks',
      recorded('a:b', 'sum by (rout) (shop_requests_total)'),
      'LBL201',
    ],
    [
      'takes the rate of a gauge that is declared here',
      recorded('a:b', 'rate(shop_queue_length[5m])'),
      'TYP102',
    ],
    ['has no condition, of what is declared here', alert('shop_queue_length'), 'ALR401'],
  ])('is refused if it %s', (_, rule, id) => {
    expect(told(rule)).toEqual([`${id} error`]);
  });

  test('is known to the others of its file', () => {
    const perSecond = recorded('a:b:rate', 'sum by (x) (rate(a_total[5m]))');
    expect(told(perSecond, recorded('c:d', 'rate(a:b:rate[5m])'))).toEqual(['TYP102 warning']);
    expect(told(perSecond, recorded('c:d', 'sum by (y) (a:b:rate)'))).toEqual(['LBL201 warning']);
    expect(told(perSecond, recorded('c:d', 'sum by (x) (a:b:rate)'))).toEqual([]);
  });
});

describe('what names say of metrics that nobody declared', () => {
  test.each<[string, string, string]>([
    ['a share of a counter', 'sum(a_total{x="1"}) / sum(a_total)', 'TYP112'],
    ['a mean, a hundredfold', '1000 * a_sum / a_count', 'TYP112'],
    ['a part of what a histogram has counted', 'sum(a_bucket{le="0.5"}) / sum(a_count)', 'TYP112'],
    ['a rate of a sum of counters', 'rate(sum by (x) (a_total)[5m:1m])', 'TYP109'],
    [
      'a bucket beside the count, which has no bound',
      'rate(a_bucket{le="0.5"}[5m]) / rate(a_count[5m])',
      'LBL203',
    ],
    ['up beside a sum of everything', 'up / sum(rate(a_total[5m]))', 'LBL203'],
    ['up beside a sum by another label', 'sum by (x) (rate(a_total[5m])) and up == 1', 'LBL203'],
  ])('is warned of: %s', (_, expr, id) => {
    expect(told(recorded('a:b', expr))).toEqual([`${id} warning`]);
  });

  test.each<[string, string]>([
    ['a share of gauges', 'sum(a_bytes{x="1"}) / sum(a_bytes)'],
    ['a rate of a maximum', 'rate(max by (x) (a_total)[5m:1m])'],
    [
      'a bucket beside the count, on what both have',
      'rate(a_bucket{le="0.5"}[5m]) / ignoring (le) rate(a_count[5m])',
    ],
    ['up beside a sum for each target', 'up * on (instance, job) sum by (instance, job) (rate(a_total[5m]))'],
  ])('may be %s', (_, expr) => {
    expect(told(recorded('a:b', expr))).toEqual([]);
  });

  test('is known through records, too', () => {
    expect(told(recorded('a:x', 'sum by (x) (a_total)'), recorded('a:b', 'rate(a:x[5m])'))).toEqual([
      'TYP109 warning',
    ]);
    const buckets = recorded('a:x', 'sum by (x) (rate(a_bucket[5m]))');
    expect(told(buckets, recorded('a:b', 'histogram_quantile(0.9, a:x)'))).toEqual(['TYP105 warning']);
  });
});

test('a rule of a clean shape reads values that the metric behind a record does not have', () => {
  const rules = [
    { record: 'a:b:c', expr: 'sum by (method) (rate(shop_requests_total[5m]))' },
    { record: 'a:get:c', expr: 'a:b:c{method="GET"}' },
    { record: 'a:put:c', expr: 'a:b:c{method="PUT"}' },
  ];
  const problemsOf = fileRuleChecker(rules, { metrics });
  expect(rules.map((rule) => problemsOf(rule).map(({ id }) => id))).toEqual([[], [], ['LBL202']]);
});
