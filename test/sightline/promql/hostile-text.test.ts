import { checkText } from '../../../src/sightline/promql/check/check';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import { extent } from '../../sampling';

/** Of what is gone through once. */
const length = extent(200_000, 1_000_000);
/** Where a text is gone through several times. */
const part = length / 5;

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
    ['open parentheses', '('.repeat(length)],
    ['closed parentheses', ')'.repeat(length)],
    ['open braces', '{'.repeat(length)],
    ['brackets', 'x['.repeat(length / 2)],
    ['signs', '-'.repeat(length)],
    ['functions', 'abs('.repeat(length / 4)],
    ['powers', 'x^'.repeat(length / 2)],
    ['an open text', `"${'a'.repeat(length)}`],
    ['escapes', `"${'\\n'.repeat(length / 2)}`],
    ['digits', '9'.repeat(length)],
    ['digits of base 8', `0${'7'.repeat(length)}`],
    ['units', `${'1s'.repeat(length / 2)}_`],
    ['junk', ')]}a(,'.repeat(length / 6)],
    ['words', 'sum by rate{a=~ ['.repeat(length / 17)],
    ['offsets', `x${' offset 5m'.repeat(length / 10)}`],
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
      Array(Math.round(length / some.length))
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
