import { alert, record, told } from './mistakes';

const all = 'sum(rate(shop_requests_total[5m]))';
const failed = 'sum(rate(shop_requests_total{status=~"5.."}[5m]))';
const p90 = 'histogram_quantile(0.9, sum by (le) (rate(shop_request_duration_seconds_bucket[5m])))';
const greatest =
  "the greatest bucket of 'shop_request_duration_seconds_bucket' is 5, and no quantile is above it";
const share = 'a share of a whole is from 0 to 1';
const counts = 'what counts series has no result where there are none, and never gives 0';
const absent = 'whether there are none is asked by absent(…), or by unless';

/** What is said of a comparison that never holds. */
function never(comparison: string, reason: string, fix?: string): string {
  return `TYP114 error '${comparison}' never holds, so nothing is ever left: ${reason}${fix === undefined ? '' : ` | ${fix}`}`;
}

describe('a comparison that never holds is refused', () => {
  test.each([
    [`${p90} > 5`, never('> 5', greatest)],
    [`${p90} > 300`, never('> 300', greatest, 'the values are in seconds: 300 ms is 0.3')],
    ['shop:latency_p95:5m > 500', never('> 500', greatest, 'the values are in seconds: 500 ms is 0.5')],
    [`500 < ${p90}`, never('< 500', greatest, 'the values are in seconds: 500 ms is 0.5')],
    [`${p90} * 1000 > 5001`, never('> 5001', `the value is at most 5000, since ${greatest}`)],
    [`${failed} / ${all} > 5`, never('> 5', share, 'the value is a share: 5 % is 0.05')],
    [`(${failed} or vector(0)) / (${all} > 0) > 1`, never('> 1', share)],
    [`1 - ${failed} / ${all} < 0`, never('< 0', share)],
    ['shop:errors:rate5m > 100', never('> 100', `the value is at most 100, since ${share}`)],
    ['up == 2', never('== 2', "'up' is 0 or 1")],
    ['avg(up) > 1', never('> 1', "'up' is 0 or 1")],
    ['count(up == 0) == 0', never('== 0', `the value is at least 1, since ${counts}`, absent)],
    ['count(shop_queue_length) < 1', never('< 1', `the value is at least 1, since ${counts}`, absent)],
    ['absent(shop_queue_length) == 0', never('== 0', 'it is 1, or there is no result')],
    ['rate(shop_requests_total[5m]) < 0', never('< 0', 'a rate is never below 0')],
    ['sum(shop_queue_length > bool 3) < 0', never('< 0', "'> bool' gives 0 or 1")],
    ['(shop_queue_length > 5) < 3', never('< 3', 'only values that are > 5 are left')],
    ['clamp_max(shop_queue_length, 10) > 20', never('> 20', 'it is clamped to 10')],
    ['shop_queue_length and on () hour() > 23', never('> 23', 'hours are from 0 to 23')],
    [
      'shop_queue_length == NaN',
      never(
        '== NaN',
        'NaN is equal to nothing',
        'what is no number differs from itself: compare the expression with itself by !=',
      ),
    ],
  ])('%s', (text, sentence) => {
    expect(told(alert(text))).toEqual([sentence]);
  });

  test('through what rules record, whatever is done with it', () => {
    const recorded = record(`max by (route) (${p90.replace('(le)', '(le, route)')})`, {}, 'shop:late:max');
    expect(told([recorded, alert('shop:late:max > 7')])).toEqual([never('> 7', greatest)]);
  });

  test('with bool, of which the rule always records 0', () => {
    expect(told(record(`${failed} / ${all} > bool 2`))).toEqual([
      `TYP114 error '> 2' never holds, so it always gives 0: ${share} | the value is a share: 2 % is 0.02`,
    ]);
  });
});

describe('a comparison that may hold is left alone', () => {
  test.each([
    `${p90} >= 5`,
    `${p90} * 1000 > 4999`,
    `${failed} / ${all} >= 1`,
    `${failed} / ${all} * 100 > 5`,
    // the mean of some can be above the mean of all
    'avg(rate(shop_requests_total{status=~"5.."}[5m])) / avg(rate(shop_requests_total[5m])) > 2',
    // another window, another service
    'sum(rate(shop_requests_total{status=~"5.."}[5m])) / sum(rate(shop_requests_total[1h])) > 2',
    `${all} / ${failed} > 5`,
    '(count(up == 0) or vector(0)) < 1',
    'sum(up) == 0',
    'count(shop_queue_length) <= 1',
    'shop_queue_length < 0',
    'delta(shop_queue_length[5m]) < 0',
    'clamp_max(shop_queue_length, 10) > 9',
    'shop_queue_length - 5 < 0',
    'shop_queue_length != shop_queue_length',
  ])('%s', (text) => {
    expect(told(alert(text))).toEqual([]);
  });
});
