import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { serviceContract } from '../../../src/sightline/contract/service-contract';
import { bindDashboard, type Bound } from '../../../src/sightline/dashboards/bind-dashboard';
import type { Panel } from '../../../src/sightline/dashboards/panel';
import { rawWindow, serviceDashboard } from '../../../src/sightline/dashboards/service-dashboard';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import type { AlertOptions } from '../../../src/sightline/objectives/objective-options';
import { latencyObjective } from '../../../src/sightline/objectives/latency-objective';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { goldenSignals } from '../../../src/sightline/rules/golden-signals';
import { objectiveRules } from '../../../src/sightline/rules/objectives/groups';
import type { RuleGroup } from '../../../src/sightline/rules/rule';
import { onOneLine } from '../promql/on-one-line';

const requests = counter('shop_requests_total', 'Requests', { route: { max: 9 }, code: httpStatus });
const latency = histogram(
  'shop_request_seconds',
  'Duration of a request',
  { route: { max: 9 } },
  { buckets: [0.1, 0.5, 2] },
);
const waiting = gauge('shop_waiting_mails', 'Mails not yet sent', {});
const target = { namespace: 'prod', service: 'web-shop' };

/** The dashboard of a shop, with the rules that stand beside it. */
function shopWith(
  promise: { readonly objective?: number; readonly alerts?: AlertOptions },
  { signals = true, hasClusters = false } = {},
): Bound & { readonly alerts: readonly string[] } {
  const contract = serviceContract({
    name: 'web-shop',
    metrics: [requests, latency, waiting],
    notTraffic: { route: ['/metrics'] },
    objectives: [
      availabilityObjective({
        name: 'answers',
        description: 'Requests are answered.',
        objective: 99.9,
        window: '30d',
        total: requests,
        bad: requests.where({ code: /5../ }),
        ...promise,
      }),
      latencyObjective({
        name: 'fast',
        description: 'Requests are fast.',
        objective: 90,
        window: '7d',
        latency,
        under: 0.5,
        by: ['route'],
      }),
    ],
  });
  expect(contract.problems).toEqual([]);
  const groups: RuleGroup[] = signals
    ? [goldenSignals(contract, { requests, errors: { code: /5../ }, latency, by: [] })]
    : [];
  const objectives = objectiveRules(contract, { scrapeInterval: 30_000, signals: groups });
  const all = [...groups, ...objectives.flatMap((each) => each.groups)];
  const dashboard = serviceDashboard({
    target,
    contract,
    groups,
    objectives,
    scrapeInterval: 30_000,
    hasClusters,
  });
  const rateWindow = rawWindow({ scrapeInterval: 30_000 });
  const bound = bindDashboard(dashboard, {
    about: { target, contract, groups: all },
    dialect: {},
    rateWindow,
  });
  const alerts = bindGroups(all, { target, scrapeInterval: 30_000, metrics: contract.metrics })
    .groups.flatMap(({ rules }) => rules)
    .flatMap((rule) => ('alert' in rule ? [rule.expr] : []));
  return { ...bound, alerts };
}

function panelsOf({ dashboard }: Bound): readonly Panel<string>[] {
  return dashboard.rows.flatMap(({ panels }) => panels);
}

function panelOf(bound: Bound, title: string): Panel<string> {
  const panel = panelsOf(bound).find((each) => each.title === title);
  if (panel === undefined)
    throw new Error(
      `no panel ${title} among ${panelsOf(bound)
        .map((each) => each.title)
        .join()}`,
    );
  return panel;
}

