import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { nativeHistogram } from '../../../src/sightline/promql/build/native-histogram';
import { summary } from '../../../src/sightline/promql/build/summary';
import { verifyExposition } from '../../../src/sightline/verify/verify-exposition';

const shop = serviceContract({
  name: 'shop',
  metrics: [
    nativeHistogram('shop_pay_seconds', 'Time to pay', { route: { max: 2 } }),
    nativeHistogram('shop_both_seconds', 'Time', {}, { classicBuckets: [0.1, 1] }),
    summary('shop_pause_seconds', 'Pauses', { route: { max: 2 } }, { quantiles: [0.5, 0.9] }),
  ],
  notTraffic: {},
});

const page = `# HELP shop_pay_seconds Time to pay
# TYPE shop_pay_seconds histogram
shop_pay_seconds_bucket{route="/a",le="+Inf"} 3
shop_pay_seconds_sum{route="/a"} 2.5
shop_pay_seconds_count{route="/a"} 3
# HELP shop_both_seconds Time
# TYPE shop_both_seconds histogram
shop_both_seconds_bucket{le="0.1"} 1
shop_both_seconds_bucket{le="1"} 2
shop_both_seconds_bucket{le="+Inf"} 3
shop_both_seconds_sum 2.5
shop_both_seconds_count 3
# HELP shop_pause_seconds Pauses
# TYPE shop_pause_seconds summary
shop_pause_seconds{route="/a",quantile="0.5"} 1
shop_pause_seconds{route="/a",quantile="0.9"} NaN
shop_pause_seconds_sum{route="/a"} 2.5
shop_pause_seconds_count{route="/a"} 3
`;

const found = (text: string): string[] =>
  verifyExposition(parseExposition(text), shop).map(({ id, message }) => `${id} ${message}`);

describe('native histograms and summaries on a page of text', () => {
  test('are as the contract says', () => {
    expect(found(page)).toEqual([]);
  });

  test('of a native one only the classic form is seen, and its buckets count where they are declared', () => {
    expect(found(page.replace('shop_both_seconds_bucket{le="1"} 2\n', ''))).toEqual([
      "EXP007 'shop_both_seconds' lacks the bucket 1: a threshold there matches nothing",
    ]);
    expect(found(page.replace('shop_pay_seconds_bucket{route="/a",le="+Inf"} 3\n', ''))).toEqual([]);
  });

  test.each([
    [
      'gauge',
      "EXP003 'shop_pay_seconds' is a gauge on the page and a histogram in the contract, by which the rules are written",
    ],
  ])('a native one that is a %s is another metric', (type, message) => {
    const other = page.replace(
      /# TYPE shop_pay_seconds histogram\n(?:shop_pay.*\n)+/,
      `# TYPE shop_pay_seconds ${type}\nshop_pay_seconds{route="/a"} 1\n`,
    );
    expect(found(other)).toEqual([message]);
  });

  test('have labels within their domains, of which the quantile is none', () => {
    expect(found(page.replaceAll('shop_pause_seconds{route="/a"', 'shop_pause_seconds{rout="/a"'))).toEqual([
      "EXP004 label 'route' of 'shop_pause_seconds' is missing on 2 of 4 samples: what is grouped or matched by it is lost",
      "EXP005 label 'rout' of 'shop_pause_seconds' is not in the contract, and nothing bounds how many series it makes",
    ]);
  });

  test('have the quantiles that are declared, a sum and a count', () => {
    expect(found(page.replace('quantile="0.9"', 'quantile="0.99"'))).toEqual([
      "EXP007 'shop_pause_seconds' lacks the quantile 0.9: what reads it is empty",
      "EXP007 'shop_pause_seconds' has the quantile 0.99, which the contract does not, and nothing bounds them",
    ]);
    expect(found(page.replace('shop_pause_seconds_count{route="/a"} 3\n', ''))).toEqual([
      "EXP002 'shop_pause_seconds_count' is missing, which belongs to the summary 'shop_pause_seconds'",
    ]);
  });
});
