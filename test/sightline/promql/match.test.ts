import { external } from '../../../src/sightline/promql/build/external';
import { escapeRegex, patternOf, patternOfValues } from '../../../src/sightline/promql/syntax/regex';
import { bindToTarget } from '../../../src/sightline/promql/bind';
import { printLine } from '../../../src/sightline/promql/print/print';
import type { Expression } from '../../../src/sightline/promql/build/vector';
import { up } from '../../../src/sightline/promql/build/metric';
import { and, div } from '../../../src/sightline/promql/build/operators';
import { rate } from '../../../src/sightline/promql/build/functions';
import { requests, waiting } from '../../types/shop';

const where = (matches: unknown): Expression => requests.where(matches as never);
const told = ({ problems }: Expression): readonly string[] =>
  problems.map(({ id, message }) => `${id} ${message}`);

describe('a match', () => {
  test.each<[unknown, string]>([
    [{ verb: 'GET' }, 'verb="GET"'],
    [{ verb: { not: 'GET' } }, 'verb!="GET"'],
    [{ code: /5../ }, 'code=~"5.."'],
    [{ code: { not: /5../ } }, 'code!~"5.."'],
    [{ verb: ['GET', 'POST'] }, 'verb=~"GET|POST"'],
    [{ verb: { not: ['GET', 'POST'] } }, 'verb!~"GET|POST"'],
    [{ verb: ['GET'] }, 'verb="GET"'],
    [{ verb: { not: ['GET'] } }, 'verb!="GET"'],
    [{ verb: 'other', code: 'other' }, 'verb="other",code="other"'],
    [{ route: ['/a.b', '/(c)'] }, String.raw`route=~"/a\\.b|/\\(c\\)"`],
    [{ pod: { not: '' } }, 'pod!=""'],
    [{ verb: undefined, code: '200' }, 'code="200"'],
  ])('%j is written %s', (matches, text) => {
    expect(printLine(where(matches).node)).toBe(`shop_requests_total{${text}}`);
    expect(where(matches).problems).toEqual([]);
  });

  const empty = 'an empty match selects nothing: name a label and a value';
  const code = "label 'code' of 'shop_requests_total'";
  test.each<[unknown, readonly string[]]>([
    [{}, [`PQL004 where() of 'shop_requests_total': ${empty}`]],
    [undefined, [`PQL004 where() of 'shop_requests_total': ${empty}`]],
    [['verb'], [`PQL004 where() of 'shop_requests_total': ${empty}`]],
    [{ verb: undefined }, [`PQL004 where() of 'shop_requests_total': ${empty}`]],
    [{ code: [] }, [`PQL004 ${code} matches only an empty value: ${empty}`]],
    [{ code: new RegExp('') }, [`PQL004 ${code} matches only an empty value: ${empty}`]],
    [
      { code: 500 },
      [`OPT002 ${code} must match a text, a list of texts or a regular expression, not a number`],
    ],
    [
      { code: { not: null } },
      [`OPT002 ${code} must match a text, a list of texts or a regular expression, not null`],
    ],
    [{ code: '' }, [`LBL202 value '' is outside the domain of ${code}, and no series has it`]],
    [{ code: { not: '5xx' } }, [`LBL202 value '5xx' is outside the domain of ${code}, and no series has it`]],
    [{ code: /6../ }, [`LBL202 /6../ matches no value in the domain of ${code}, so it selects nothing`]],
    [
      { code: { not: /6../ } },
      [`LBL202 /6../ matches no value in the domain of ${code}, so it takes nothing away`],
    ],
    [{ code: { not: /.+/ } }, [`LBL202 /.+/ matches every value of ${code}, so nothing is left`]],
    [
      { route: '' },
      [
        "LBL202 value '' is outside the domain of label 'route' of 'shop_requests_total', and no series has it",
      ],
    ],
  ])('%j is refused with a reason', (matches, problems) => {
    expect(told(where(matches))).toEqual(problems);
  });

  test('a regular expression is anchored, so that half a value is no match', () => {
    expect(told(where({ code: /5/ }))).toEqual([
      "LBL202 /5/ matches no value in the domain of label 'code' of 'shop_requests_total', so it selects nothing",
    ]);
  });

  test('the metrics of others have labels without domains, and values that may be empty', () => {
    const cpu = external('container_cpu_usage_seconds_total', 'counter', 'CPU time', [
      'namespace',
      'container',
    ]);
    expect(cpu.where({ container: '', namespace: 'anything' }).problems).toEqual([]);
    expect(told(cpu.where({ pod: 'a' } as never))).toEqual([
      "LBL201 label 'pod' is not on 'container_cpu_usage_seconds_total', which has container, namespace",
    ]);
  });

  test('a metric of others with a name or label that cannot be is refused where it is used', () => {
    const wrong = external('node-load', 'gauge', 'Load', ['the node']);
    expect(told(wrong.where({ 'the node': 'a' }))).toEqual([
      "NAM003 metric 'node-load': a metric name holds letters, digits and _ only, and starts with no digit",
      'NAM004 label "the node" of metric \'node-load\': a label name holds letters, digits and _ only, and starts with no digit and no __',
    ]);
  });
});

