import { importText } from '../../../src/sightline/importers/import-text';
import { contractsIn, declarationOf, said } from './declared';
import { openSlo, openSloSamples } from './samples';

const day = 86_400_000;

describe('importing a file of OpenSLO', () => {
  test('makes an objective of each of those of an SLO, over its window', () => {
    const shop = contractsIn(declarationOf('openslo', openSloSamples.ratio))['shop'];
    expect(shop?.objectives).toMatchObject([
      {
        name: 'orders-promised',
        objective: 99,
        window: 28 * day,
        owner: 'retail',
        description: 'Orders are taken.',
      },
      { name: 'orders-aimed-at', objective: 99.5, window: 28 * day },
      { name: 'pages', objective: 95, window: 30 * day, runbook: 'https://runbooks.example.com/pages' },
    ]);
    expect(importText('openslo', openSloSamples.ratio).problems).toEqual([]);
  });

  test('makes an objective on a gauge of a threshold', () => {
    const worker = contractsIn(declarationOf('openslo', openSloSamples.threshold))['worker'];
    expect(worker?.objectives).toMatchObject([
      { name: 'short-queue', indicator: { bound: { operator: '>', value: 100 } }, window: 7 * day },
      { name: 'up', indicator: { bound: { operator: '<', value: 1 } }, objective: 99.9 },
    ]);
    expect(said('openslo', openSloSamples.threshold)).toEqual([
      'IMP009 33 \'budgetingMethod\' (Timeslices) is left out: each moment counts by itself, and not a slice of "5m" as a whole when 0.9 of it is good',
    ]);
  });

  test('numbers objectives that have no names of their own', () => {
    const text = openSlo({ objectives: '[{ target: 0.9 }, { target: 0.99, displayName: Best }]' });
    expect(contractsIn(declarationOf('openslo', text))['shop']?.objectives.map(({ name }) => name)).toEqual([
      'orders-1',
      'orders-best',
    ]);
  });

  test('calculates percents on the digits', () => {
    const text = openSlo({ objectives: '[{ target: 0.9995 }]' }); // 0.9995 * 100 is 99.94999999999999
    expect(declarationOf('openslo', text)).toContain('objective: 99.95,');
  });

  test('leaves alert policies out, and says what was in them', () => {
    const text = `${openSlo({ more: '  alertPolicies: [{ alertPolicyRef: burn }, { alertPolicyRef: gone }]' })}
---
apiVersion: openslo/v1
kind: AlertPolicy
metadata: { name: burn }
spec:
  alertWhenBreaching: true
  conditions: [{ conditionRef: fast }]
  notificationTargets: [{ targetRef: pager }]
---
apiVersion: openslo/v1
kind: AlertCondition
metadata: { name: fast }
spec:
  severity: page
  condition: { kind: burnrate, threshold: 2, lookbackWindow: 1h, alertAfter: 5m }
`;
    expect(said('openslo', text)).toEqual([
      'IMP009 11 the alert policy "burn" ("page" at burnrate 2 over 1h; tells "pager") is left out: when an objective alerts is calculated from its budget',
      'IMP009 11 the alert policy "gone" is left out, and it is not in this file',
    ]);
  });

  test('assumes what is not said, and says so', () => {
    const text = openSlo({ window: '' })
      .replaceAll('type: Prometheus, ', '')
      .replace('budgetingMethod: Occurrences', '');
    expect(said('openslo', text)).toEqual([
      "IMP012 1 'budgetingMethod' is not said: Occurrences is assumed",
      "IMP012 1 'timeWindow' is not said: 30 days are assumed",
      "IMP012 10 what 'good' is a query of is not said: PromQL is assumed",
      "IMP012 10 what 'total' is a query of is not said: PromQL is assumed",
    ]);
  });

  test('reads what an operator has stored: a List, numbers as texts, and maps that say nothing', () => {
    expect(importText('openslo', openSloSamples.stored)).toMatchObject({
      problems: [],
      found: 1,
      carried: 1,
    });
    expect(contractsIn(declarationOf('openslo', openSloSamples.stored))['shop']?.objectives).toMatchObject([
      { name: 'orders', objective: 99, window: 28 * day, owner: 'retail' },
    ]);
    const stored = (text: string) => importText('openslo', openSlo({}).replace('openslo/v1', text)).carried;
    expect(stored('openslo.com/v1')).toBe(1);
    const gauge = '{ metricSource: { type: Thanos, spec: { query: queue_length } } }';
    const threshold = openSlo({
      indicator: `indicator: { spec: { thresholdMetric: ${gauge} } }`,
      objectives: `[{ op: lte, value: '1e2', targetPercent: '99.5' }]`,
    });
    expect(declarationOf('openslo', threshold)).toContain('atMost: 100,');
  });

  test('reads the objects of a list, and says on which line one of them is wrong', () => {
    const item = (text: string) => `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
    const broken = openSlo({ objectives: '[{ target: 1 }]' }).replace('name: orders', 'name: broken');
    const text = item(openSlo({})) + item(broken);
    expect(importText('openslo', text)).toMatchObject({
      found: 2,
      carried: 1,
      problems: [{ id: 'IMP007', line: 20, path: 'broken.objectives[0]' }],
    });
    expect(
      importText('openslo', `${text}---\n${openSlo({}).replace('name: orders', 'name: more')}`).carried,
    ).toBe(2);
  });

  test('says once that an SLO says nothing', () => {
    const text =
      '- apiVersion: openslo/v1\n  kind: Service\n  metadata: { name: x }\n- apiVersion: openslo/v1\n  kind: SLO\n  metadata: { name: y }\n';
    expect(said('openslo', text)).toEqual(["IMP001 4 'spec.service' (nothing) must name the service"]);
  });

  test('reads v1alpha, in which each objective has counters of its own', () => {
    expect(importText('openslo', openSloSamples.v1alpha).problems).toEqual([]);
    const web = contractsIn(declarationOf('openslo', openSloSamples.v1alpha))['web'];
    expect(web?.objectives).toMatchObject([
      {
        name: 'requests-without-error',
        objective: 99.9,
        window: 28 * day,
        indicator: { type: 'availability' },
      },
      {
        name: 'requests-fast',
        objective: 95,
        window: 28 * day,
        indicator: { type: 'latency', threshold: 0.5 },
      },
      { name: 'queue', objective: 90, window: 30 * day, indicator: { type: 'gauge' } },
    ]);
    const month = openSloSamples.v1alpha.replace('unit: Day, count: 30', 'unit: Month, count: 1');
    expect(said('openslo', month)).toEqual([
      expect.stringMatching(/^IMP007 \d+ 'timeWindow.duration' \("1M"\) is not always as long/),
    ]);
    const silent = openSloSamples.v1alpha.replace('count: 30, isRolling: true', 'count: 30');
    expect(said('openslo', silent)).toEqual([
      expect.stringContaining("'timeWindow' does not say 'isRolling': a rolling window is assumed"),
    ]);
  });

  test('names the owners of a list of values', () => {
    const text = openSlo({}).replace('name: orders', 'name: orders\n  labels: { team: [retail, web] }');
    expect(contractsIn(declarationOf('openslo', text))['shop']?.objectives).toMatchObject([
      { owner: 'retail, web' },
    ]);
  });

  const sli = (parts: string) => `indicator: { spec: ${parts} }`;
  const source = (query: string, type = 'Prometheus') =>
    `{ metricSource: { type: ${type}, spec: { query: '${query}' } } }`;
  const gauge = (query: string) => sli(`{ thresholdMetric: ${source(query)} }`);
  const ratio = (good: string, total: string, more = 'counter: true, ') =>
    sli(`{ ratioMetric: { ${more}good: ${good}, total: ${total} } }`);
  test.each([
    [
      'a window of the calendar',
      { window: 'timeWindow: [{ duration: 1M, calendar: { startTime: 2026-01-01 00:00:00 } }]' },
      'IMP007',
      'is aligned with a calendar',
    ],
    [
      'a window that does not roll',
      { window: 'timeWindow: [{ duration: 28d, isRolling: false }]' },
      'IMP007',
      'is aligned with a calendar',
    ],
    [
      'a window of a month',
      { window: 'timeWindow: [{ duration: 1M, isRolling: true }]' },
      'IMP007',
      'is not always as long',
    ],
    [
      'a window of an hour',
      { window: 'timeWindow: [{ duration: 1h, isRolling: true }]' },
      'IMP007',
      'must be whole days, from 7 to 90',
    ],
    [
      'two windows',
      { window: 'timeWindow: [{ duration: 7d }, { duration: 30d }]' },
      'IMP001',
      'must be a list of one window',
    ],
    [
      'slices of time',
      { method: 'Timeslices' },
      'IMP007',
      "'budgetingMethod' (Timeslices) counts slices of time",
    ],
    [
      'ratios of slices',
      { method: 'RatioTimeslices' },
      'IMP007',
      "'budgetingMethod' (RatioTimeslices) counts slices of time",
    ],
    ['another method', { method: 'Mostly' }, 'IMP001', 'must be one of Occurrences'],
    ['no objectives', { objectives: '[]' }, 'IMP001', 'must list at least one objective'],
    [
      'a target in percent',
      { objectives: '[{ target: 99.9 }]' },
      'IMP007',
      "'target' (99.9) is a share, below 1",
    ],
    ['a target of all', { objectives: '[{ target: 1 }]' }, 'IMP007', 'leaves no error budget'],
    [
      'no target',
      { objectives: '[{ displayName: Best }]' },
      'IMP001',
      "must have one of 'target' and 'targetPercent'",
    ],
    [
      'an SLI that is elsewhere',
      { indicator: 'indicatorRef: elsewhere' },
      'IMP008',
      "'indicatorRef' (elsewhere) is no SLI in this file",
    ],
    ['no SLI', { indicator: '' }, 'IMP001', "must have one of 'indicator' and 'indicatorRef'"],
    [
      'an SLI of nothing',
      { indicator: sli('{}') },
      'IMP001',
      'must have one of ratioMetric and thresholdMetric',
    ],
    [
      'a ratio that is there already',
      { indicator: sli(`{ ratioMetric: { rawType: success, raw: ${source('x')} } }`) },
      'IMP008',
      "'ratioMetric.raw' is a ratio that is there already",
    ],
    [
      'another source',
      { indicator: ratio(source('sum:hits{*}', 'Datadog'), source('x_total')) },
      'IMP008',
      "'good' is a query of Datadog",
    ],
    [
      'a counter that is none',
      { indicator: ratio(source('x_total{ok="y"}'), source('x_total'), '') },
      'IMP003',
      'without a rate',
    ],
    [
      'windows that differ',
      {
        indicator: ratio(source('sum(increase(x_total{a="b"}[1h]))'), source('sum(increase(x_total[1d]))')),
      },
      'IMP004',
      'count over other windows (1h; 1d)',
    ],
    [
      'good events by two labels',
      { indicator: ratio(source('x_total{a="b",c="d"}'), source('x_total')) },
      'IMP004',
      'and one label more',
    ],
    [
      'a threshold of a quantile',
      {
        indicator: gauge('histogram_quantile(0.99, sum by (le) (rate(x_bucket[5m])))'),
        objectives: '[{ op: lte, value: 1, target: 0.9 }]',
      },
      'IMP003',
      'is no single gauge',
    ],
    [
      'a threshold that leaves its value out',
      { indicator: gauge('queue_length'), objectives: '[{ op: lt, value: 1, target: 0.9 }]' },
      'IMP007',
      "'op' (lt) leaves the value itself (1) out",
    ],
    [
      'a threshold without a value',
      { indicator: gauge('queue_length'), objectives: '[{ op: lte, target: 0.9 }]' },
      'IMP001',
      "'value' (nothing) must be a number",
    ],
    [
      'a threshold of a counter',
      { indicator: gauge('queued_total'), objectives: '[{ op: lte, value: 1, target: 0.9 }]' },
      'IMP013',
      'a name that is no counter must not end in _total',
    ],
    [
      'objectives that are composed of several SLIs',
      { objectives: '[{ target: 0.9, indicatorRef: other, compositeWeight: 2 }]' },
      'IMP007',
      'is a part of a composite SLO',
    ],
    [
      'a share of time of other moments',
      {
        indicator: ratio(source('sum(sum_over_time(up[1h]))'), source('sum(count_over_time(up[1d]))')),
      },
      'IMP004',
      'counts moments of other series, of another window or in other steps',
    ],
  ])('leaves out an SLO with %s', (_, parts, id, reason) => {
    const { problems, carried } = importText('openslo', openSlo(parts));
    expect(carried).toBe(0);
    expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { id, message: expect.stringContaining(reason) },
    ]);
  });

  test.each([
    [
      'a version that is not settled',
      'apiVersion: openslo.com/v2alpha\nkind: SLO',
      `'apiVersion' ("openslo.com/v2alpha") is not the one that is read here: openslo/v1, or openslo/v1alpha`,
    ],
    [
      'a misspelled version',
      'apiversion: openslo/v1\nkind: SLO',
      "did you mean 'apiVersion' for 'apiversion'?",
    ],
    ['Sloth', 'version: prometheus/v1', "use 'sightline import sloth'"],
    ['another kind', 'apiVersion: openslo/v1\nkind: Slo', "did you mean 'SLO'?"],
    ['nothing', '---\n---\n', 'there is nothing in it'],
  ])('can’t read %s', (_, text, reason) => {
    expect(importText('openslo', text).unreadable).toContain(reason);
  });
});
