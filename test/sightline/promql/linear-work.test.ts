import { workOf } from '../../work';
import { check, checkText } from '../../../src/sightline/promql/check/check';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print } from '../../../src/sightline/promql/print/print';
import { requests } from '../../types/shop';

const metrics = knownMetrics([requests.declaration]);

/** All that is done with a text: it is read, checked with and without what is known of metrics, and printed. */
function all(text: string): void {
  const { node, problems } = parse(text);
  expect(problems).toEqual([]);
  if (node === undefined) throw new Error('what was read without a problem is a tree');
  checkText(text);
  expect(check(node, { metrics }).flow.shape).toBe('instant vector');
  print(node);
}

const many = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(',');
const labels = (count: number): string => many(count, (index) => `label_${index}`);
const sum = 'sum by (job) (rate(http_requests_total{code=~"5..",job!="a"}[5m] offset 1h))';

/** Texts of any length. */
const texts: readonly (readonly [string, (count: number) => string])[] = [
  ['matchers of many labels', (count) => `x{${many(count, (index) => `label_${index}="b"`)}}`],
  ['matchers of one label', (count) => `shop_requests_total{${many(count, () => 'verb!="b"')}}`],
  ['what is absent', (count) => `absent(x{${many(count, (index) => `label_${index}="b"`)}})`],
  ['labels twice', (count) => `sum by (${labels(count)}) (sum by (${labels(count)}) (x))`],
  ['labels joined', (count) => `label_join(x, "a", ","${',"b"'.repeat(count)})`],
  [
    'matching',
    (count) => `sum by (${labels(count)}) (x) * ignoring (${labels(count)}) group_left (${labels(count)}) y`,
  ],
  ['including', (count) => `x * on (${labels(count)}) group_left (${labels(count)}) sum by (a) (y)`],
  ['a sum', (count) => Array(count).fill('sum by (a) (rate(x[5m]))').join(' + ')],
  ['a union', (count) => Array(count).fill(sum).join(' or ')],
  ['divisions and comparisons', (count) => `${`${sum} / 2 > `.repeat(count)}1`],
];

describe('the work of reading, checking and printing', () => {
  test.each(texts)('%s grows with the length, and not with its square', (_, text) => {
    const [short, long] = [text(1_000), text(4_000)];
    // what is done once, the first time
    all(text(10));
    const [one, four] = [workOf(() => all(short)), workOf(() => all(long))];
    expect(one).toBeGreaterThan(1_000);
    // a square would be sixteen times
    expect(four / one).toBeLessThan(5);
  });
});
