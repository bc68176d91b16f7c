import { refusals } from '../../../src/sightline/problem/refusals';
import { avg, sum } from '../../../src/sightline/promql/build/aggregation';
import { rate } from '../../../src/sightline/promql/build/functions';
import { div, gt, mul } from '../../../src/sightline/promql/build/operators';
import { recorded } from '../../../src/sightline/promql/build/recorded';
import { alert, latency, queue, record, requests, told } from './mistakes';

const all = 'sum(rate(shop_requests_total[5m]))';
const failed = 'sum(rate(shop_requests_total{status=~"5.."}[5m]))';

describe('an alert without a condition', () => {
  const bare = 'has no condition, so the alert fires for each of its series, whatever their values are';
  const compare = 'compare it with a number, as in > 0';
  const bool =
    "ALR401 error '> bool' gives 0 or 1 and is never empty, so the alert fires for 0 too | leave 'bool' out";
  const always =
    "ALR401 error the expression of the alert has a result at all times, so the alert always fires | put what fills in, such as 'or vector(0)', into parentheses with what it fills, and compare the whole";

  test.each([
    ['with bool', alert(`${all} > bool 5`), bool],
    ['with bool, built', alert(gt(sum(rate(requests.over('5m'))), 5, { bool: true })), bool],
    ['with bool, added up', alert(`sum(shop_queue_length > bool 5)`), bool],
    ['that only reads', alert(all), `ALR401 error the expression of the alert ${bare} | ${compare}`],
    ['that only reads, built', alert(queue), `ALR401 error the expression of the alert ${bare} | ${compare}`],
    [
      'of what is recorded',
      alert('shop:errors:rate5m'),
      `ALR401 error the expression of the alert ${bare} | ${compare}`,
    ],
    [
      'of a quantile that is recorded',
      alert('shop:latency_p95:5m'),
      `ALR401 error the expression of the alert ${bare} | ${compare}`,
    ],
    [
      'that holds for all counts',
      alert(`${all} >= 0`),
      `ALR401 error the expression of the alert ${bare} | ${compare}`,
    ],
    ['beside what is always there', alert(`${all} > 5 or vector(0)`), always],
    ['that holds for a number', alert(`${all} > 5 or vector(1) > 0`), always],
    [
      'of which the comparison is of what fills in',
      alert(`${all} or vector(0) > 5`),
      `ALR401 error a side of 'or' ${bare} | ${compare}`,
    ],
    [
      'of which and reads the other side with bool',
      alert(`shop_queue_length > 5 and on () ${all} > bool 1`),
      "ALR401 error '> bool' gives 0 or 1 and is never empty, so 'and' keeps the left for 0 too | leave 'bool' out",
    ],
    [
      'of which unless reads the other side with bool',
      alert(`shop_queue_length > 5 unless on () ${all} > bool 1`),
      "ALR401 error '> bool' gives 0 or 1 and is never empty, so 'unless' leaves the left out for 0 too | leave 'bool' out",
    ],
    ['of which and keeps a side with bool', alert(`${all} > bool 5 and on () shop_queue_length > 5`), bool],
    [
      'that holds for whatever is not below 0',
      alert(`rate(shop_requests_total[5m]) > -1`),
      `ALR401 error the expression of the alert ${bare} | ${compare}`,
    ],
    [
      'that says so from the other side',
      alert(`0 <= rate(shop_requests_total[5m])`),
      `ALR401 error the expression of the alert ${bare} | ${compare}`,
    ],
    [
      'that fills in other labels behind its comparison',
      alert('sum by (route) (rate(shop_requests_total[5m])) > 5 or vector(0)'),
      always,
    ],
    [
      'of which one side has none',
      alert(`${all} > 5 or sum(shop_queue_length)`),
      `ALR401 error a side of 'or' ${bare} | ${compare}`,
    ],
  ])('%s is refused', (_, rule, sentence) => {
    expect(told(rule)).toEqual([sentence]);
  });

  test.each([
    ['a comparison', `${all} > 5`],
    ['a comparison of what is filled in', `(${all} or vector(0)) > 5`],
    ['a comparison of a comparison with bool', 'sum(shop_queue_length > bool 5) > 3'],
    [
      'a comparison with bool that is compared beside another',
      '(shop_queue_length > bool 5) == 1 and on () up == 1',
    ],
    ['a comparison with what a rate can be', '5 <= rate(shop_requests_total[5m])'],
    ['absence', 'absent(shop_queue_length)'],
    ['what has no partner', 'up unless on (pod) shop_queue_length'],
    ['that another series is there', 'shop_queue_length and on (pod) up == 0'],
    ['another alert', 'ALERTS{alertname="B",alertstate="firing"}'],
    ['nothing, of no series: it tells that alerts arrive', 'vector(1)'],
    [
      'two comparisons, of what has other labels',
      'sum by (route) (rate(shop_requests_total[5m])) > 5 or sum(shop_queue_length) > 5',
    ],
  ])('is none that has %s', (_, text) => {
    expect(told(alert(text))).toEqual([]);
  });

  test('is none that reads a condition which a rule records', () => {
    expect(told([record('shop_queue_length > 5', {}, 'shop:busy:now'), alert('shop:busy:now')])).toEqual([]);
  });
});

