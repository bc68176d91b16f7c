import { checkText } from '../../../src/sightline/promql/check/check';
import type { Use } from '../../../src/sightline/promql/check/check-use';
import { allFeatures, type Dialect } from '../../../src/sightline/promql/syntax/dialect';

const newest: Dialect = { version: '3.16', features: allFeatures };

/** What is said of an expression by the newest Prometheus with every feature. */
function said(text: string, use: Use = 'rule'): readonly string[] {
  return checkText(text, newest, use).problems.map(
    ({ id, message, fix, span }) =>
      `${id} «${text.slice(span?.start, span?.end)}» ${message}${fix === undefined ? '' : ` | ${fix}`}`,
  );
}

describe('a calculated duration that fails when it is evaluated', () => {
  const inRule = 'write a duration: a rule is evaluated at one instant, where step() and range() are 0';
  test.each<[string, readonly string[]]>([
    [
      'rate(x[5m - 10m])',
      ['PQL008 «x[5m - 10m]» the window must be longer than 0, and is -300 s: evaluation fails'],
    ],
    ['rate(x[(0)])', ['PQL008 «x[(0)]» the window must be longer than 0, and is 0 s: evaluation fails']],
    [
      'rate(x[step()])',
      [
        `PQL008 «x[step()]» the window must be longer than 0, and is 0 s in a rule: evaluation fails | ${inRule}`,
      ],
    ],
    [
      'max_over_time(x[1h:range()])',
      [
        `PQL008 «x[1h:range()]» the step must be longer than 0, and is 0 s in a rule: evaluation fails | ${inRule}`,
      ],
    ],
    ['rate(x[max_of(step(), 1m)])', []],
    [
      'x offset (1h / (2 - 2))',
      [
        'PQL008 «x offset (1h / (2 - 2))» the offset is no duration: it is divided by 0, or endless; evaluation fails',
      ],
    ],
    ['x offset (5m - 10m)', []],
    ['rate(x[1e9 * 10])', ['PQL008 «x[1e9 * 10]» the window is longer than 292 years: evaluation fails']],
    [
      'rate(x[5m % 5m])',
      ['PQL008 «x[5m % 5m]» the window must be longer than 0, and is 0 s: evaluation fails'],
    ],
  ])('%s', (text, sentences) => {
    expect(said(text)).toEqual(sentences);
  });

  test('is one for some queries in a query, and nothing is said', () => {
    expect(said('rate(x[step()])', 'query')).toEqual([]);
  });
});

describe('a length that Prometheus refuses to read', () => {
  test.each<[string, readonly string[]]>([
    ['rate(x[-5m])', ['PQL022 «-5m» the window (-5m) must be longer than 0']],
    ['rate(x[5m / 0])', ['PQL022 «/» the window is divided by 0']],
    ['rate(x[5m:-1s])', ['PQL022 «-1s» the step (-1s) must be longer than 0']],
    [
      'rate(x[max_of(5m)])',
      ["PQL001 «)» ')' can't stand here: ',' must follow the first duration of 'max_of'"],
    ],
    ['rate(x[step(5m)])', ["PQL001 «5m» the duration 5m can't stand here: ')' must follow 'step('"]],
    [
      'rate(x[steps()])',
      ["PQL001 «steps» 'steps' can't stand here: the window is a duration, such as 5m or 300"],
    ],
  ])('%s', (text, sentences) => {
    expect(said(text)).toEqual(sentences);
  });

  test('is one of more parts than anybody writes, in time that grows with them', () => {
    const parts = Array.from({ length: 100_000 }, () => '1s').join('+');
    expect(said(`rate(x[${parts}])`)).toEqual([
      'PQL001 «1s» the window is calculated of more than 400 parts',
    ]);
    expect(said(`rate(x[${'('.repeat(100_000)}])`)).toEqual([
      'PQL001 «(» the window is calculated of more than 400 parts',
    ]);
    expect(said(`x offset ${'-'.repeat(100_000)}5m`)).toEqual([
      "PQL001 «-» 'offset' is calculated of more than 400 parts",
    ]);
  });
});

