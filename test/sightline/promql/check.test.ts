import { checkText } from '../../../src/sightline/promql/check/check';
import type { Use } from '../../../src/sightline/promql/check/check-use';
import type { Dialect } from '../../../src/sightline/promql/syntax/dialect';
import { refusals } from '../../../src/sightline/problem/refusals';

/** What is said of a text: the id, the piece of the text, the sentence, and the fix. */
function said(text: string, dialect?: Dialect, use?: Use): readonly string[] {
  return checkText(text, dialect, use).problems.map(
    ({ id, span, message, fix }) =>
      `${id} «${text.slice(span?.start, span?.end)}» ${message}${fix === undefined ? '' : ` | ${fix}`}`,
  );
}

describe('what is no expression', () => {
  test.each([
    ['', 'PQL001 «» there is no expression in this text'],
    [' # only a comment', 'PQL001 «» there is no expression in this text'],
    ['sum(foo', "PQL001 «(» '(' is open where the expression ends: ')' is missing"],
    [
      'foo{a="b"} bar',
      "PQL001 «bar» 'bar' can't stand here: an operator or the end must follow an expression",
    ],
    ['foo{a=b}', "PQL001 «b» 'b' can't stand here: what the label 'a' is compared with stands in quotes"],
    ['foo{a~"b"}', 'PQL001 «~» the character "~" has no meaning in PromQL outside of a text in quotes'],
    ['foo{a}', "PQL001 «}» '}' can't stand here: behind a label stands =, !=, =~ or !~"],
    [
      'rate(foo[5m)',
      "PQL001 «)» ')' can't stand here: ']' must follow a window, or a colon if it is a subquery",
    ],
    [
      'foo[5 minutes]',
      "PQL001 «minutes» 'minutes' can't stand in a window: Prometheus may take it for the colon of a subquery | write the duration in one piece: 5m, 1h30m",
    ],
    ['foo[1.5h]', "PQL001 «1.5h» '1.5h' is neither a number nor a duration, such as 1h30m"],
    [
      'foo[1m1h]',
      'PQL001 «1m1h» the duration 1m1h is none: each unit stands once, the longest first, and all is under 292 years | such as 1h30m',
    ],
    [
      'sum by (le) rate(foo[5m])',
      "PQL001 «rate» 'rate' can't stand here: '(' must follow 'sum' and its grouping",
    ],
    ['ratee(foo[5m])', "PQL001 «ratee» there is no function 'ratee' | did you mean 'rate'?"],
    [
      'on + 1',
      'PQL001 «on» \'on\' is a word of the language, and no expression | if it is the name of a metric, write {__name__="on"}',
    ],
    ['foo =~ "a"', "PQL001 «=~» '=~' has no meaning outside of braces"],
    [
      '"a\\q"',
      "PQL001 «\\q» '\\q' starts no character that can be written so: a backslash itself is \\\\, and a text in back quotes has none to escape",
    ],
    ['foo{a="b', 'PQL001 «"b» the text in quotes has no end'],
    ['foo and \ud800', 'PQL001 «\ud800» half a surrogate pair stands here, which is no character'],
    ['1e999', 'PQL001 «1e999» the number 1e999 is none that Prometheus can hold'],
  ])('%s', (text, sentence) => {
    expect(said(text)).toEqual([sentence]);
  });
});

