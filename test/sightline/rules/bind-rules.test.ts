import type { Dialect } from '../../../src/sightline/promql/syntax/dialect';
import { limitk, sum } from '../../../src/sightline/promql/build/aggregation';
import { calculated } from '../../../src/sightline/promql/build/calculated';
import { increase, rate } from '../../../src/sightline/promql/build/functions';
import { external } from '../../../src/sightline/promql/build/external';
import { up } from '../../../src/sightline/promql/build/metric';
import { div, gt, mul } from '../../../src/sightline/promql/build/operators';
import { promql } from '../../../src/sightline/promql/build/promql';
import { recorded } from '../../../src/sightline/promql/build/recorded';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import {
  alertingRule,
  recordingRule,
  ruleGroup,
  type Rule,
  type RuleGroup,
} from '../../../src/sightline/rules/rule';
import { latency, requests } from './shop';

const binding = { target: { namespace: 'prod', service: 'web-shop' }, scrapeInterval: 30_000 };
const byRoute = sum(rate(requests.over('11m')), { by: ['route'] });
const told = (...groups: readonly RuleGroup[]): readonly string[] =>
  bindGroups(groups, binding).problems.map(
    ({ id, severity, path, message }) => `${id} ${severity} ${path}: ${message}`,
  );
const rule = (expression: unknown, record = 'shop:a:b') => recordingRule(record, expression as never);

describe('rules bound to a target', () => {
  const traffic = recordingRule('shop:requests:rate11m', byRoute);
  const daily = recordingRule('shop:requests:per_day', mul(sum(traffic.series, { by: ['route'] }), 86_400));
  const group = ruleGroup('shop-own', [traffic, daily]);

  test('are written in their order, each with the identity of the target', () => {
    const labels = { namespace: 'prod', service: 'web-shop' };
    expect(bindGroups([group], binding)).toMatchObject({
      groups: [
        {
          name: 'shop-own',
          rules: [
            {
              record: 'shop:requests:rate11m',
              expr: 'sum by (route) (rate(shop_requests_total{namespace="prod",service="web-shop"}[11m]))',
              labels,
            },
            {
              record: 'shop:requests:per_day',
              expr: 'sum by (route) (shop:requests:rate11m{namespace="prod",service="web-shop"}) * 86400',
              labels,
            },
          ],
        },
      ],
      problems: [],
    });
  });

  test('differ in identity and selectors between two targets', () => {
    const other = bindGroups([group], { ...binding, target: { namespace: 'test', service: 'web-shop' } });
    expect(other.groups[0]?.rules[0]).toEqual({
      record: 'shop:requests:rate11m',
      expr: 'sum by (route) (rate(shop_requests_total{namespace="test",service="web-shop"}[11m]))',
      labels: { namespace: 'test', service: 'web-shop' },
    });
  });

  test('can use the labels of what was recorded, and the identity that recording adds', () => {
    expect([...traffic.series.flow.labels.names].sort()).toEqual(['namespace', 'route', 'service']);
    expect(told(ruleGroup('g', [traffic, rule(sum(traffic.series, { by: ['verb' as never] }))]))).toEqual([
      "LBL201 error rules.g.shop:a:b: label 'verb' in by (…) is not among namespace, route, service",
    ]);
  });

  test.each<[readonly RuleGroup[], string]>([
    [[ruleGroup('', [rule(byRoute)])], "SCH002 error rules: a rule group must have a 'name'"],
    [[ruleGroup('g', [])], "SCH011 error rules.g: rule group 'g' has no rules"],
    [
      [ruleGroup('g', [rule(byRoute)]), ruleGroup('g', [rule(byRoute, 'shop:c:d')])],
      "SCH002 error rules.g: rule group 'g' is there twice",
    ],
    [
      [ruleGroup('g', [rule(byRoute)]), ruleGroup('h', [rule(byRoute)])],
      "REC503 error rules.h.shop:a:b: 'shop:a:b' is recorded twice, so its samples would collide",
    ],
    [
      [ruleGroup('g', [rule(requests.over('5m'))])],
      'PQL005 error rules.g.shop:a:b: a rule records an instant vector, and this is a range vector',
    ],
    [
      [ruleGroup('g', [rule(42)])],
      "PQL002 error rules.g.shop:a:b: the rule 'shop:a:b' takes an expression, and this is a number",
    ],
    [
      [ruleGroup('g', [rule(up.where({ service: 'mail' }))])],
      `LBL202 error rules.g.shop:a:b: 'up' with service="mail" can't be of the target, whose service is "web-shop"`,
    ],
    [
      [ruleGroup('g', [rule(sum(requests, { by: ['rout' as never] }))])],
      "LBL201 error rules.g.shop:a:b: label 'rout' in by (…) is not among ",
    ],
  ])('are refused with a reason: %#', (groups, problem) => {
    expect(told(...groups)).toEqual([expect.stringContaining(problem)]);
  });

  test('are refused where one alert is there twice, unless its labels tell the two apart', () => {
    const alert = (labels: Record<string, string>, name = 'Busy') =>
      alertingRule({
        alert: name,
        expression: gt(byRoute, 7),
        labels,
        severity: 'page',
        annotations: { summary: 'It is busy' },
      });
    const of = (...rules: readonly Rule[]) =>
      told(ruleGroup('g', rules)).filter((text) => text.startsWith('ALR408'));
    expect(of(alert({ team: 'a' }), alert({ team: 'a' }))).toEqual([
      "ALR408 error rules.g.Busy: alert 'Busy' is there twice with the same labels",
    ]);
    expect(of(alert({ team: 'a' }), alert({ team: 'b' }))).toEqual([]);
    expect(of(alert({ team: 'a' }), alert({ team: 'a' }, 'Busier'))).toEqual([]);
    // one that has the name of a series is no series
    expect(of(rule(byRoute, 'Busy'), { ...alert({}), severity: undefined })).toEqual([]);
    // in whatever order they are given
    expect(of(alert({ team: 'a', tier: 'b' }), alert({ tier: 'b', team: 'a' }))).toHaveLength(1);
  });

  test('may record a series several times with labels that tell them apart', () => {
    const of = (labels: Record<string, string>) => ({ ...rule(byRoute), labels });
    expect(told(ruleGroup('g', [of({ part: 'a' }), of({ part: 'b' })]))).toEqual([]);
    expect(told(ruleGroup('g', [of({ part: 'a' }), of({ part: 'a' })]))).toEqual([
      "REC503 error rules.g.shop:a:b: 'shop:a:b' is recorded twice, so its samples would collide",
    ]);
  });

  test.each(['shop_requests', 'shop:a-b', '9:a', ''])('are refused under the name %j', (record) => {
    expect(bindGroups([ruleGroup('g', [rule(byRoute, record)])], binding).problems).toMatchObject([
      { id: 'REC501', severity: 'error', fix: "such as 'task_api:requests:rate5m'" },
    ]);
  });
});