describe('a regular expression', () => {
  test.each<[RegExp, string]>([
    [/5../, '5..'],
    [/get|head/i, '(?i:get|head)'],
    [/a.b/s, '(?s:a.b)'],
    [/a.b/is, '(?is:a.b)'],
    [/\d+/gu, '\\d+'],
    [/\/tasks\/[^/]+/, '/tasks/[^/]+'],
    [new RegExp('/tasks'), '/tasks'],
    [/\\\//, '\\\\/'],
    [/[\\/]x/, '[\\\\/]x'],
    [/^5..$/, '^5..$'],
  ])('%s is written %s', (expression, source) => {
    expect(patternOf(expression)).toMatchObject({ source, problems: [] });
  });

  test('keeps a backslash in a class apart from a slash', () => {
    expect(patternOf(/[\\/]x/).matches?.('\\x')).toBe(true);
  });

  test.each([/(?=a)b/, /(?<!a)b/, /(a)\1/])('%s is refused: RE2 cannot read it', (expression) => {
    expect(patternOf(expression).problems).toMatchObject([
      { id: 'PQL003', severity: 'error', fix: 'RE2 has no lookahead, lookbehind or backreference' },
    ]);
  });

  test('the flag m is refused', () => {
    expect(patternOf(/^a$/m).problems).toMatchObject([
      { id: 'PQL003', message: "flag 'm' of /^a$/ has no meaning: a matcher sees whole values" },
    ]);
  });

  test.each(['a.b', 'x|y', '(a)', '[b]', '{1}', '^$', 'a+b*c?', '\\', '日本', '/tasks/:id', 'a-b'])(
    'values are matched as they are: %s',
    (value) => {
      const pattern = patternOfValues([value, 'another']);
      expect(pattern.matches?.(value)).toBe(true);
      expect(pattern.matches?.(`${value}x`)).toBe(false);
      expect(new RegExp(`^(?:${escapeRegex(value)})$`).test(value)).toBe(true);
    },
  );
});

describe('an expression bound to a target', () => {
  const target = { namespace: 'prod', service: 'shop' };
  const bound = ({ node }: Expression): string => printLine(bindToTarget(node, target).node);

  test('has the target first in each selector of its own series, and the namespace in those of its namespace', () => {
    const pods = external('kube_pod_info', 'gauge', 'Pods', ['namespace', 'pod']);
    expect(bound(div(rate(requests.where({ verb: 'GET' }).over('5m')), waiting, { on: ['pod'] }))).toBe(
      'rate(shop_requests_total{namespace="prod",service="shop",verb="GET"}[5m]) / on (pod) shop_waiting_mails{namespace="prod",service="shop"}',
    );
    expect(bound(and(pods, up, { on: ['pod'] }))).toBe(
      'kube_pod_info{namespace="prod"} and on (pod) up{namespace="prod",service="shop"}',
    );
  });

  test('leaves alone what has no namespace', () => {
    expect(bound(external('node_load1', 'gauge', 'Load', ['instance']))).toBe('node_load1');
  });

  test('says the target once where the expression says it too', () => {
    expect(bound(up.where({ service: 'shop', pod: /a.*/ }))).toBe(
      'up{namespace="prod",service="shop",pod=~"a.*"}',
    );
  });

  test('refuses another target', () => {
    expect(bindToTarget(up.where({ namespace: 'test' }).node, target).problems).toEqual([
      {
        id: 'LBL202',
        severity: 'error',
        message: `'up' with namespace="test" can't be of the target, whose namespace is "prod"`,
        fix: 'leave namespace out: every selector is bound to its target',
      },
    ]);
  });
});