describe('what Prometheus refuses', () => {
  const { rateOfInstant, needsRange, boolOnSet, boolBetweenScalars, groupOnSet } = refusals;
  test.each([
    ['rate(foo_total)', `PQL002 «foo_total» rate of an instant vector: ${rateOfInstant.text}`],
    ['deriv(foo)', `PQL002 «foo» deriv of an instant vector: ${needsRange.text}`],
    ['sum(foo[5m])', 'PQL002 «foo[5m]» sum aggregates an instant vector, and this is a range vector'],
    ['sum(foo, bar)', 'PQL021 «sum(foo, bar)» sum takes one vector, and has 2 arguments'],
    ['topk(foo)', 'PQL021 «topk(foo)» topk takes a parameter and a vector, and has 1 argument'],
    [
      'histogram_quantile(foo_bucket, 0.9)',
      'PQL002 «foo_bucket» argument 1 of histogram_quantile must be a scalar, and is an instant vector',
      'PQL002 «0.9» argument 2 of histogram_quantile must be an instant vector, and is a scalar',
    ],
    [
      'label_replace(foo, "a")',
      'PQL021 «label_replace(foo, "a")» label_replace takes 5 arguments, and has 2',
    ],
    ['round(foo, 1, 2)', 'PQL021 «round(foo, 1, 2)» round takes 1 to 2 arguments, and has 3'],
    ['label_join(foo)', 'PQL021 «label_join(foo)» label_join takes at least 3 arguments, and has 1'],
    ['1 > 2', `PQL020 «>» '>': ${boolBetweenScalars.text}`],
    ['foo + bool bar', `PQL020 «+» '+ bool': ${boolOnSet.text}`],
    ['foo and on (a) group_left () bar', `PQL020 «and» 'and': ${groupOnSet.text}`],
    ['foo and 1', "PQL002 «and» 'and' works on sets of series, and one side is a number"],
    [
      'foo / on (a) group_left (a) bar',
      "PQL020 «/» '/' names 'a' in 'on' and to be added: it is on both sides already",
    ],
    ['foo + on (a) 1', "PQL020 «+» '+' has one side that is a number, which has no labels to match"],
    ['foo + "a"', 'PQL002 «"a"» \'+\' takes instant vectors and numbers, and this is a string'],
    [
      '-foo[5m]',
      'PQL002 «-foo[5m]» a sign stands before a number or an instant vector, and this is a range vector',
    ],
    ['foo[5m][1h:]', 'PQL002 «foo[5m]» a subquery evaluates an instant vector, and this is a range vector'],
    [
      'sum(foo)[5m]',
      'PQL020 «[5m]» a window stands right behind a selector, without parentheses | if a subquery is meant, write a colon: [5m:]',
    ],
    [
      'sum(foo) offset 5m',
      "PQL020 «offset» 'offset' stands right behind a selector, a window or a subquery, without parentheses",
    ],
    ['foo offset 5m offset 3m', "PQL020 «offset» 'offset' stands here twice"],
    ['foo offset 5m [5m]', "PQL020 «[5m]» a window stands before 'offset' and '@', not behind them"],
    ['foo @ Inf', 'PQL022 «Inf» the number Inf is no moment that Prometheus can hold'],
    ['foo[0s]', 'PQL022 «0s» the window (0s) must be longer than 0'],
    ['foo{__name__="bar"}', "PQL020 «__name__=\"bar\"» the metric is named twice: 'foo' and 'bar'"],
    [
      '{a=~".*"}',
      'PQL004 «{a=~".*"}» this selector matches every series there is, which Prometheus refuses | name the metric, or a label with a value that is not empty',
    ],
    [
      'foo{a=~"(b"}',
      'PQL003 «"(b"» regular expression /(b/ is none to Prometheus, which reads RE2: error parsing regexp: missing closing ): `(b`',
    ],
    [
      'limitk(1, foo)',
      "PQL006 «limitk(1, foo)» aggregation 'limitk' is experimental, and refused by a Prometheus without the feature | start it with --enable-feature=promql-experimental-functions (enableFeatures of the stack)",
    ],
  ])('%s', (text, ...sentences) => {
    expect(said(text)).toEqual(sentences);
  });
});

describe('what a version does not have', () => {
  test.each<[string, Dialect, readonly string[]]>([
    ['holt_winters(foo[1h], 0.5, 0.5)', { version: '2.42' }, []],
    [
      'holt_winters(foo[1h], 0.5, 0.5)',
      { version: '3.5' },
      [
        "PQL006 «holt_winters(foo[1h], 0.5, 0.5)» function 'holt_winters' is not there any more from Prometheus 3.0 on, and this is 3.5 | it is called double_exponential_smoothing now",
      ],
    ],
    [
      'double_exponential_smoothing(foo[1h], 0.5, 0.5)',
      { version: '3.5', features: ['promql-experimental-functions'] },
      [],
    ],
    [
      'double_exponential_smoothing(foo[1h], 0.5, 0.5)',
      { version: '3.5', features: ['promql-duration-expr'] },
      [
        "PQL006 «double_exponential_smoothing(foo[1h], 0.5, 0.5)» function 'double_exponential_smoothing' is experimental, and refused by a Prometheus without the feature | start it with --enable-feature=promql-experimental-functions (enableFeatures of the stack)",
      ],
    ],
    [
      'histogram_avg(foo)',
      { version: '2.42' },
      [
        "PQL006 «histogram_avg(foo)» function 'histogram_avg' is there from Prometheus 2.51 on, and this is 2.42",
      ],
    ],
    [
      'foo[300]',
      { version: '2.42' },
      ["PQL001 «300» the number 300 can't stand here: the window is a duration, such as 5m"],
    ],
    [
      '1_000',
      { version: '2.42' },
      ["PQL001 «1_000» '1_000' is neither a number nor a duration, such as 1h30m"],
    ],
    [
      '{"foo"}',
      { version: '2.42' },
      [`PQL001 «"foo"» the text "foo" can't stand here: in braces stand matchers, such as status="200"`],
    ],
    ['first_over_time(foo[1h])', { version: '3.14' }, []],
    [
      'rate(foo[5m] anchored)',
      { version: '3.6' },
      ["PQL006 «anchored» 'anchored' is there from Prometheus 3.7 on, and this is 3.6"],
    ],
    [
      'rate(foo[5m] smoothed)',
      { version: '3.7' },
      [
        "PQL006 «smoothed» 'smoothed' is experimental, and refused by a Prometheus without the feature | start it with --enable-feature=promql-extended-range-selectors (enableFeatures of the stack)",
      ],
    ],
    ['rate(foo[5m] anchored)', { version: '3.7', features: ['promql-extended-range-selectors'] }, []],
    ['rate(foo[5m] anchored)', { version: '3.16' }, []],
    [
      'foo + on (a) fill (0) bar',
      { version: '3.9', features: ['promql-binop-fill-modifiers'] },
      ["PQL006 «fill» 'fill' is there from Prometheus 3.10 on, and this is 3.9"],
    ],
    [
      'foo + on (a) fill_left (0) bar',
      { version: '3.16' },
      [
        "PQL006 «fill_left» 'fill_left' is experimental, and refused by a Prometheus without the feature | start it with --enable-feature=promql-binop-fill-modifiers (enableFeatures of the stack)",
      ],
    ],
    ['foo + on (a) fill (0) bar', { version: '3.10', features: ['promql-binop-fill-modifiers'] }, []],
    [
      'start()',
      { version: '3.5' },
      ["PQL006 «start()» function 'start' is there from Prometheus 3.12 on, and this is 3.5"],
    ],
    [
      'foo[(5m)]',
      { version: '3.3' },
      ['PQL006 «(» a duration in parentheses is there from Prometheus 3.4 on, and this is 3.3'],
    ],
    [
      'foo[(5m)]',
      { version: '3.5' },
      [
        'PQL006 «(» a duration in parentheses is experimental, and refused by a Prometheus without the feature | start it with --enable-feature=promql-duration-expr (enableFeatures of the stack)',
      ],
    ],
    ['foo[(5m)]', { version: '3.4', features: ['promql-duration-expr'] }, []],
    ['foo[5m * 2]', { version: '3.14' }, []],
  ])('%s', (text, dialect, sentences) => {
    expect(said(text, dialect)).toEqual(sentences);
  });
});

