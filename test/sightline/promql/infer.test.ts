import { refusals } from '../../../src/sightline/problem/refusals';
import { check } from '../../../src/sightline/promql/check/check';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { allFeatures, newestVersion } from '../../../src/sightline/promql/syntax/dialect';
import {
  knownMetrics,
  nothingKnown,
  recordedMetric,
  type KnownMetrics,
} from '../../../src/sightline/promql/flow/known-metrics';
import { describeUnit } from '../../../src/sightline/promql/flow/unit';
import { latency, requests, waiting } from '../../types/shop';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';

const busy = counter('shop_busy_seconds_total', 'Time spent', { verb: ['GET', 'POST'] });
const memory = gauge('shop_memory_bytes', 'Memory in use', {});
const declared = [requests, latency, waiting, busy, memory].map(({ declaration }) => declaration);

const dialect = { version: newestVersion, features: allFeatures };

function inferred(text: string, metrics: KnownMetrics = knownMetrics(declared)) {
  const { node, problems } = parse(text, dialect);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (node === undefined) throw new Error('it was read');
  return check(node, { metrics, dialect });
}

/** What is said of a text: the id, the piece of the text, the sentence. */
function said(text: string, metrics?: KnownMetrics): readonly string[] {
  return inferred(text, metrics).problems.map(
    ({ id, span, message }) => `${id} «${text.slice(span?.start, span?.end)}» ${message}`,
  );
}