describe('the window of a rule', () => {
  const over = (window: '59s' | '1m' | '90s' | '119s' | '2m') =>
    told(ruleGroup('g', [rule(rate(requests.over(window)))]));

  test('must hold two scrapes', () => {
    expect(over('59s')).toEqual([
      "RNG301 error rules.g.shop:a:b: window '59s' of 'shop_requests_total' must be at least twice the scrape interval (30s): a rate needs two samples",
    ]);
  });

  test('should hold four', () => {
    const warning =
      "of 'shop_requests_total' is under four scrape intervals (30s): one missed scrape leaves a gap";
    expect(over('1m')).toEqual([`RNG301 warning rules.g.shop:a:b: window '1m' ${warning}`]);
    expect(over('119s')).toEqual([`RNG301 warning rules.g.shop:a:b: window '1m59s' ${warning}`]);
    expect(over('2m')).toEqual([]);
  });

  test('of a metric of others is not held against the scrape interval of the service', () => {
    const cpu = external('container_cpu_usage_seconds_total', 'counter', 'CPU time', ['namespace', 'pod']);
    expect(told(ruleGroup('g', [rule(rate(cpu.over('30s')))]))).toEqual([]);
  });
});

describe('a rule over series that nothing writes', () => {
  const traffic = recordingRule('shop:requests:rate11m', byRoute);
  const daily = recordingRule('shop:requests:per_day', mul(traffic.series, 86_400));

  test('is refused when no rule of the service records them', () => {
    expect(told(ruleGroup('shop-own', [daily]))).toEqual([
      "REC502 error rules.shop-own.shop:requests:per_day: 'shop:requests:rate11m' is recorded by no rule of this service",
    ]);
  });

  test('is refused when a later rule of its group records them', () => {
    expect(told(ruleGroup('shop-own', [daily, traffic]))).toEqual([
      "REC511 error rules.shop-own.shop:requests:per_day: 'shop:requests:rate11m' is recorded later in the same group",
    ]);
  });

  test('is refused when it is the rule itself that records them, unless the evaluation before is meant', () => {
    const itself = rule(recorded('shop:a:b', ['route', 'namespace', 'service']));
    expect(told(ruleGroup('g', [itself]))).toEqual([
      "REC511 error rules.g.shop:a:b: 'shop:a:b' is recorded by the rule that reads it",
    ]);
    expect(told(ruleGroup('g', [{ ...itself, remembered: ['shop:a:b'] }]))).toEqual([]);
    expect(told(ruleGroup('g', [{ ...itself, remembered: ['shop:c:d'] }]))).toHaveLength(1);
  });

  test('may read what a rule before it records', () => {
    expect(told(ruleGroup('shop-own', [traffic, daily]))).toEqual([]);
    expect(told(ruleGroup('shop-own', [traffic, rule(byRoute), daily]))).toEqual([]);
  });

  test('may read what another group of the service records', () => {
    expect(told(ruleGroup('shop-daily', [daily]), ruleGroup('shop-own', [traffic]))).toEqual([]);
  });

  test('is refused when the contract has no such metric, and its histograms are known by their three series', () => {
    const exposed = { ...binding, metrics: [latency.declaration] };
    const own = ruleGroup('shop-own', [
      rule(sum(latency.count), 'shop:count:sum'),
      rule(sum(up), 'shop:up:sum'),
      rule(byRoute, 'shop:requests:rate'),
    ]);
    expect(
      bindGroups([own], exposed).problems.map(({ id, path, message }) => `${id} ${path}: ${message}`),
    ).toEqual([
      "TYP101 rules.shop-own.shop:requests:rate: 'shop_requests_total' is of no metric in the contract of the service",
    ]);
  });
});