describe('the dashboard of a service', () => {
  const shop = shopWith({});

  test('has the rows of an incident, in the order in which they are asked', () => {
    expect(
      shop.dashboard.rows.map(({ title, collapsed = false }) => `${title}${collapsed ? ' (shut)' : ''}`),
    ).toEqual([
      'Now',
      'Objectives',
      'Traffic',
      'Errors',
      'Latency',
      'Saturation',
      'Metrics, by job and instance (shut)',
      'Scrapes, by job and instance (shut)',
    ]);
  });

  test('has nothing that a check finds wrong', () => {
    expect(shop.problems).toEqual([]);
  });

  test('describes each panel in sentences, with a unit and a title of its own', () => {
    for (const { description, unit } of panelsOf(shop)) {
      expect(description).toMatch(/^[A-Z0-9].*\.$/);
      expect(unit).not.toBe('');
    }
    const titles = panelsOf(shop).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('reads what rules record, where they record it', () => {
    expect(panelOf(shop, 'Errors').queries.map(({ expression }) => onOneLine(expression))).toEqual([
      'web_shop:errors:rate5m{namespace="prod",service="web-shop"}',
    ]);
    const raw = panelsOf(shop).filter((each) => each.raw === true);
    for (const { queries } of panelsOf(shop).filter((each) => each.raw !== true)) {
      for (const { expression } of queries) {
        expect(onOneLine(expression)).toMatch(/web_shop:|slo:|ALERTS|^sum\(up/);
        expect(expression).not.toMatch(/\$(job|instance)/);
      }
    }
    expect(raw.map(({ title }) => title)).toEqual([
      'shop_request_seconds: spread',
      'shop_waiting_mails',
      'Targets that answer',
      'Duration of a scrape',
      'Samples of a scrape',
      'New series of a scrape',
    ]);
  });

  test('draws a heat map from the buckets of the histogram that the latency is made of', () => {
    const { kind, queries } = panelOf(shop, 'shop_request_seconds: spread');
    expect(kind).toBe('heatmap');
    expect(queries.map(({ expression }) => onOneLine(expression))).toEqual([
      'sum by (le) (rate(shop_request_seconds_bucket{namespace="prod",service="web-shop",route!="/metrics",job=~"$job",instance=~"$instance"}[$__rate_interval]))',
    ]);
  });

  test('narrows everything to clusters where there may be several', () => {
    for (const { queries } of panelsOf(shopWith({}, { hasClusters: true }))) {
      for (const { expression } of queries) expect(expression).toContain('cluster=~"$cluster"');
    }
  });

  test('shows all metrics by their types, open, where no signals are recorded', () => {
    const bare = shopWith({}, { signals: false });
    const row = bare.dashboard.rows.find(({ title }) => title === 'Metrics, by job and instance');
    expect(row?.collapsed).toBeUndefined();
    expect(row?.panels.map(({ title, unit }) => [title, unit])).toEqual([
      ['shop_requests_total', 'events per second'],
      ['shop_request_seconds: spread', 'seconds'],
      ['shop_waiting_mails', 'none'],
    ]);
    expect(bare.problems).toEqual([]);
  });
});

describe('a line on a graph and the alert that it stands for', () => {
  // 14.4, 6, 3 and 1 times the budget, by Google's workbook for 30 days
  test.each([
    [99.9, [0.001, 0.003, 0.006, 0.0144], 0.1],
    [99, [0.01, 0.03, 0.06, 0.144], 1],
    [99.95, [0.0005, 0.0015, 0.003, 0.0072], 0.05],
  ])('change both with an objective of %d %%', (objective, lines, errors) => {
    const shop = shopWith({ objective });
    const { thresholds } = panelOf(shop, 'answers: bad events and alerts');
    expect(thresholds?.values).toEqual([
      { value: lines[0], level: 'ticket' },
      { value: lines[1], level: 'ticket' },
      { value: lines[2], level: 'page' },
      { value: lines[3], level: 'page' },
    ]);
    // no other number stands behind the same digits
    const comparing = (value: number) =>
      shop.alerts.filter((expr) => new RegExp(`> ${value}(?![\\d.])`).test(expr));
    for (const value of lines) expect(comparing(value)).toHaveLength(1);
    expect(panelOf(shop, 'Errors').thresholds?.values).toEqual([{ value: errors, level: 'notice' }]);
    expect(panelOf(shop, 'answers: kept').thresholds?.values).toEqual([
      { value: Number((objective / 100).toFixed(6)), level: 'page' },
    ]);
  });

  test('are both gone with a tier that is off, and change colour with its severity', () => {
    const shop = shopWith({ alerts: { tiers: { fast: 'ticket', slow: false } } });
    expect(panelOf(shop, 'answers: bad events and alerts').thresholds?.values).toEqual([
      { value: 0.001, level: 'ticket' },
      { value: 0.006, level: 'page' },
      { value: 0.0144, level: 'ticket' },
    ]);
    expect(shop.problems).toEqual([]);
  });

  test('are both gone with all alerts, and the graph is there all the same', () => {
    const tiers = { fast: false, medium: false, slow: false, long: false } as const;
    const shop = shopWith({ alerts: { tiers } });
    const panel = panelOf(shop, 'answers: bad events and alerts');
    expect(panel.thresholds).toBeUndefined();
    expect(panel.queries).toHaveLength(1);
    expect(shop.problems).toEqual([]);
  });
});