describe('what is surely wrong, given the metrics', () => {
  const { rateOfGauge, rateOfSample, quantileWithoutLe, quantileOfNoBuckets, deltaOfCounter } = refusals;
  const { differentLabels, onLacks, groupLacks, needsNativeHistogram } = refusals;
  const own = 'container, endpoint, instance, job, namespace, pod, service';
  test.each([
    [
      'histogram_quantile(0.9, sum by (route) (rate(shop_request_seconds_bucket[5m])))',
      `TYP105 «histogram_quantile(0.9, sum by (route) (rate(shop_request_seconds_bucket[5m])))» histogram_quantile over route: ${quantileWithoutLe.text}`,
    ],
    [
      'histogram_quantile(0.9, shop_waiting_mails)',
      `TYP106 «histogram_quantile(0.9, shop_waiting_mails)» histogram_quantile of a gauge: ${quantileOfNoBuckets.text}`,
    ],
    [
      'histogram_quantile(0.9, rate(shop_request_seconds_bucket{le="0.5"}[5m]))',
      `TYP106 «histogram_quantile(0.9, rate(shop_request_seconds_bucket{le="0.5"}[5m]))» histogram_quantile of one bucket: ${quantileOfNoBuckets.text}`,
    ],
    [
      'shop_request_seconds_bucket{le="0.3"}',
      'TYP107 «le="0.3"» 0.3 is no bucket of \'shop_request_seconds\', whose buckets are 0.1, 0.5, 2',
    ],
    [
      'rate(shop_waiting_mails[5m])',
      `TYP102 «rate(shop_waiting_mails[5m])» rate of a gauge: ${rateOfGauge.text}`,
    ],
    [
      'rate(sum(shop_requests_total)[5m:1m])',
      'TYP109 «rate(sum(shop_requests_total)[5m:1m])» rate of counters that were added up: a restart of one counter hides in a sum of many: take the rate of each, then add up',
    ],
    [
      'rate(rate(shop_request_seconds_bucket[5m])[1h:])',
      `TYP102 «rate(rate(shop_request_seconds_bucket[5m])[1h:])» rate of a rate: ${rateOfSample.text}`,
    ],
    [
      'deriv(shop_requests_total[5m])',
      `TYP103 «deriv(shop_requests_total[5m])» deriv of a counter: ${deltaOfCounter.text}`,
    ],
    [
      'histogram_avg(shop_requests_total)',
      `TYP106 «histogram_avg(shop_requests_total)» histogram_avg of a counter: ${needsNativeHistogram.text}`,
    ],
    [
      'shop_requests_total > 100',
      "TYP104 «>» '>' compares a counter with a number: it only ever grows, and starts again at any time",
    ],
    [
      'avg(histogram_quantile(0.9, sum by (le, verb) (rate(shop_request_seconds_bucket[5m]))))',
      'TYP108 «avg(histogram_quantile(0.9, sum by (le, verb) (rate(shop_request_seconds_bucket[5m]))))» avg of quantiles is no quantile of anything',
    ],
    [
      'rate(sum by (verb) (increase(shop_requests_total[5m]))[1h:])',
      `TYP102 «rate(sum by (verb) (increase(shop_requests_total[5m]))[1h:])» rate of a rate: ${refusals.rateOfSample.text}`,
    ],
    [
      'label_replace(sum by (verb) (shop_requests_total), "a", "$1", "verbs", "(.*)")',
      'LBL201 «label_replace(sum by (verb) (shop_requests_total), "a", "$1", "verbs", "(.*)")» label \'verbs\' in label_replace is not among verb',
    ],
    ['time() - shop_memory_bytes', "TYP110 «-» '-' is between seconds and bytes"],
    [
      'integral(shop_memory_bytes[5m]) > shop_memory_bytes',
      "TYP110 «>» '>' is between bytes seconds and bytes",
    ],
    [
      'ts_of_max_over_time(shop_memory_bytes[5m]) > shop_memory_bytes',
      "TYP110 «>» '>' is between seconds and bytes",
    ],
    [
      'shop_memory_bytes > on (pod) sum by (pod) (shop_busy_seconds_total)',
      "TYP110 «>» '>' is between bytes and seconds",
    ],
    [
      'shop_requests_total{rout="/"}',
      `LBL201 «rout="/"» label 'rout' is not on 'shop_requests_total', which has code, ${own.replace('service', 'route, service')}, verb`,
    ],
    [
      'shop_memory_bytes{nowhere!="x"}',
      `LBL201 «nowhere!="x"» label 'nowhere' is not on 'shop_memory_bytes', which has ${own}`,
    ],
    [
      'shop_requests_total{verb="POTS"}',
      "LBL202 «verb=\"POTS\"» value 'POTS' is outside the domain of label 'verb' of 'shop_requests_total', and no series has it",
    ],
    [
      'shop_requests_total{code=~"5xx"}',
      "LBL202 «code=~\"5xx\"» /5xx/ matches no value in the domain of label 'code' of 'shop_requests_total', so it selects nothing",
    ],
    [
      'shop_requests_total{verb=~"GET|other",verb!~"G.*|o.*"}',
      'LBL202 «verb!~"G.*|o.*"» !~ "G.*|o.*" leaves no value in the domain of label \'verb\' of \'shop_requests_total\', so it selects nothing',
    ],
    [
      'sum by (route) (sum by (verb) (rate(shop_requests_total[5m])))',
      "LBL201 «sum by (route) (sum by (verb) (rate(shop_requests_total[5m])))» label 'route' in by (…) is not among verb",
    ],
    [
      'sum(rate(shop_requests_total[5m])) / sum by (service) (rate(shop_requests_total[5m]))',
      `LBL203 «/» '/' with service on the right alone: ${differentLabels.text}`,
    ],
    [
      'sum by (verb) (shop_waiting_mails) + on (priority) sum by (priority) (shop_waiting_mails)',
      "LBL201 «sum by (verb) (shop_waiting_mails)» label 'verb' in by (…) is not among container, endpoint, instance, job, namespace, pod, priority, service",
      `LBL203 «+» '+' on 'priority', between no labels and priority: ${onLacks.text}`,
    ],
    [
      'shop_waiting_mails unless sum(shop_waiting_mails)',
      `LBL203 «unless» 'unless' with ${own}, priority on the left alone: ${differentLabels.text}`.replace(
        'pod, service, priority',
        'pod, priority, service',
      ),
    ],
    [
      'shop_waiting_mails * on (pod) group_left (node) shop_memory_bytes',
      `LBL203 «*» '*' with group_left 'node': ${groupLacks.text}`,
    ],
    [
      'rate(shop_requests_total{verb="GET"}[5m]) / rate(shop_requests_total{verb="POST"}[5m])',
      `LBL203 «/» '/' never matches: 'verb' is "GET" on the left and "POST" on the right`,
    ],
  ])('%s', (text, ...sentences) => {
    expect(said(text)).toEqual(sentences);
  });

  test.each([
    'histogram_quantile(0.9, sum by (le) (rate(somebody_elses_bucket[5m])))',
    'histogram_quantile(0.9, rate(somebody_elses_histogram[5m]))',
    'rate(somebody_elses[5m]) / on (a, b) group_left (c) other',
    'sum by (anything) (somebody_elses) / sum by (anything) (other)',
    'rate(shop_requests_total{verb="GET"}[5m]) / ignoring (verb) rate(shop_requests_total{verb="POST"}[5m])',
    'rate(shop_requests_total{verb="GET"}[5m]) or rate(shop_requests_total{verb="POST"}[5m])',
    'sum(rate(shop_requests_total[5m])) or vector(0)',
    'shop_waiting_mails{nowhere=""}',
    'sum by (endpoint) (shop_waiting_mails)',
    'label_replace(shop_waiting_mails, "node", "$1", "instance", "(.*):.*") * on (node) group_left () somebody_elses',
    'delta(shop_waiting_mails[5m])',
    'rate(shop_busy_seconds_total[5m]) > 0.5',
    'increase(shop_requests_total[1h]) > 100',
    'absent(shop_waiting_mails{pod="a"})',
  ])('nothing: %s', (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe('what is known of a result', () => {
  test.each([
    ['shop_requests_total', 'counter', 'things'],
    ['rate(shop_requests_total[5m])', 'sample', 'per second'],
    ['sum(increase(shop_requests_total[5m]))', 'sample', 'things'],
    [
      'sum(rate(shop_requests_total{code="500"}[5m])) / sum(rate(shop_requests_total[5m]))',
      'sample',
      'ratio',
    ],
    ['rate(shop_busy_seconds_total[5m])', 'sample', 'ratio'],
    ['shop_memory_bytes', 'gauge', 'bytes'],
    ['deriv(shop_memory_bytes[5m])', 'sample', 'bytes per second'],
    ['rate(shop_request_seconds_sum[5m]) / rate(shop_request_seconds_count[5m])', 'sample', 'seconds'],
    ['histogram_quantile(0.9, rate(shop_request_seconds_bucket[5m]))', 'sample', 'seconds'],
    ['histogram_fraction(0, 0.5, rate(shop_request_seconds_bucket[5m]))', 'sample', 'ratio'],
    ['sum by (le) (shop_request_seconds_bucket)', 'buckets', 'seconds'],
    ['max_over_time(shop_memory_bytes[1h])', 'gauge', 'bytes'],
    ['time() - timestamp(shop_memory_bytes)', 'sample', 'seconds'],
    ['count(shop_memory_bytes)', 'sample', 'things'],
    ['shop_memory_bytes * on (pod) rate(shop_requests_total[5m])', 'sample', 'bytes per second'],
    ['shop_memory_bytes * on (pod) shop_memory_bytes', 'sample', 'bytes^2'],
    ['rate(shop_busy_seconds_total[5m]) * on (pod) shop_memory_bytes', 'sample', 'bytes'],
    ['stddev(shop_memory_bytes)', 'sample', 'bytes'],
    ['stdvar(shop_memory_bytes)', 'sample', undefined],
    ['quantile(0.5, shop_memory_bytes)', 'sample', 'bytes'],
    ['shop_memory_bytes * 8', 'sample', undefined],
    ['shop_memory_bytes - 8', 'sample', 'bytes'],
    ['-shop_memory_bytes', 'gauge', 'bytes'],
    ['shop_waiting_mails', 'gauge', undefined],
    ['somebody_elses', 'unknown', undefined],
  ])('%s: %s, %s', (text, kind, unit) => {
    const { flow } = inferred(text);
    expect(flow.kind).toBe(kind);
    expect(flow.unit && describeUnit(flow.unit)).toBe(unit);
  });

  test.each<[string, readonly string[], boolean]>([
    ['sum by (verb, nowhere) (somebody_elses)', ['nowhere', 'verb'], false],
    ['absent(x{a="1",b=~"c",d="",e!="f"})', ['a'], false],
    ['absent(sum(x))', [], false],
    ['label_replace(sum by (a) (x), "b", "$1", "a", "(.*)")', ['a', 'b'], false],
    ['count_values("v", x)', ['v'], false],
    ['count_values by (a) ("v", x)', ['a', 'v'], false],
    ['x{a="1"}', ['a'], true],
    ['sum without (a) (x{a="1",b="2"})', ['b'], true],
    ['vector(1)', [], false],
    ['hour()', [], false],
    ['sum by (a) (x) or sum by (b) (x)', ['a', 'b'], false],
    ['sum by (a, b) (x) * on (a) group_left (c) sum by (a, c) (y)', ['a', 'b', 'c'], false],
  ])('the labels of %s: %j', (text, names, isOpen) => {
    const { labels } = inferred(text, nothingKnown).flow;
    expect([...labels.names].sort()).toEqual(names);
    expect(labels.open).toBe(isOpen);
  });

  test('a rule adds what it records, with its labels', () => {
    const total = inferred('sum by (verb) (shop_requests_total)').flow;
    const metrics = new Map([
      ...knownMetrics(declared),
      ['shop:requests:sum', recordedMetric(total, { service: 'shop' })] as const,
    ]);
    expect([...inferred('shop:requests:sum', metrics).flow.labels.names].sort()).toEqual(['service', 'verb']);
    expect(said('rate(shop:requests:sum[5m])', metrics)).toEqual([
      'TYP109 «rate(shop:requests:sum[5m])» rate of counters that were added up: a restart of one counter hides in a sum of many: take the rate of each, then add up',
    ]);
    expect(said('shop:requests:sum{service="other"} / shop:requests:sum', metrics)).toEqual([
      `LBL203 «/» '/' never matches: 'service' is "other" on the left and "shop" on the right`,
    ]);
  });
});