describe('what the Prometheus of the stack does not read', () => {
  const some = ruleGroup('g', [
    rule(limitk(3, byRoute), 'shop:some:rate11m'),
    rule(div(byRoute, byRoute, { fill: 0 }), 'shop:share:ratio'),
    rule(increase(requests.over('11m', 'anchored')), 'shop:whole:increase11m'),
  ]);
  const under = (dialect: Dialect): readonly string[] =>
    bindGroups([some], { ...binding, dialect }).problems.map(
      ({ id, path, message }) => `${id} ${path}: ${message}`,
    );
  const experimental = 'is experimental, and refused by a Prometheus without the feature';

  test('is refused, by its version and the features that it is started with', () => {
    expect(under({ version: '3.14' })).toEqual([
      `PQL006 rules.g.shop:some:rate11m: aggregation 'limitk' ${experimental}`,
      `PQL006 rules.g.shop:share:ratio: 'fill' ${experimental}`,
      `PQL006 rules.g.shop:whole:increase11m: 'anchored' ${experimental}`,
    ]);
    expect(under({ version: '2.53' })).toEqual([
      "PQL006 rules.g.shop:some:rate11m: aggregation 'limitk' is there from Prometheus 2.54 on, and this is 2.53",
      "PQL006 rules.g.shop:share:ratio: 'fill' is there from Prometheus 3.10 on, and this is 2.53",
      "PQL006 rules.g.shop:whole:increase11m: 'anchored' is there from Prometheus 3.7 on, and this is 2.53",
    ]);
  });

  test('is nothing where it has all that they need', () => {
    const features = ['promql-experimental-functions', 'promql-binop-fill-modifiers'] as const;
    expect(under({ version: '3.16', features })).toEqual([]);
  });

  test('is said once of text, which any Prometheus may read until it is bound', () => {
    const text = promql('limitk(3, up)');
    expect(text.problems).toEqual([]);
    expect(told(ruleGroup('g', [rule(text)]))).toEqual([
      `PQL006 error rules.g.shop:a:b: aggregation 'limitk' ${experimental}`,
    ]);
  });

  test('is a window of no length, which only a rule has', () => {
    expect(told(ruleGroup('g', [rule(rate(requests.over(calculated('step()'))))]))).toEqual([
      'PQL008 error rules.g.shop:a:b: the window must be longer than 0, and is 0 s in a rule: evaluation fails',
    ]);
    expect(told(ruleGroup('g', [rule(rate(requests.over(calculated('max_of(step(), 10s)'))))]))).toEqual([
      "RNG301 error rules.g.shop:a:b: window 'max_of(step(), 10s)' of 'shop_requests_total' must be at least twice the scrape interval (30s): a rate needs two samples",
    ]);
  });
});

