import { importText } from '../../../src/sightline/importers/import-text';
import { contractsIn, declarationOf, said } from './declared';
import { openSlo, slothEvents } from './samples';

const ratio = (query: string): string =>
  slothEvents('', '').replace(/events:[^]*$/, `raw:\n        error_ratio_query: ${JSON.stringify(query)}\n`);

/** Which gauge an objective is on, and when it is bad. */
function badWhen(text: string): string {
  const { indicator } = contractsIn(declarationOf('sloth', text))['shop']?.objectives[0] as unknown as {
    readonly indicator: {
      readonly gauge: { readonly declaration: { readonly name: string } };
      readonly bound: { readonly operator: string; readonly value: number };
    };
  }; // an objective on a gauge, as each of them is here
  return `${indicator.gauge.declaration.name} ${indicator.bound.operator} ${indicator.bound.value}`;
}

const count = (gauge: string) => `count_over_time(${gauge}[{{.window}}])`;
const total = (gauge: string) => `sum_over_time(${gauge}[{{.window}}])`;

describe('the share of time in which a gauge is good', () => {
  test.each([
    ['1 less the mean', ratio('1 - avg_over_time(probe_success{instance="x"}[{{.window}}])')],
    ['1 less the mean of all', ratio('1 - avg(avg_over_time(probe_success[{{.window}}]))')],
    ['1 less sum by count', ratio(`1 - sum(${total('probe_success')}) / sum(${count('probe_success')})`)],
    [
      '1 less sum by count of one',
      ratio(`1 - ${total('probe_success{target="x"}')} / ${count('probe_success{target="x"}')}`),
    ],
    [
      'the rest by count',
      ratio(
        `(sum(${count('probe_success')}) - sum(${total('probe_success')})) / sum(${count('probe_success')})`,
      ),
    ],
    [
      'the rest and all',
      slothEvents(
        `sum(${count('probe_success')}) - sum(${total('probe_success')})`,
        `sum(${count('probe_success')})`,
      ),
    ],
    [
      'the rest of each and all',
      slothEvents(
        `sum(${count('probe_success')} - ${total('probe_success')})`,
        `sum(${count('probe_success')})`,
      ),
    ],
    [
      'the mean of the rest and of all',
      slothEvents(
        `avg(${count('probe_success')}) - avg(${total('probe_success')})`,
        `avg(${count('probe_success')})`,
      ),
    ],
    [
      'a guarded rest',
      slothEvents(
        `clamp_min(sum(${count('probe_success')}) - sum(${total('probe_success')}), 0)`,
        `sum(${count('probe_success')}) > 0`,
      ),
    ],
    [
      'moments at 0',
      slothEvents(
        'sum(count_over_time((probe_success == 0)[{{.window}}:]))',
        'sum(count_over_time(probe_success[{{.window}}:]))',
      ),
    ],
    [
      'moments below 1',
      slothEvents(
        'sum(sum_over_time((probe_success < bool 1)[{{.window}}:1m]))',
        'sum(count_over_time(probe_success[{{.window}}:1m]))',
      ),
    ],
    ['the mean of moments', ratio('avg(avg_over_time((probe_success != bool 1)[{{.window}}:]))')],
  ])('as %s is an objective on the gauge', (_, text) => {
    expect(importText('sloth', text).problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(badWhen(text)).toBe('probe_success < 1');
  });

  test.each([
    ['over a value', '(queue_length > 100)', 'queue_length > 100'],
    ['under a value', '(queue_length < 5)', 'queue_length < 5'],
  ])('that is bad %s', (_, moments, expected) => {
    const text = slothEvents(
      `sum(count_over_time(${moments}[{{.window}}:1m]))`,
      'sum(count_over_time(queue_length[{{.window}}:1m]))',
    );
    expect(badWhen(text)).toBe(expected);
  });

  test('that is bad when it is 1', () => {
    const down = 'kube_node_status_condition{condition="Ready",status="false"}';
    expect(badWhen(ratio(`sum(${total(down)}) / sum(${count(down)})`))).toBe(
      'kube_node_status_condition > 0',
    );
  });

  test('is kept by the labels of both queries', () => {
    const by = (query: string) => `sum by (target, namespace) (${query})`;
    const gauge = 'probe_success{namespace="default"}';
    const text = slothEvents(`${by(count(gauge))} - ${by(total(gauge))}`, by(count(gauge)));
    expect(declarationOf('sloth', text)).toContain("by: ['target'],");
    expect(said('sloth', text)[1]).toMatch(/^IMP010 4 the grouping by 'namespace' is left out/);
  });

  test('is the same of OpenSLO, with any window', () => {
    const source = (query: string) => `{ metricSource: { type: Prometheus, spec: { query: '${query}' } } }`;
    const good = source('sum(sum_over_time(up[5m]))');
    const text = openSlo({
      indicator: `indicator: { spec: { ratioMetric: { good: ${good}, total: ${source('sum(count_over_time(up[5m]))')} } } }`,
    });
    expect(contractsIn(declarationOf('openslo', text))['shop']?.objectives).toMatchObject([
      { indicator: { bound: { operator: '<', value: 1 } } },
    ]);
  });

  test('is said to be one budget where each series had its own', () => {
    const text = ratio('1 - avg_over_time(up{job="shop"}[{{.window}}])');
    expect(badWhen(text)).toBe('up < 1');
    expect(importText('sloth', text).problems).toMatchObject([
      { id: 'IMP010', severity: 'info' },
      {
        id: 'IMP009',
        severity: 'warning',
        message: expect.stringContaining('keeps a budget for each series'),
      },
    ]);
  });

  test('is said to be assumed where only the name says that the gauge is 0 or 1', () => {
    const text = ratio('1 - avg(avg_over_time(mysql_up[{{.window}}]))');
    expect(badWhen(text)).toBe('mysql_up < 1');
    expect(said('sloth', text)).toEqual(["IMP012 4 'mysql_up' is assumed to be 0 or 1, as its name says"]);
  });
});

describe('what is no share of time', () => {
  test.each([
    [
      'a mean of what is not 0 or 1',
      ratio('1 - avg(avg_over_time(wifi_satisfaction_ratio[{{.window}}]))'),
      "takes the values of 'wifi_satisfaction_ratio' for shares of time",
    ],
    [
      'a bound without its value',
      slothEvents(
        'sum(count_over_time((queue_length >= 100)[{{.window}}:]))',
        'sum(count_over_time(queue_length[{{.window}}:]))',
      ),
      "compares 'queue_length' by >=",
    ],
    [
      'what is always bad',
      slothEvents('sum(count_over_time((up >= 0)[{{.window}}:]))', 'sum(count_over_time(up[{{.window}}:]))'),
      "calls 'up' good both when it is 0 and when it is 1",
    ],
    [
      'moments by samples',
      slothEvents('sum(count_over_time((up == 0)[{{.window}}:]))', 'sum(count_over_time(up[{{.window}}]))'),
      'or in other steps',
    ],
    [
      'another gauge',
      slothEvents(
        'sum(count_over_time(up[{{.window}}])) - sum(sum_over_time(probe_success[{{.window}}]))',
        'sum(count_over_time(up[{{.window}}]))',
      ),
      'counts moments of other series',
    ],
    ['a fixed window', ratio('1 - avg(avg_over_time(up[30d]))'), 'has the window 30d, which is the same'],
    ['whether any is up', ratio('1 - avg_over_time(max(up)[{{.window}}:])'), 'is no division of bad events'],
    ['a sum of means', ratio('1 - sum(avg_over_time(up[{{.window}}]))'), 'is no division of bad events'],
    [
      'all moments once more',
      slothEvents('sum(count_over_time(up[{{.window}}]))', 'sum(count_over_time(up[{{.window}}]))'),
      "has the function 'count_over_time'",
    ],
    [
      'two gauges',
      slothEvents('sum(sum_over_time(a_missing[{{.window}}]))', 'sum(sum_over_time(a_wanted[{{.window}}]))'),
      "has the function 'sum_over_time'",
    ],
  ])('%s is refused', (_, text, reason) => {
    const { problems, carried } = importText('sloth', text);
    expect(carried).toBe(0);
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { message: expect.stringContaining(reason) },
    ]);
  });
});