describe('what Prometheus accepts, and fails at when it evaluates', () => {
  test.each([
    [
      'label_replace(foo, "a", "$1", "b", "(")',
      'PQL003 «"("» regular expression /(/ is none to Prometheus, which reads RE2: error parsing regexp: missing closing ): `(`',
    ],
    [
      'label_replace(foo, "", "x", "b", "c")',
      'PQL008 «""» the label that label_replace writes ("") is no name of a label: evaluation fails',
    ],
    [
      'label_join(foo, "", ",", "b")',
      'PQL008 «""» the label that label_join writes ("") is no name of a label: evaluation fails',
    ],
    [
      'count_values("", foo)',
      'PQL008 «""» the label that count_values writes ("") is no name of a label: evaluation fails',
    ],
    [
      'histogram_quantile(95, foo)',
      'PQL008 «95» quantile (95) must be a number from 0 to 1 | the 95th percentile is 0.95',
    ],
    ['quantile(-1, foo)', 'PQL008 «-1» quantile (-1) must be a number from 0 to 1'],
    ['topk(0, foo)', "PQL008 «0» 'k' (0) of topk must be a whole number of at least 1"],
    [
      'clamp(foo, 2, 1)',
      'PQL008 «2» clamp has a least value (2) above its greatest (1), and is always empty',
    ],
  ])('%s', (text, sentence) => {
    expect(said(text)).toEqual([sentence]);
  });

  test('a label name of 3.x that 2.x refuses', () => {
    expect(said('count_values("a b", foo)', { version: '3.5' })).toEqual([]);
    expect(said('count_values("a b", foo)', { version: '2.42' })).toEqual([
      'PQL008 «"a b"» the label that count_values writes ("a b") is no name of a label: evaluation fails',
    ]);
  });

  test('a rule that is a range vector or a string', () => {
    expect(said('foo[5m]', {}, 'rule')).toEqual([
      'PQL005 «foo[5m]» a rule records an instant vector, and this is a range vector | take its rate, or another function over time',
    ]);
    expect(said('"a"', {}, 'rule')).toEqual([
      'PQL005 «"a"» a rule records an instant vector, and this is a string',
    ]);
    expect(said('foo[5m]')).toEqual([]);
    expect(said('1 + 1', {}, 'rule')).toEqual([]);
  });

  test('a regular expression that could be said more simply', () => {
    expect(said('foo{a=~"b"}')).toEqual([
      `PQL007 «a=~"b"» the regular expression "b" of 'a' is a plain text | say = in place of =~`,
    ]);
    expect(said('foo{a!~"^b.*"}')).toEqual([
      `PQL007 «a!~"^b.*"» the regular expression "^b.*" of 'a' has ^ or $, which every matcher has by itself | leave them out`,
    ]);
    expect(said('foo{a=~".*"}')).toEqual([
      `PQL007 «a=~".*"» the matcher of 'a' with ".*" takes nothing away | leave it out`,
    ]);
    expect(said('foo{a=~"b|c",d!~".+"}')).toEqual([]);
  });
});

test('one mistake is said once: what follows from it is not', () => {
  expect(said('sum(rate(foo + "a"))')).toHaveLength(1);
  expect(said('rate(sum(foo)[5m])')).toHaveLength(1);
  expect(said('abs(-foo[5m])')).toHaveLength(1);
});
