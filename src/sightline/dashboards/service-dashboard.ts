import type { Duration } from '../contract/duration-literal';
import { formatDuration } from '../contract/duration';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { seriesNames } from '../contract/series-names';
import type { MetricDeclaration } from '../contract/metric';
import { sum } from '../promql/build/aggregation';
import { up } from '../promql/build/metric';
import { promql } from '../promql/build/promql';
import { seriesName } from '../promql/syntax/series-name';
import { selectorsIn } from '../promql/syntax/walk';
import type { ObjectiveRules } from '../rules/objectives/groups';
import type { RuleGroup } from '../rules/rule';
import type { Signal } from '../signals/signal';
import { exposedBy } from './bind-dashboard';
import type { Dashboard, DashboardLink, LabelVariable, Row } from './dashboard';
import { deployed } from './deployed';
import { heatMapPanel, metricPanel } from './metric-panels';
import { generatedTag, serviceUid } from './names';
import { objectiveNumbers, objectivePanels } from './objective-panels';
import { packPanel, packRowOf, packRows } from './pack-rows';
import type { Panel } from './panel';
import { scrapePanels } from './scrape-panels';
import { signalNumber, signalPanel, signalRows } from './signal-panels';

/** What the dashboard of a service shows: the same data that its rules and alerts are made of. */
export interface ShownService {
  readonly target: Target;
  readonly contract: ServiceContract;

  /** What is recorded about it; the golden signals among it have panels. */
  readonly groups: readonly RuleGroup[];

  /** What it promises. */
  readonly objectives: readonly ObjectiveRules[];

  /** How often it is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /**
   * Rows that a person has added. Panels of a row whose title is that of another row stand in that one, behind its own.
   *
   * @default - none
   */
  readonly added?: readonly Row[];

  /**
   * Whether its series may come from several clusters, told apart by the label `cluster`.
   *
   * @default false
   */
  readonly hasClusters?: boolean;

  /**
   * The uid of the overview of all objectives.
   *
   * @default - there is none
   */
  readonly overview?: string;

  /**
   * Where the Prometheus is for a browser.
   *
   * @default - not known, and no link leads there
   */
  readonly prometheus?: string;
}

/**
 * The dashboard of a service: its state at a glance, then what it promises, its golden signals, what else it exposes, and how it is scraped.
 * What stands on a recorded series asks for that series, so that a dashboard costs what its alerts cost; a line on a graph is the threshold of an alert.
 */
export function serviceDashboard(service: ShownService): Dashboard {
  const { target, contract, groups, objectives, overview, prometheus, hasClusters = false } = service;
  const { namespace, service: name } = target;
  const signals = groups.flatMap((group) => group.signals ?? []);
  const own = `{namespace="${namespace}",service="${name}"}`;
  return {
    uid: serviceUid(target),
    title: `${name} in ${namespace}`,
    description: `What ${name} in namespace ${namespace} promises, its golden signals and its metrics. Generated: change the program, not this dashboard.`,
    tags: [generatedTag, `namespace:${namespace}`, `service:${name}`],
    variables: [
      ...(hasClusters ? [cluster(`up${own}`)] : []),
      { label: 'job', title: 'Job', of: `up${own}` },
      { label: 'instance', title: 'Instance', of: `up${own}` },
    ],
    annotations: [
      {
        name: 'Firing alerts',
        expression: promql(`ALERTS{alertstate="firing",namespace="${namespace}",service="${name}"}`),
        labels: ['alertname', 'severity'],
      },
      deployed(target),
    ],
    links: [
      ...(overview === undefined ? [] : [{ title: 'All objectives', dashboard: overview }]),
      { title: 'All services', tag: generatedTag },
      ...objectives.flatMap(objectiveLinks),
      ...(prometheus === undefined
        ? []
        : [{ title: 'Alerts in Prometheus', url: `${prometheus.replace(/\/+$/, '')}/alerts` }]),
    ],
    rows: withAdded(service, [
      { title: 'Now', panels: strip(service, signals) },
      ...(objectives.length === 0
        ? []
        : [{ title: 'Objectives', panels: objectives.flatMap(objectivePanels) }]),
      ...signalRows.flatMap(([type, title]) =>
        signalRow(
          service,
          title,
          signals.filter((each) => each.type === type),
        ),
      ),
      ...metricsRows(service, contract.metrics, signals),
      { title: 'Scrapes, by job and instance', panels: scrapePanels(), collapsed: true },
    ]).filter(({ panels }) => panels.length > 0),
  };
}

/** The rows with those that were added: before the rows that are shut, since somebody wants to see them. */
function withAdded({ added = [], contract }: ShownService, rows: readonly Row[]): readonly Row[] {
  const isExposed = exposedBy(contract);
  const isRaw = ({ queries }: Panel): boolean =>
    queries.some(({ expression }) => selectorsIn(expression.node).map(seriesName).some(isExposed));
  const all = [...rows];
  for (const { title, panels, ...more } of added) {
    const marked = panels.map((panel) => (isRaw(panel) ? { ...panel, raw: true } : panel));
    const place = all.findIndex((row) => row.title === title);
    const row = all[place];
    if (row !== undefined) all[place] = { ...row, panels: [...row.panels, ...marked] };
    else {
      const shut = all.findIndex(({ collapsed = false }) => collapsed);
      all.splice(shut === -1 ? all.length : shut, 0, { title, panels: marked, ...more });
    }
  }
  return all;
}