describe('text that names no metrics', () => {
  const metrics = [requests.declaration];
  const others = [
    'other_total',
    'queue_length',
    'container_cpu_usage_seconds_total',
    'kube_namespace_labels',
    'node_cpu_seconds_total',
  ];
  const bindText = (text: string, dialect: Dialect = {}, global: readonly string[] = others) =>
    bindGroups([ruleGroup('g', [rule(promql(text, { global }))])], { ...binding, metrics, dialect });
  const written = (text: string): unknown => bindText(text).groups[0]?.rules[0]?.expr;
  const saidOfText = (text: string, dialect?: Dialect): readonly string[] =>
    bindText(text, dialect).problems.map(
      ({ id, severity, message, fix }) => `${id} ${severity} ${message} | ${fix}`,
    );

  test('is about the target where it reads what the service exposes', () => {
    expect(written('sum(rate(shop_requests_total{code="500"}[5m])) / sum(rate(other_total[5m]))')).toBe(
      'sum(rate(shop_requests_total{namespace="prod",service="web-shop",code="500"}[5m]))\n/\nsum(rate(other_total[5m]))',
    );
  });

  test('is refused where it reads what nobody has declared, unless it says that this is meant', () => {
    const cluster =
      "is of no metric in the contract of the service, so it is read from the whole cluster, and the result is labelled as this service's";
    expect(saidOfText('sum(rate(shop_request_total[5m]))')).toEqual([
      `TYP101 error 'shop_request_total' ${cluster} | did you mean 'shop_requests_total'?`,
    ]);
    expect(saidOfText('sum(rate(apiserver_request_total[5m]))')).toEqual([
      `TYP101 error 'apiserver_request_total' ${cluster} | declare it, in the contract's 'metrics' or by external(…) in 'metrics' of promql(), or name it in 'global' of promql() if it is meant as it is written`,
    ]);
    expect(saidOfText('sum(rate(node_cpu_seconds_total[5m]))')).toEqual([]);
  });

  test('may use what an older Prometheus has and the newest has no more, if the stack runs such a one', () => {
    const old = 'holt_winters(queue_length[1h], 0.5, 0.5)';
    expect(promql(old).problems).toEqual([]);
    expect(saidOfText(old, { version: '2.53' })).toEqual([]);
    expect(saidOfText(old, { version: '3.14' })).toEqual([
      `PQL006 error function 'holt_winters' is not there any more from Prometheus 3.0 on, and this is 3.14 | it is called double_exponential_smoothing now`,
    ]);
  });

  test('is warned of where the labels of the rule overwrite those that tell its result apart', () => {
    const any = 'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[5m]))';
    expect(saidOfText(any)).toEqual([
      `LBL207 warning the rule's namespace="prod" overwrites the 'namespace' of its result, which may be any | narrow what it reads to namespace="prod", or leave 'namespace' out of by`,
    ]);
    expect(saidOfText(any.replace('total[', 'total{namespace="prod"}['))).toEqual([]);
    const own = 'sum by (namespace) (rate(shop_requests_total[5m]))';
    expect(saidOfText(own)).toEqual([]);
    expect(saidOfText(`${own} * on (namespace) group_left (team) kube_namespace_labels`)).toEqual([]);
    expect(saidOfText('sum by (node) (rate(node_cpu_seconds_total[5m]))')).toEqual([]);
  });

  test('is not warned of labels that only its own series bring to the result', () => {
    const filled = (by: string) =>
      `sum${by} (rate(node_cpu_seconds_total[5m])) or on () 0 * sum by (namespace) (rate(shop_requests_total[5m]))`;
    expect(saidOfText(filled(''))).toEqual([]);
    expect(saidOfText(filled(' without (cpu)'))).toEqual([
      expect.stringContaining(`LBL207 warning the rule's namespace="prod"`),
    ]);
    const chosen = 'topk(3, sum by (namespace) (rate(container_cpu_usage_seconds_total[5m])))';
    expect(saidOfText(chosen)).toEqual([
      expect.stringContaining(`LBL207 warning the rule's namespace="prod"`),
    ]);
    expect(saidOfText(`${filled('')} and on () rate(node_cpu_seconds_total[5m])`)).toEqual([]);
  });
});
