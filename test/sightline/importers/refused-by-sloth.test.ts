import { importText } from '../../../src/sightline/importers/import-text';
import { slothEvents } from './samples';

/** What is said of an SLO that is left out. */
function refusalOf(text: string): string {
  const { problems, carried, unreadable } = importText('sloth', text);
  if (unreadable !== undefined) return unreadable;
  expect(carried).toBe(0);
  const [first, ...more] = problems.filter(({ severity }) => severity === 'error');
  expect(more).toEqual([]);
  return `${first?.id}: ${first?.message}`;
}

const total = 'sum(rate(orders_total[{{.window}}]))';

describe('an SLO of Sloth is left out, and it is said why,', () => {
  test.each([
    [
      'two counters',
      'sum(rate(a_total[{{.window}}])) + sum(rate(b_total[{{.window}}]))',
      'IMP003',
      "adds up several counts with '+'",
    ],
    [
      'a function',
      'sum(ceil(rate(orders_total{ok="no"}[{{.window}}])))',
      'IMP003',
      "has the function 'ceil'",
    ],
    [
      'a join',
      'sum(rate(orders_total{ok="no"}[{{.window}}]) * on(pod) group_left() info)',
      'IMP003',
      "has the operator '*'",
    ],
    ['no sum', 'rate(orders_total{ok="no"}[{{.window}}])', 'IMP003', 'is one ratio for each series'],
    ['another aggregation', 'max(rate(orders_total{ok="no"}[{{.window}}]))', 'IMP003', 'takes max'],
    [
      'what is grouped without',
      'sum without (pod) (rate(orders_total{ok="no"}[{{.window}}]))',
      'IMP003',
      'groups without (pod)',
    ],
    ['a fixed window', 'sum(rate(orders_total{ok="no"}[5m]))', 'IMP003', 'has the window 5m'],
    [
      'another time',
      'sum(rate(orders_total{ok="no"}[{{.window}}] offset 1d))',
      'IMP003',
      "looks at another time, by 'offset'",
    ],
    [
      'no PromQL',
      'sum(rate(orders_total{ok="no"}[{{.window}}])',
      'IMP002',
      "is no PromQL: '(' is open where the expression ends",
    ],
    [
      'another template',
      'sum(rate(orders_total{ok="{{.no}}"}[{{.window}}]))',
      'IMP002',
      'has a template other than the window',
    ],
    ['nothing', ' ', 'IMP001', "'error_query' is empty"],
    [
      'a pattern for the name',
      'sum(rate({__name__=~"orders_.*"}[{{.window}}]))',
      'IMP005',
      'names no metric',
    ],
    [
      'a recorded series',
      'sum(rate(shop:orders:rate5m{ok="no"}[{{.window}}]))',
      'IMP005',
      "reads 'shop:orders:rate5m', which a rule records",
    ],
    [
      'a target by a pattern',
      'sum(rate(orders_total{ok="no",job=~"a|b"}[{{.window}}]))',
      'IMP005',
      "matches 'job' with =~ (a|b)",
    ],
    [
      'an empty value',
      'sum(rate(orders_total{ok=""}[{{.window}}]))',
      'IMP005',
      "matches 'ok' with an empty value",
    ],
    [
      'a pattern of RE2 alone',
      'sum(rate(orders_total{ok=~"[[:alpha:]]+"}[{{.window}}]))',
      'IMP005',
      "can't be written in TypeScript",
    ],
    [
      'too many matches of a label',
      'sum(rate(orders_total{ok!="a",ok!="b",ok!="c"}[{{.window}}]))',
      'IMP005',
      "is matched by 'ok' 3 times",
    ],
    [
      'another target',
      'sum(rate(orders_total{ok="no",job="a"}[{{.window}}]))',
      'IMP004',
      'select other targets (job="a"; any)',
    ],
    [
      'other labels',
      'sum by (pod) (rate(orders_total{ok="no"}[{{.window}}]))',
      'IMP004',
      'are grouped by other labels (pod; none)',
    ],
    [
      'other units',
      'sum(increase(orders_total{ok="no"}[{{.window}}]))',
      'IMP004',
      'count in other units (increase; rate)',
    ],
    [
      'all events',
      'sum(rate(orders_total[{{.window}}]))',
      'IMP004',
      "counts the same events as 'total_query'",
    ],
    [
      'a rest of something else',
      'sum(rate(mails_total[{{.window}}])) - sum(rate(mails_total{ok="yes"}[{{.window}}]))',
      'IMP004',
      'subtracts from something else',
    ],
    [
      'a rest by two labels',
      'sum(rate(orders_total[{{.window}}])) - sum(rate(orders_total{a="b",c="d"}[{{.window}}]))',
      'IMP004',
      'and one label more',
    ],
    [
      'a sum of observations',
      'sum(rate(order_seconds_sum[{{.window}}]))',
      'IMP003',
      'reads the sum of what was observed',
    ],
    [
      'all buckets',
      'sum(rate(order_seconds_bucket[{{.window}}]))',
      'IMP003',
      'adds up the buckets of a histogram',
    ],
    [
      'a bucket as bad events',
      'sum(rate(order_seconds_bucket{le="1"}[{{.window}}]))',
      'IMP003',
      'counts observations under 1',
    ],
    [
      'fewer events than one',
      'clamp_min(sum(rate(orders_total{ok="no"}[{{.window}}])), 1)',
      'IMP003',
      'by which a count becomes another',
    ],
    [
      'several namespaces of others',
      'sum(rate(kube_job_failures_total{namespace=~"a|b"}[{{.window}}]))',
      'IMP005',
      "matches 'namespace' with =~ (a|b): an objective is of one service",
    ],
    [
      'a label that metrics can’t have',
      'sum(rate(orders_total{quantile="0.9"}[{{.window}}]))',
      'IMP013',
      "label 'quantile': le and quantile are written by histograms",
    ],
    [
      'a subquery',
      'sum_over_time(count(up < 1)[{{.window}}:])',
      'IMP003',
      "has the function 'sum_over_time'",
    ],
  ])('where its errors are %s', (_, query, id, reason) => {
    const said = refusalOf(slothEvents(query, total));
    expect(said).toMatch(new RegExp(`^${id}: `));
    expect(said).toContain(reason);
  });

  test.each([
    [
      'what total does not count',
      'sum(rate(orders_total{code=~"[45].."}[{{.window}}]))',
      'sum(rate(orders_total{code!="404"}[{{.window}}]))',
      `it lacks code!="404"`,
    ],
    [
      'what total counts by another label',
      'sum(rate(orders_total{ok="no"}[{{.window}}]))',
      'sum(rate(orders_total{method="GET"}[{{.window}}]))',
      `it lacks method="GET"`,
    ],
    [
      'fast ones of others',
      'sum(rate(a_seconds_count[{{.window}}])) - sum(rate(a_seconds_bucket{le="1",code="200"}[{{.window}}]))',
      'sum(rate(a_seconds_count[{{.window}}]))',
      'counts observations under 1',
    ],
  ])('where its errors are %s', (_, errors, all, reason) => {
    expect(refusalOf(slothEvents(errors, all))).toContain(reason);
  });

  const slo = (parts: string) => `version: prometheus/v1\nservice: shop\nslos:\n  - ${parts}\n`;
  test.each([
    ['no name', slo('{ objective: 99 }'), "IMP001: 'name' (nothing) of an SLO must be a text"],
    ['no objective', slo('{ name: a }'), "IMP001: 'objective' (nothing) must be a number, in percent"],
    [
      'an objective that is a text',
      slo('{ name: a, objective: most }'),
      `IMP001: 'objective' ("most") must be a number`,
    ],
    [
      'an objective of 100 %',
      slo('{ name: a, objective: 100 }'),
      "IMP007: 'objective' (100) leaves no error budget",
    ],
    ['an objective of 0 %', slo('{ name: a, objective: 0 }'), "IMP007: 'objective' (0) must be above 0 %"],
    [
      'no SLI',
      slo('{ name: a, objective: 99 }'),
      "IMP001: 'sli' (nothing) must have one of events, raw and plugin",
    ],
    [
      'two SLIs',
      slo('{ name: a, objective: 99, sli: { raw: { error_ratio_query: x }, plugin: { id: y } } }'),
      'must have one of',
    ],
    [
      'a query that is none',
      slo('{ name: a, objective: 99, sli: { events: { error_query: [], total_query: x } } }'),
      "IMP001: 'error_query' (a list) must be a query",
    ],
    [
      'a ratio that is there already',
      slo(
        '{ name: a, objective: 99, sli: { raw: { error_ratio_query: "shop:errors:ratio{window=\\"{{.window}}\\"}" } } }',
      ),
      'IMP003',
    ],
    [
      'a service without a name',
      'version: prometheus/v1\nslos: [{ name: a }]',
      "IMP001: 'service' (nothing) must name the service",
    ],
    [
      'no SLOs',
      'version: prometheus/v1\nservice: shop\nslos: []',
      "IMP001: 'slos' (a list) must list at least one objective",
    ],
    [
      'an SLI plugin',
      slo('{ name: a, objective: 99, sli: { plugin: { id: x/y } } }'),
      'all of its SLIs are plugins',
    ],
    [
      'another version',
      'version: prometheus/v2',
      `'version' ("prometheus/v2") is none of Sloth's that is read here`,
    ],
    ['OpenSLO', 'apiVersion: openslo/v1\nkind: SLO', "use 'sightline import openslo'"],
    ['nothing', '', 'there is nothing in it'],
    ['a text', 'hello', 'a document without a version'],
    ['no YAML', 'a: [', 'it is no YAML: line 1'],
    [
      'a key that is there twice',
      'version: prometheus/v1\nversion: prometheus/v1',
      "it is no YAML: line 2: the key 'version' is there twice",
    ],
  ])('where there is %s', (_, text, reason) => {
    expect(refusalOf(text)).toContain(reason);
  });

  test('with the line of the part of a query that is at fault', () => {
    const text = `version: prometheus/v1
service: shop
slos:
  - name: a
    objective: 99
    sli:
      events:
        error_query: |
          sum(
            rate(orders_total{ok="no"}[{{.window}}])
              and
            rate(orders_total[5m])
          )
        total_query: sum(rate(orders_total[{{.window}}]))
`;
    expect(importText('sloth', text).problems).toMatchObject([{ id: 'IMP003', line: 10 }]);
  });

  test('with others of its service that select another target, or take its metric for another type', () => {
    const query = (job: string) => `sum(rate(orders_total{job="${job}"}[{{.window}}]))`;
    const bad = (job: string) => `sum(rate(orders_total{job="${job}",ok="no"}[{{.window}}]))`;
    const more = `  - { name: second, objective: 99, sli: { events: { error_query: '${bad('b')}', total_query: '${query('b')}' } } }\n`;
    const { problems, carried } = importText('sloth', slothEvents(bad('a'), query('a'), more));
    expect(carried).toBe(1);
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        id: 'IMP013',
        path: 'shop.second',
        message: expect.stringContaining('job="b", and those of an objective before it job="a"'),
      },
    ]);
  });
});