/** A choice of clusters. The Prometheus of one cluster does not have the label on its own series, so those without it are among all. */
export function cluster(of: string): LabelVariable {
  return { label: 'cluster', title: 'Cluster', of, mayBeAbsent: true };
}

/** The state of a service at a glance. */
function strip({ target, objectives }: ShownService, signals: readonly Signal[]): readonly Panel[] {
  const latencies = signals.filter(({ type }) => type === 'latency');
  const last = latencies.at(-1);
  const shown = signals.filter((each) => each.type === 'traffic' || each.type === 'errors' || each === last);
  return [
    {
      title: 'Firing alerts',
      description: 'How many alerts about the service fire now.',
      kind: 'number',
      unit: 'none',
      queries: [
        {
          expression: promql(
            `count(ALERTS{alertstate="firing",namespace="${target.namespace}",service="${target.service}"}) or vector(0)`,
          ),
          name: 'firing',
          by: [],
        },
      ],
      thresholds: { wrong: 'above', values: [{ value: 1, level: 'page' }] },
    },
    {
      title: 'Targets that answer now',
      description:
        'How many targets of the service answered their last scrape. At 0 nothing else here is true.',
      kind: 'number',
      unit: 'none',
      queries: [{ expression: sum(up), name: 'answer', by: [] }],
      thresholds: { wrong: 'below', values: [{ value: 1, level: 'page' }] },
    },
    ...objectives.flatMap(objectiveNumbers),
    ...shown.map(signalNumber),
  ];
}

/** A row of signals of one type; that of latency has the heat maps too. */
function signalRow(service: ShownService, title: string, signals: readonly Signal[]): readonly Row[] {
  if (signals.length === 0) return [];
  const { contract } = service;
  const read = seriesReadBy(signals);
  const histograms = signals.some(({ type }) => type === 'latency')
    ? contract.metrics.filter((metric) => isHistogram(metric) && isRead(metric, read))
    : [];
  const heatMaps = histograms.map((metric) => heatMapPanel(contract, metric, rawWindow(service)));
  return [{ title, panels: [...signals.map(signalPanel), ...heatMaps] }];
}

/** What else a service exposes, by the type of each metric: its own open where no signals are recorded, and apart what it runs on and depends on. */
function metricsRows(
  service: ShownService,
  metrics: readonly MetricDeclaration[],
  signals: readonly Signal[],
): readonly Row[] {
  const { contract } = service;
  const read = seriesReadBy(signals);
  const window = rawWindow(service);
  const others = metrics
    .filter((metric) => !isRead(metric, read))
    .map((metric) => ({ metric, row: packRowOf(metric) }));
  const own = others.filter(({ row }) => row === undefined);
  return [
    {
      title: 'Metrics, by job and instance',
      panels: own.map(({ metric }) => metricPanel(contract, metric, window)),
      ...(signals.length === 0 ? {} : { collapsed: true }),
    },
    ...packRows.map((title) => ({
      title,
      panels: others
        .filter(({ row }) => row === title)
        .map(({ metric }) => packPanel(contract, metric, window)),
      // where there is nothing else, this is what somebody wants to see
      ...(signals.length === 0 && own.length === 0 ? {} : { collapsed: true }),
    })),
  ];
}

function seriesReadBy(signals: readonly Signal[]): ReadonlySet<string> {
  return new Set(signals.flatMap(({ expression }) => selectorsIn(expression.node).map(seriesName)));
}

function isHistogram({ type }: MetricDeclaration): boolean {
  return type === 'histogram' || type === 'native histogram';
}

function isRead(metric: MetricDeclaration, read: ReadonlySet<string>): boolean {
  return seriesNames(metric).some((name) => read.has(name));
}

function objectiveLinks({ objective: { name, runbook, dashboard } }: ObjectiveRules): DashboardLink[] {
  return [
    ...(runbook === undefined ? [] : [{ title: `Runbook of ${name}`, url: runbook }]),
    ...(dashboard === undefined ? [] : [{ title: `Dashboard of ${name}`, url: dashboard }]),
  ];
}

/**
 * The window of rates of raw series where the time between two points is small: it holds several scrapes. It stands for that of Grafana, which grows with
 * the time between two points, and is a length that nobody writes, so that a view finds it again.
 */
export function rawWindow({ scrapeInterval }: Pick<ShownService, 'scrapeInterval'>): Duration {
  const usual = Math.max(300_000, scrapeInterval * 4);
  return formatDuration(usual - 1) as Duration; // a duration, though the template type can't name every one
}