describe('edges that are filled in', () => {
  const able =
    'anchored and smoothed windows go to rate, increase and delta, anchored ones to changes and resets too';
  const late =
    "PQL009 «x[5m] smoothed» 'smoothed' looks for a sample behind the moment, and a rule is evaluated before there is one: the value is too low | move it by an offset of a scrape interval or more, or say anchored";
  test.each<[string, readonly string[]]>([
    ['increase(x[5m] anchored)', []],
    ['changes(x[5m] ANCHORED offset 1m)', []],
    [
      'avg_over_time(x[5m] anchored)',
      [`PQL023 «x[5m] anchored» avg_over_time of a window that is anchored: ${able}`],
    ],
    [
      'resets(x[5m] smoothed offset 5m)',
      [`PQL023 «x[5m] smoothed offset 5m» resets of a window that is smoothed: ${able}`],
    ],
    [
      'quantile_over_time(0.5, x[5m] anchored)',
      [`PQL023 «x[5m] anchored» quantile_over_time of a window that is anchored: ${able}`],
    ],
    ['rate(x[5m] smoothed)', [late]],
    ['rate(x[5m] smoothed offset 1m)', []],
    ['rate(x[5m] smoothed @ 1e9)', []],
    ['x smoothed', [late.replace('x[5m] smoothed', 'x smoothed')]],
    ['x anchored smoothed', ["PQL020 «smoothed» 'anchored' and 'smoothed' can't stand together"]],
    [
      '(x) anchored',
      ["PQL020 «anchored» 'anchored' stands right behind a selector or its window, without parentheses"],
    ],
    [
      'rate(x[5m:] smoothed)',
      ["PQL020 «smoothed» 'smoothed' stands right behind a selector or its window, without parentheses"],
    ],
    ['anchored + smoothed', []],
  ])('%s', (text, sentences) => {
    expect(said(text)).toEqual(sentences);
  });

  test('are no concern of a query, which may ask for the past', () => {
    expect(said('rate(x[5m] smoothed)', 'query')).toEqual([]);
  });
});

describe('sides that are filled in, and histograms that are cut', () => {
  test.each<[string, readonly string[]]>([
    ['a / fill(0) b', []],
    ['a / on (c) group_left fill_left(1) fill_right(-1) b', []],
    ['a / fill(-5m) b', []],
    ['a + fill_left(0) fill_left(1) b', ["PQL020 «fill_left» 'fill_left' can't stand behind 'fill_left'"]],
    ['a + fill_left(0) fill(1) b', ["PQL020 «fill» 'fill' can't stand behind 'fill_left'"]],
    ['a + fill(x) b', ["PQL001 «x» 'x' can't stand here: 'fill' takes a number"]],
    ['a + fill(0) 3', ["PQL020 «+» '+' has one side that is a number, which misses no series to fill in"]],
    [
      'a or fill(0) b',
      ["PQL020 «or» 'or': and, or and unless ask which series are there: fill has no meaning there"],
    ],
    ['a </ 0.5 >/ b', []],
    ['a </ bool 0.5', ["PQL020 «</» '</ bool': bool has a meaning in comparisons only"]],
    [
      'vector(1) + (5 </ 3)',
      ["TYP106 «5» '</' of a number: native histograms are cut, on the left, at a number on the right"],
    ],
    ['fill + fill_left', []],
    ['info(a, {version=~".*"})', []],
    ['info(a, ({version=~".*"}))', ['PQL020 «({version=~".*"})» info takes its labels without parentheses']],
    [
      'info(a, b)',
      [
        'PQL002 «b» info takes labels as its second argument, such as {version!=""}, and this is none | a metric is named by {__name__="…"}',
      ],
    ],
  ])('%s', (text, sentences) => {
    expect(said(text)).toEqual(sentences);
  });
});

describe('what is written as in another language, or in the wrong order', () => {
  const order =
    'behind an operator stand bool, on or ignoring, group_left or group_right, and fill, in this order';
  test.each<[string, readonly string[]]>([
    ['sum(rate(x[5m])', ["PQL001 «(» '(' is open where the expression ends: ')' is missing"]],
    ['(a + b', ["PQL001 «(» '(' is open where the expression ends: ')' is missing"]],
    ['x{a="b"', ["PQL001 «{» '{' is open where the expression ends: '}' is missing"]],
    ['a + fill(0) on(job) b', [`PQL001 «on» 'on' can't stand here: ${order}`]],
    ['a * group_left b', [`PQL001 «group_left» 'group_left' can't stand here: ${order}`]],
    [
      'on',
      [
        `PQL001 «on» 'on' is a word of the language, and no expression | if it is the name of a metric, write {__name__="on"}`,
      ],
    ],
    [
      'x{status=500}',
      ['PQL001 «500» a number stands here, and what a label is compared with stands in quotes'],
    ],
    ['a && b', ["PQL001 «&&» '&&' is no operator here: write and"]],
    ['a || b', ["PQL001 «||» '||' is no operator here: write or"]],
    [
      'rate(x[$__rate_interval])',
      ['PQL001 «$__rate_interval» a variable of Grafana has no meaning in Prometheus: write a duration'],
    ],
    [
      'x{job="$job"} > $limit',
      ['PQL001 «$limit» a variable of Grafana has no meaning in Prometheus: write what it stands for'],
    ],
    ['rat(x[5m])', ["PQL001 «rat» there is no function 'rat' | did you mean 'rate'?"]],
    ['mean(x)', ["PQL001 «mean» there is no function 'mean' | did you mean 'avg'?"]],
    ['sums(x)', ["PQL001 «sums» there is no function 'sums' | did you mean 'sum'?"]],
  ])('%s', (text, sentences) => {
    expect(said(text)).toEqual(sentences);
  });
});