describe('a share that is always the same', () => {
  const same = (labels: string, value = '1'): string =>
    `TYP111 error both sides of '/' keep the label ${labels}, which one of them filters, so each series is divided by itself and the share is always ${value} | leave ${labels} out of what both sides are grouped by`;
  const by = (labels: string, matchers = ''): string =>
    `sum by (${labels}) (rate(shop_requests_total${matchers}[5m]))`;

  test.each([
    ['by the filtered label', `${by('status', '{status=~"5.."}')} / ${by('status')}`, same("'status'")],
    [
      'by more labels',
      `${by('route, status', '{status=~"5.."}')} / ${by('status, route')}`,
      same("'status'"),
    ],
    [
      'without others',
      by('status', '{status=~"5.."}').replace('by (status)', 'without (route)') +
        ' / ' +
        by('status').replace('by (status)', 'without (route)'),
      same("'status'"),
    ],
    [
      'that were not added up',
      'rate(shop_requests_total{status=~"5.."}[5m]) / rate(shop_requests_total[5m])',
      same("'status'"),
    ],
    [
      'matched on it',
      `${by('route, status', '{status!~"2.."}')} / on (status, route) ${by('route, status')}`,
      same("'status'"),
    ],
    ['of what there is', `${by('status', '{status=~"5.."}')} / (${by('status')} > 0)`, same("'status'")],
    ['in percent', `100 * ${by('status', '{status=~"5.."}')} / ${by('status')}`, same("'status'", '100')],
    ['as a part of more', `1 - ${by('method', '{method="GET"}')} / ${by('method')}`, same("'method'")],
  ])('%s is refused', (_, text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test('is found through what rules record', () => {
    const part = record(by('status', '{status=~"5.."}'), {}, 'shop:errors:by_status');
    const whole = record(by('status'), {}, 'shop:requests:by_status');
    const share = record('shop:errors:by_status / shop:requests:by_status', {}, 'shop:share:by_status');
    expect(told([part, whole, share])).toEqual([same("'status'")]);
  });

  test.each([
    [
      'where one side belongs to many',
      `${by('status', '{status=~"5.."}')} / on (status) group_left ${by('status')}`,
    ],
    ['beside a guard', `${by('status', '{status=~"5.."}')} / clamp_min(${by('status')}, 1)`],
    ['of a part of what is recorded', 'shop:by_status:rate5m{status=~"5.."} / shop:by_status:rate5m'],
  ])('is refused %s', (_, text) => {
    const recording = record(by('status'), {}, 'shop:by_status:rate5m');
    expect(told([recording, record(text)])).toEqual([
      expect.stringMatching(/^TYP111 error both sides of '\/' keep the label 'status', .* divided by itself/),
    ]);
  });

  test.each([
    ['a difference', '-', 'taken away from itself and the difference is always 0'],
    ['a comparison', '> 0.05 *', 'compared with a multiple of itself'],
  ])('may be written as %s', (_, operator, effect) => {
    expect(told(record(`${by('status', '{status=~"5.."}')} ${operator} ${by('status')}`))).toEqual([
      expect.stringMatching(new RegExp(`^TYP111 error .*${effect}`)),
    ]);
  });

  test.each([
    ['of a part that is known by another label', `${by('route', '{status=~"5.."}')} - ${by('route')}`],
    ['of which one side is a multiple', `${by('status')} - 0.5 * ${by('status', '{status=~"5.."}')}`],
    ['by another label', `${by('route', '{status=~"5.."}')} / ${by('route')}`],
    ['of one in another', `${by('status', '{method="GET"}')} / ignoring (method) ${by('status')}`],
    ['of two windows', `${by('status', '{status=~"5.."}')} / ${by('status').replace('5m', '10m')}`],
    ['of a maximum', `max by (status) (rate(shop_requests_total{status=~"5.."}[5m])) / ${by('status')}`],
  ])('is none %s', (_, text) => {
    expect(told(record(text))).toEqual([]);
  });
});

describe('a bound in a spelling that Prometheus does not store', () => {
  const bucket = (le: string): string =>
    `sum by (le) (rate(shop_request_duration_seconds_bucket{le${le}}[5m]))`;
  const lost = 'matches nothing on Prometheus 3.14, which stores the number as';

  test.each([
    ['="1"', `LBL209 error le="1" ${lost} "1.0" | write le=~"1(\\\\.0)?", which any version reads`],
    ['="5"', `LBL209 error le="5" ${lost} "5.0" | write le=~"5(\\\\.0)?", which any version reads`],
    [
      '="0.50"',
      `LBL209 error le="0.50" ${lost} "0.5" | write le=~"0\\\\.5|0\\\\.50", which any version reads`,
    ],
    ['!="1"', `LBL209 error le!="1" ${lost} "1.0" | write le!~"1(\\\\.0)?", which any version reads`],
    [
      '=~"0.5|1"',
      `LBL209 error "1" in the matcher of 'le' ${lost} "1.0" | write le=~"0\\\\.5|1(\\\\.0)?", which any version reads`,
    ],
    [
      '=~"1|5"',
      `LBL209 error "1", "5" in the matcher of 'le' match nothing on Prometheus 3.14, which stores the numbers as "1.0", "5.0" | write le=~"1(\\\\.0)?|5(\\\\.0)?", which any version reads`,
    ],
  ])('is refused: le%s', (le, sentence) => {
    expect(told(record(bucket(le)))).toEqual([sentence]);
    expect(told(record(bucket(le)), '2.53')).toEqual([]);
  });

  test('is refused where it is built, too', () => {
    expect(told(record(sum(rate(latency.bucket.where({ le: '1' }).over('5m')))))).toEqual([
      `LBL209 error le="1" ${lost} "1.0" | write le=~"1(\\\\.0)?", which any version reads`,
    ]);
  });

  test('is warned of where nobody declared the buckets, or the summary', () => {
    const text = 'sum(rate(apiserver_request_duration_seconds_bucket{le="1"}[5m]))';
    expect(told(record(text, { global: ['apiserver_request_duration_seconds_bucket'] }))).toEqual([
      `LBL209 warning le="1" ${lost} "1.0" | write le=~"1(\\\\.0)?", which any version reads`,
    ]);
    expect(
      told(record('max(go_gc_duration_seconds{quantile="1"})', { global: ['go_gc_duration_seconds'] })),
    ).toEqual([
      `LBL209 warning quantile="1" ${lost} "1.0" | write quantile=~"1(\\\\.0)?", which any version reads`,
    ]);
  });

  test.each(['="1.0"', '="0.5"', '=~"1(\\\\.0)?"', '=~"1|1\\\\.0"', '="+Inf"', '!=""'])(
    'is none that is stored: le%s',
    (le) => {
      expect(told(record(bucket(le)))).toEqual([]);
    },
  );

  test('is none that the histogram gives itself', () => {
    expect(told(record(sum(rate(latency.under(1).over('5m')))))).toEqual([]);
  });
});

describe('what rules record is known in others', () => {
  const perSecond = record(all, {}, 'shop:all:rate5m');
  const ofRate = `TYP102 error rate of a rate: ${refusals.rateOfSample.text}`;
  const ofQuantiles = (by: string): string =>
    `TYP108 warning ${by} of quantiles is no quantile of anything | aggregate the buckets, then take the quantile`;

  test.each([
    ['of a rate', [perSecond, record('rate(shop:all:rate5m[5m])')], ofRate],
    [
      'of its greatest value',
      [
        perSecond,
        record('max_over_time(shop:all:rate5m[1h])', {}, 'shop:all:max'),
        record('increase(shop:all:max[1h])'),
      ],
      ofRate.replace('rate of', 'increase of'),
    ],
    [
      'of a multiple',
      [record(`${all} * 60`, {}, 'shop:all:per_minute'), record('irate(shop:all:per_minute[5m])')],
      ofRate.replace('rate of', 'irate of'),
    ],
    [
      'of a share',
      [record(`${failed} / ${all}`, {}, 'shop:share:ratio'), record('rate(shop:share:ratio[5m])')],
      ofRate,
    ],
    [
      'of a difference',
      [record(`${all} - ${failed}`, {}, 'shop:good:rate5m'), record('rate(shop:good:rate5m[5m])')],
      ofRate.replace('a rate:', 'a calculated sample:'),
    ],
    [
      'of a sum of counters',
      [record('sum(shop_requests_total)', {}, 'shop:all:sum'), record('rate(shop:all:sum[5m])')],
      `TYP109 error rate of counters that were added up: ${refusals.rateOfSum.text}`,
    ],
    [
      'of a gauge',
      [record('max(shop_queue_length)', {}, 'shop:queue:max'), record('rate(shop:queue:max[5m])')],
      `TYP102 error rate of a gauge: ${refusals.rateOfGauge.text}`,
    ],
  ])('so that a rate %s is refused', (_, rules, sentence) => {
    expect(told(rules)).toEqual([sentence]);
  });

  test.each([
    ['mean', [record('avg(shop:latency_p95:5m)')], ofQuantiles('avg')],
    ['mean, built', [record(avg(recorded('shop:latency_p95:5m', ['route'])))], ofQuantiles('avg')],
    ['sum', [record('sum(shop:latency_p99:5m)')], ofQuantiles('sum')],
    ['mean over time', [record('avg_over_time(shop:latency_p50:5m[1h])')], ofQuantiles('avg_over_time')],
    [
      'mean of a greatest in milliseconds',
      [
        record('max by (route) (shop:latency_p95:5m) * 1000', {}, 'shop:late:ms'),
        record('avg(shop:late:ms)'),
      ],
      ofQuantiles('avg'),
    ],
  ])('so that a %s of quantiles is warned of', (_, rules, sentence) => {
    expect(told(rules)).toEqual([sentence]);
  });

  test.each([
    ['the mean of a rate', [perSecond, record('avg_over_time(shop:all:rate5m[1h])')]],
    ['the greatest quantile', [record('max(shop:latency_p95:5m)')]],
  ])('and nothing is said of %s', (_, rules) => {
    expect(told(rules)).toEqual([]);
  });
});

describe('a share, a mean or a quantile of everything since the start', () => {
  const since = 'is about everything since the processes began, and jumps when one restarts';
  const divided = `TYP112 warning both sides of '/' are counters, so the result ${since} | take the rate of each side over one window`;
  const quantile = `TYP112 warning histogram_quantile of buckets without rate ${since} | take the rate of the buckets, then add up, then take the quantile`;

  test.each([
    ['shop_request_duration_seconds_sum / shop_request_duration_seconds_count', divided],
    ['sum(shop_request_duration_seconds_sum) / sum(shop_request_duration_seconds_count)', divided],
    ['sum(shop_requests_total{status=~"5.."}) / sum(shop_requests_total)', divided],
    ['histogram_quantile(0.9, sum by (le) (shop_request_duration_seconds_bucket))', quantile],
    ['histogram_quantile(0.9, shop_request_duration_seconds_bucket)', quantile],
  ])('is warned of: %s', (text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test.each([
    'rate(shop_request_duration_seconds_sum[5m]) / rate(shop_request_duration_seconds_count[5m])',
    'histogram_quantile(0.9, sum by (le) (rate(shop_request_duration_seconds_bucket[5m])))',
    'histogram_quantile(0.9, sum by (le, pod) (rate(shop_request_duration_seconds_bucket[5m])) * on (pod) group_left () shop_queue_length)',
    'shop_queue_length / sum(shop_queue_length)',
  ])('is none: %s', (text) => {
    expect(told(record(text)).filter((each) => each.startsWith('TYP112'))).toEqual([]);
  });

  test('is warned of by name where nobody declared it', () => {
    expect(
      told(
        record('sum(a_seconds_sum) / sum(a_seconds_count)', { global: ['a_seconds_sum', 'a_seconds_count'] }),
      ),
    ).toEqual([divided]);
    expect(told(record('a_sum / b_count', { global: ['a_sum', 'b_count'] }))).toEqual([]);
  });
});

describe('sides that can not meet', () => {
  const apart = (thing: string): string => `LBL203 error ${thing}: ${refusals.differentLabels.text}`;
  const target = 'container, endpoint, instance, job, namespace, pod, service';

  test.each([
    [
      alert('sum by (route) (rate(shop_requests_total[5m])) > 5 and up == 1'),
      apart(`'and' with route on the left alone and ${target} on the right alone`),
    ],
    [record(`up / ${all}`), apart(`'/' with ${target} on the left alone`)],
    [record(`scrape_duration_seconds * ${all}`), apart(`'*' with ${target} on the left alone`)],
  ])('are refused where Prometheus writes the series itself: %#', (rule, sentence) => {
    expect(told(rule)).toEqual([sentence]);
  });

  test('are warned of in a union, whose right side is then always added', () => {
    const added = (thing: string): string =>
      `LBL203 warning 'or' with ${thing}, so that the right is always added: ${refusals.differentLabels.text} | give both sides the same labels, or say on () if one of the two is meant`;
    expect(told(record('sum by (route) (rate(shop_requests_total[5m])) or vector(0)'))).toEqual([
      added('route on the left alone'),
    ]);
    expect(
      told(record('sum by (route) (sum by (route, method) (rate(shop_requests_total[5m])) or vector(0))')),
    ).toEqual([added('route on the left alone')]);
    expect(told(record(`${all} or vector(0)`))).toEqual([]);
    expect(told(record('sum(sum by (route) (rate(shop_requests_total[5m])) or vector(0))'))).toEqual([]);
    expect(told(record('sum by (route) (rate(shop_requests_total[5m])) or on () vector(0)'))).toEqual([]);
    expect(
      told(record('sum by (route) (rate(shop_requests_total[5m])) or absent(shop_queue_length)')),
    ).toEqual([]);
  });

  test('are no error for a label in on that neither has', () => {
    const text = 'sum by (route) (rate(shop_requests_total[5m]))';
    expect(told(record(`${text} / on (team, route) (${text} > 0)`))).toEqual([
      `LBL203 warning '/' on 'team', between route and route: ${refusals.onLacks.text} | neither side has it: leave 'team' out of on`,
    ]);
  });
});

describe('series that nobody declared, or records', () => {
  const cluster =
    "is of no metric in the contract of the service, so it is read from the whole cluster, and the result is labelled as this service's";
  const declare =
    "declare it, in the contract's 'metrics' or by external(…) in 'metrics' of promql(), or name it in 'global' of promql() if it is meant as it is written";

  test.each([
    [
      'sum(rate(apiserver_request_total[5m]))',
      `TYP101 error 'apiserver_request_total' ${cluster} | ${declare}`,
    ],
    [
      'sum(rate({__name__="apiserver_request_total"}[5m]))',
      `TYP101 error 'apiserver_request_total' ${cluster} | ${declare}`,
    ],
    [
      'sum(rate(shop_request_total[5m]))',
      `TYP101 error 'shop_request_total' ${cluster} | did you mean 'shop_requests_total'?`,
    ],
    [
      'shop:errors:rate30m > 5',
      "REC502 error 'shop:errors:rate30m' is recorded by no rule of this service | did you mean 'shop:errors:rate5m'?",
    ],
    [
      'cluster:cpu:usage',
      "REC502 error 'cluster:cpu:usage' is recorded by no rule of this service | add its rule to a group of the service, or name it in 'global' of promql() if something else records it",
    ],
  ])('are refused: %s', (text, sentence) => {
    expect(told(record(text))).toEqual([sentence]);
  });

  test.each([
    ['by Prometheus', 'max(up) + max(scrape_samples_scraped)', []],
    ['in global', 'sum(rate(apiserver_request_total[5m]))', ['apiserver_request_total']],
    ['in global, by something else', 'sum(cluster:cpu:usage)', ['cluster:cpu:usage']],
  ])('are none that are named %s', (_, text, global) => {
    expect(told(record(text, { global }))).toEqual([]);
  });
});

describe('buckets that nobody declared', () => {
  const name = 'apiserver_request_duration_seconds_bucket';
  const quantile = (by: string): readonly string[] =>
    told(record(`histogram_quantile(0.9, sum ${by} (rate(${name}[5m])))`, { global: [name] }));

  test('have lost le where they were added up without it', () => {
    const gone = (labels: string): readonly string[] => [
      `TYP105 error histogram_quantile over ${labels}: ${refusals.quantileWithoutLe.text}`,
    ];
    expect(quantile('by (verb)')).toEqual(gone('verb'));
    expect(quantile('')).toEqual(gone('no labels'));
    expect(quantile('by (verb, le)')).toEqual([]);
    expect(quantile('without (verb)')).toEqual([]);
  });
});

describe('a window that reaches further back than samples are kept', () => {
  const kept = 'and samples are kept for 10d, so it is about less than it says';
  const fix = "keep them longer ('prometheus.retention' of the stack), or look back less far";
  const series = 'shop_requests_total{namespace="retail",service="shop"}';

  test.each([
    ['sum(increase(shop_requests_total[30d]))', `'${series}[30d]' reads back 30d`],
    ['sum(rate(shop_requests_total[5m] offset 10d))', `'${series}[5m] offset 10d' reads back 10d5m`],
    [
      'max_over_time(sum(rate(shop_requests_total[1d]))[10d:1h])',
      `'sum(rate(${series}[1d]))[10d:1h]' reads back 11d`,
    ],
  ])('is refused: %s', (text, reach) => {
    expect(told(record(text))).toEqual([`RNG312 error ${reach}, ${kept} | ${fix}`]);
  });

  test.each(['sum(increase(shop_requests_total[10d]))', 'sum(rate(shop_requests_total[5m] offset 9d))'])(
    'is none: %s',
    (text) => {
      expect(told(record(text))).toEqual([]);
    },
  );
});

describe('a percentage of percent', () => {
  const summary = '{{ $value | humanizePercentage }} errors';
  const twice = (thing = "annotation 'summary' of alert 'A'"): readonly string[] => [
    `ALR411 warning ${thing} says the value by humanizePercentage, which multiplies by 100, and it is in percent already | say {{ $value | humanize }} %, or take the share without * 100`,
  ];

  test.each([
    ['of what golden signals record', alert(gt(recorded('shop:errors:rate5m', ['route']), 5), { summary })],
    ['the same, as text', alert('shop:errors:rate5m > 5', { summary })],
    ['of a share times 100', alert(`100 * ${failed} / ${all} > 5`, { summary })],
    [
      'the same, built',
      alert(
        gt(
          mul(
            div(sum(rate(requests.where({ status: /5../ }).over('5m'))), sum(rate(requests.over('5m')))),
            100,
          ),
          5,
        ),
        { summary },
      ),
    ],
    ['of what is left of a hundred', alert(`100 - 100 * ${failed} / ${all} < 95`, { summary })],
    [
      'by the value of the dot',
      alert('shop:errors:rate5m > 5', { summary: '{{ humanizePercentage .Value }}' }),
    ],
  ])('is warned of: %s', (_, rule) => {
    expect(told(rule)).toEqual(twice());
  });

  test.each([
    ['a share', alert(`${failed} / ${all} > 0.05`, { summary })],
    ['a share of percent', alert('shop:errors:rate5m / 100 > 0.05', { summary })],
    ['a number', alert('shop:errors:rate5m > 5', { summary: '{{ $value | humanize }} %' })],
    [
      'something else',
      alert('shop:errors:rate5m > 5', { summary: '{{ 0.05 | humanizePercentage }} are allowed' }),
    ],
  ])('is none of %s', (_, rule) => {
    expect(told(rule)).toEqual([]);
  });
});

describe('a text of an alert', () => {
  const text = (summary: string): readonly string[] =>
    told(alert('sum by (route) (rate(shop_requests_total[5m])) > 5', { summary }));
  const thing = "annotation 'summary' of alert 'A'";
  const usual = 'write it as {{ $value }} or {{ $labels.name }}, with functions after a |';
  const lost = [
    `LBL205 error ${thing} reads label 'rout', which the alert's expression does not have: it has route | did you mean 'route'?`,
  ];

  test.each([
    '{{ $labels.rout }}',
    '{{ .Labels.rout }}',
    '{{ $.Labels.rout }}',
    '{{ index $labels "rout" }}',
    '{{ index .Labels "rout" | title }}',
    '{{ with $labels }}{{ .rout }}{{ end }}',
    '{{ with .Labels.route }}{{ . }}{{ else }}{{ .Labels.rout }}{{ end }}',
    '{{ $all := $labels }}{{ $all.rout }}',
    '{{ range query "up" }}{{ .Labels.instance }}{{ $labels.rout }}{{ end }}',
    '{{ if eq $labels.rout "/" }}x{{ end }}',
  ])('reads a label that the alert does not have: %s', (summary) => {
    expect(text(summary)).toEqual(lost);
  });

  test.each([
    ['{{ $valeu }}', `${thing} reads the variable '$valeu', which is not defined | did you mean '$value'?`],
    [
      '{{ if true }}{{ $x := 1 }}{{ end }}{{ $x }}',
      `${thing} reads the variable '$x', which is not defined | there are $labels, $value, $externalLabels, $externalURL`,
    ],
    [
      '{{ define "a" }}{{ $labels.route }}{{ end }}',
      `${thing} reads the variable '$labels', which is not defined | within define and block only what they are called with is known, as the dot`,
    ],
    ['{{}}', `${thing} can't be read as a template at '{{}}': an action must say a value | ${usual}`],
    [
      '{{ | humanize }}',
      `${thing} can't be read as a template at '| humanize': a value is missing | ${usual}`,
    ],
    ['{{ if }}x{{ end }}', `${thing} can't be read as a template at '{{ }}': a value is missing | ${usual}`],
    [
      '{{ else }}',
      `${thing} can't be read as a template at 'else': there is no action that it belongs to | ${usual}`,
    ],
  ])('is none that Prometheus can read: %s', (summary, sentence) => {
    expect(text(summary)).toEqual([`ALR403 error ${sentence}`]);
  });

  test('reads what an alert does not have', () => {
    expect(text('{{ .Annotations.summary }}')).toEqual([
      `ALR412 error ${thing} reads '.Annotations', which an alert does not have: it has .Labels, .Value, .ExternalLabels and .ExternalURL | a label is read as {{ $labels.Annotations }}`,
    ]);
  });

  test.each([
    '{{ $labels.route }} {{ .Value | humanize }} {{ .ExternalURL }}',
    '{{ range $i, $each := query "up" }}{{ $i }} {{ $each.Labels.instance }}{{ end }}',
    '{{ with query "up" | first }}{{ .Labels.rout }} {{ . | value }}{{ end }}',
    '{{ (query "up" | first).Labels.instance }}',
    '{{ $x := 1 }}{{ $x = 2 }}{{ $x }}',
    '{{- /* a note */ -}}',
    '{{ with $x := $value }}{{ $x }}{{ end }}',
    '{{ if and (gt $value 0.5) (ne $labels.route "/") }}x{{ else if lt $value 1.0 }}y{{ else }}z{{ end }}',
  ])('is right: %s', (summary) => {
    expect(text(summary)).toEqual([]);
  });
});

describe('what Prometheus does, and is no error', () => {
  const byRoute = 'sum by (route) (rate(shop_requests_total[5m]))';

  test.each([
    [
      'label_replace that writes where nothing was',
      `label_replace(${byRoute}, "kind", "http", "cluster", "")`,
    ],
    [
      'label_replace that writes, whatever was there',
      `label_replace(${byRoute}, "kind", "http", "cluster", ".*")`,
    ],
    [
      'label_replace that takes away what is not there',
      `label_replace(${byRoute}, "cluster", "", "cluster", ".*")`,
    ],
  ])('%s', (_, text) => {
    expect(told(record(text))).toEqual([]);
  });

  test('but label_replace that copies what is not there copies nothing', () => {
    expect(told(record(`label_replace(${byRoute}, "kind", "$1", "rout", "(.*)")`))).toEqual([
      "LBL201 error label 'rout' in label_replace is not among route | did you mean 'route'?",
    ]);
  });

  test('and a matcher that lets nothing through is not advised away', () => {
    expect(told(record('sum(rate(shop_requests_total{route!~".*"}[5m]))'))).toEqual([
      'PQL007 warning the matcher of \'route\' with ".*" leaves nothing | say which values are meant; series without the label are route=""',
    ]);
  });
});

describe('a share or a mean of what runs on', () => {
  const total = 'sum(shop_requests_total)';
  const bad = 'sum(shop_requests_total{status=~"5.."})';

  test.each([
    ['a hundredfold', `100 * ${bad} / ${total}`],
    ['what is left', `(${total} - ${bad}) / ${total}`],
    ['a part', `1000 * ${bad} / (${total} / 2)`],
  ])('is warned of: %s', (_, text) => {
    expect(told(record(text))).toEqual([expect.stringMatching(/^TYP112 warning /)]);
  });

  test.each([
    [
      'a difference of two times',
      'sum(shop_requests_total - shop_requests_total offset 1h) / sum(shop_requests_total - shop_requests_total offset 2h)',
    ],
    ['a share of rates', `100 * ${failed} / ${all}`],
    [
      'a share of gauges',
      '100 * shop_queue_length / sum(shop_queue_length)'.replace('/', '/ on () group_left'),
    ],
  ])('is none of: %s', (_, text) => {
    expect(told(record(text))).toEqual([]);
  });
});

describe('what is told once', () => {
  test('a metric of others, of which the labels are of no interest then', () => {
    expect(told(record('sum by (namespace) (kube_pod_info)'))).toEqual([
      expect.stringMatching(/^TYP101 error /),
    ]);
  });

  test('a record that is not there, of which nothing is known then', () => {
    expect(told(alert(gt(recorded('shop:errors:rate30m', ['route']), 5)))).toEqual([
      expect.stringMatching(/^REC502 error /),
    ]);
  });
});

describe('a union with a number', () => {
  test.each(['or vector(0)', 'or on (route) vector(0)', 'or 0 * vector(1)'])('adds it always: %s', (fill) => {
    expect(told(record(`sum by (route) (rate(shop_requests_total[5m])) ${fill}`))).toEqual([
      expect.stringMatching(/^LBL203 warning 'or' with route on the left alone/),
    ]);
  });

  test.each(['or on () vector(0)', 'or sum by (route) (rate(shop_requests_total[5m])) * 0'])(
    'is meant so: %s',
    (fill) => {
      expect(told(record(`sum by (route) (rate(shop_requests_total{status=~"5.."}[5m])) ${fill}`))).toEqual(
        [],
      );
    },
  );

  test('is none of series and the sign that there are none', () => {
    expect(told(record('absent(shop_queue_length) or shop_queue_length'))).toEqual([]);
  });
});
