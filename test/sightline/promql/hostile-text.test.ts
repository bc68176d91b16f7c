import { check, checkText } from '../../../src/sightline/promql/check/check';
import { knownMetrics } from '../../../src/sightline/promql/flow/known-metrics';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import { requests } from '../../types/shop';

const megabyte = 1_000_000;
/** Where a text is gone through several times. */
const part = megabyte / 5;

/** What is said of a text, which must be something, at a place within it. */
function refusal(text: string): string {
  const [first] = checkText(text).problems;
  expect(first?.span?.start).toBeGreaterThanOrEqual(0);
  expect(first?.span?.end).toBeLessThanOrEqual(text.length);
  return first?.message ?? 'nothing';
}

describe('a long text', () => {
  const some = 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))';
  test.each<[string, string]>([
    ['open parentheses', '('.repeat(megabyte)],
    ['closed parentheses', ')'.repeat(megabyte)],
    ['open braces', '{'.repeat(megabyte)],
    ['brackets', 'x['.repeat(megabyte / 2)],
    ['signs', '-'.repeat(megabyte)],
    ['functions', 'abs('.repeat(megabyte / 4)],
    ['powers', 'x^'.repeat(megabyte / 2)],
    ['an open text', `"${'a'.repeat(megabyte)}`],
    ['escapes', `"${'\\n'.repeat(megabyte / 2)}`],
    ['digits', '9'.repeat(megabyte)],
    ['digits of base 8', `0${'7'.repeat(megabyte)}`],
    ['units', `${'1s'.repeat(megabyte / 2)}_`],
    ['junk', ')]}a(,'.repeat(megabyte / 6)],
    ['words', 'sum by rate{a=~ ['.repeat(megabyte / 17)],
    ['offsets', `x${' offset 5m'.repeat(megabyte / 10)}`],
    ['arguments', `abs(${'x,'.repeat(part / 2)}x)`],
  ])('of %s is refused, at a place', (_, text) => {
    expect(refusal(text)).not.toBe('nothing');
  });

  test.each<[string, string]>([
    ['one name', 'x'.repeat(part)],
    ['blanks', `x${' \n'.repeat(part / 2)}`],
    ['comments', `x${'#\n'.repeat(part / 2)}`],
    [
      'a sum',
      Array(Math.round(megabyte / some.length))
        .fill(some)
        .join(' + '),
    ],
    ['matchers', `x{${'a="b",'.repeat(part / 6)}}`],
    ['texts', `label_join(x,"a",","${',"b"'.repeat(part / 4)})`],
    ['labels', `sum by (${'a,'.repeat(part / 2)}) (x)`],
    ['a value', `x{a="${'b'.repeat(part)}"}`],
    ['windows', `x[5m:]${' offset 0s'.repeat(part / 10)}`],
  ])('of %s is read, and printed', (_, text) => {
    const { node, problems } = parse(text);
    expect(problems).toEqual([]);
    expect(node && print(node).length).toBeGreaterThan(0);
    const line = node === undefined ? '' : printLine(node);
    expect(parse(line).problems).toEqual([]);
  });
});

describe('what is known of a long text', () => {
  const many = (count: number, write: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => write(index)).join(',');
  const labels = many(part / 10, (index) => `label_${index}`);
  test.each<[string, string]>([
    ['matchers of many labels', `x{${many(part / 10, (index) => `label_${index}="b"`)}}`],
    ['matchers of one label', `shop_requests_total{${many(part / 10, () => 'verb!="b"')}}`],
    ['what is absent', `absent(x{${many(part / 10, (index) => `label_${index}="b"`)}})`],
    ['labels twice', `sum by (${labels}) (sum by (${labels.replaceAll('l', 'k')}) (x))`],
    ['matching', `sum by (${labels}) (x) * ignoring (${labels}) group_left (${labels}) y`],
    ['including', `x * on (${labels}) group_left (${labels}) sum by (a) (y)`],
    [
      'a sum',
      Array(part / 10)
        .fill('sum by (a) (rate(x[5m]))')
        .join(' + '),
    ],
  ])('%s: is inferred in linear time', (_, text) => {
    const start = Date.now();
    const { node } = parse(text);
    expect(node).toBeDefined();
    if (node === undefined) return;
    checkText(text);
    const { flow } = check(node, { metrics: knownMetrics([requests.declaration]) });
    expect(flow.shape).toBe('instant vector');
    // a square of twenty thousand would take minutes
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});

describe('nesting', () => {
  test.each(['(', 'abs(', 'sum(', '-', 'x + (', 'x ^ ', 'rate(x[5m]) ^ -'])(
    '10,000 times %s ends at a place',
    (open) => {
      const { problems } = checkText(`${open.repeat(10_000)}x${')'.repeat(10_000)}`);
      expect(problems).toMatchObject([
        { id: 'PQL001', message: 'more than 400 expressions stand within each other here' },
      ]);
    },
  );

  test('as deep as anybody writes is read', () => {
    const text = `${'abs('.repeat(300)}x${')'.repeat(300)}`;
    const { node, problems } = checkText(text);
    expect(problems).toEqual([]);
    expect(node && printLine(node)).toBe(text);
    expect(node && parse(print(node)).problems).toEqual([]);
  });
});

describe('any character', () => {
  const codes = [...Array(256).keys(), 0x2028, 0xfeff, 0xfffd, 0xd800, 0xdfff, 0x1f600];
  test.each(['', 'x', 'x{a="', 'x{a="b"', 'x[5', 'sum(', '1', "'", '`'])(
    'behind %j is read or refused',
    (before) => {
      for (const code of codes) {
        for (const after of ['', ' x', '"', '"}', ')', ']', '`']) {
          const text = before + String.fromCodePoint(code) + after;
          for (const { span } of checkText(text).problems) expect(span).toBeDefined();
        }
      }
    },
  );
});

describe('regular expressions made to blow up', () => {
  test.each([
    '(a*)*'.repeat(2_000),
    '(((((a{1000}){1000}){1000}){1000}){1000})',
    '(a{30}){30}'.repeat(50),
    `${'('.repeat(5_000)}a${')'.repeat(5_000)}`,
    'a|'.repeat(50_000),
    `[${'a-z'.repeat(50_000)}]`,
    `(?i)${'\\pL'.repeat(5_000)}`,
    '\\'.repeat(99_999),
  ])('are read or refused: %#', (expression) => {
    const { problems } = checkText(`x{a=~\`${expression}\`}`);
    for (const { id } of problems) expect(id).toMatch(/^PQL00[13]$/);
  });
});

test('time grows linearly with the length', () => {
  const term = 'sum by (job) (rate(http_requests_total{code=~"5..",job!="a"}[5m] offset 1h)) / 2 > ';
  const seconds = (count: number): number => {
    const text = `${term.repeat(count)}1`;
    const start = process.hrtime.bigint();
    const { node } = checkText(text);
    if (node !== undefined) print(node);
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
  seconds(500);
  const short = Math.min(...[1, 2, 3].map(() => seconds(1_000)));
  const long = Math.min(...[1, 2].map(() => seconds(10_000)));
  // ten times the length: a square would be a hundred times
  expect(long / short).toBeLessThan(40);
});
