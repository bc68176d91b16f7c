import { Construct, type IConstruct } from 'constructs';
import { parseDuration } from '../contract/duration';
import { seriesBound, type SeriesBound } from '../contract/series-bound';
import type { ServiceContract } from '../contract/service-contract';
import type { Row } from '../dashboards/dashboard';
import { asPanels, declaredRowFields, type DeclaredPanel } from '../dashboards/declared-panel';
import { servicePage } from '../pages/service-page';
import { isMade, made } from '../problem/made';
import { hasErrors, unanswerable } from '../problem/problems';
import { object } from '../problem/object-shape';
import { partOf } from '../problem/read';
import { settled } from '../problem/settled';
import { checkShape, list } from '../problem/shape';
import type { PrometheusVersion } from '../promql/syntax/dialect';
import type { Backfill } from '../rules/objectives/bind-backfill';
import { isAlertingRule, type RuleGroup } from '../rules/rule';
import { ruleGroupShape } from '../rules/rule-shape';
import { sampleLimitRules } from '../rules/scrape-limit';
import { objectiveRules, type ObjectiveRules } from '../rules/objectives/groups';
import { chartOf, checkChart, isConstruct } from './check-chart';
import { facts } from './facts';
import { KubePrometheusStack } from './kube-prometheus-stack';
import { checkForm, checkMeaning, checkWatched, type MonitoredServiceProps } from './monitored-service-props';
import { ensureNamespace } from './namespaces';
import { emitFile } from './output-file';
import { persesDashboard } from './perses-dashboard';
import { PrometheusRule, type PrometheusRuleProps } from './prometheus-rule';
import { ServiceObjectives } from './service-objectives';
import { report } from './report';
import { limitOn, podPort, runtimeOf, scrapeFacts, scrapeOf, targetsOf } from './scrape-of';
import { ServiceDashboard, shownService } from './service-dashboard';
import { shownDashboards } from './shown-dashboards';
import { secretsOfUnmade, Workload } from './workload';

/** How many pods there are taken to be where nobody says; what has none, such as a probe, has one target. */
const defaultReplicas = 2;

/** What was generated for a service, for the summary of a run. */
export interface MonitoredServiceSummary {
  /** The name of the service. */
  readonly name: string;

  /** Its namespace. */
  readonly namespace: string;

  /** How many rules record something about it. */
  readonly recordingRules: number;

  /** How many alerts there are about it. */
  readonly alerts: number;

  /** What it promises, with what fires for it. */
  readonly objectives: readonly ObjectiveRules[];

  /** What fills the past of what it promises. */
  readonly backfills: () => readonly Backfill[];

  /** The bound on its series. */
  readonly series: SeriesBound;

  /** How often it is scraped, in milliseconds. */
  readonly scrapeInterval: number;
}

/**
 * A service and everything that monitors it, from one contract: a Service over its pods, a ServiceMonitor that its stack
 * selects, and PrometheusRule objects about just this target, for what is recorded and for what is promised; where asked, the Deployment of the pods too.
 *
 * @example
 * new MonitoredService(this, 'task-api', {
 *   stack,
 *   contract: taskApi,
 *   pods: { labels: { app: 'task-api' }, ports: { http: 8000 } },
 *   rules: [goldenSignals(taskApi, { requests, errors: { status: /5../ }, latency, by: ['endpoint'] })],
 * });
 */
export class MonitoredService<const P extends string = string> extends Construct {
  /** Whether something is a monitored service. By a mark, not by its class, so that two copies of the library get along. */
  static isMonitoredService(value: unknown): value is MonitoredService {
    return isMade('service', value);
  }

  /** The monitored services of an app, or below any construct, in the order of the program; of what is no construct none. */
  static allIn(construct: IConstruct): MonitoredService[] {
    if (!isConstruct(construct)) return [];
    return construct.node.findAll().filter((construct) => MonitoredService.isMonitoredService(construct));
  }

  /** What was generated; undefined where something is wrong. */
  readonly summary: MonitoredServiceSummary | undefined;

  /** What it exposes, for whoever compares that with a running service; undefined where something is wrong. */
  readonly contract: ServiceContract | undefined;

  /** The version of the Prometheus that scrapes it; undefined where something is wrong. */
  readonly prometheusVersion: PrometheusVersion | undefined;

  /** The groups of rules about it, without the groups of its objectives. Those may read what these record. */
  private readonly ruleGroups = made<RuleGroup[]>('settled value', []);

  /** The rows that were added to its dashboard. @internal */
  private readonly addedRows: Row[] = [];

  /** What they are bound to; undefined where something is wrong. */
  private ruleProps: Omit<PrometheusRuleProps, 'groups'> | undefined;

  /** Their PrometheusRule; undefined while there are none. */
  private rules: PrometheusRule | undefined;

  constructor(scope: Construct, id: string, given: MonitoredServiceProps<P>) {
    super(scope, id);
    made('service', this);
    const props = settled(given);
    const problems = [...checkForm(props), ...checkChart(this)];
    const namespace = hasErrors(problems) ? undefined : (props.namespace ?? chartOf(this)?.namespace);
    if (!hasErrors(problems)) problems.push(...checkMeaning(props, namespace));
    // nothing of the service is made if any of them is an error
    report(this, () => unanswerable(problems));
    if (hasErrors(problems) || namespace === undefined) {
      const secrets = secretsOfUnmade(partOf(props, 'workload'));
      report(this, () => secrets);
      const stack = partOf(props, 'stack');
      if (KubePrometheusStack.isKubePrometheusStack(stack)) stack.bindService(undefined);
      return;
    }
    const { name: service, metrics } = props.contract;
    const labels = metrics.flatMap((metric) => Object.keys(metric.labels));
    props.stack.bindService({ target: { namespace, service }, labels });
    this.contract = props.contract;
    const { stack, contract } = props;
    this.prometheusVersion = stack.dialect.version;
    this.summary = this.build(props, namespace);
    report(this, () => checkWatched(contract, this.ruleGroups));
    const objectives = this.summary.objectives.map(({ objective }) => objective);
    facts.add(this, () => ({
      kind: 'service',
      service: {
        path: this.node.path,
        stack: stack.node.path,
        target: { namespace, service },
        contract,
        ...scrapeFacts(props),
        objectives,
      },
    }));
  }

  /**
   * Adds groups of rules about the service, as `rules` of its options does. They stand in the same PrometheusRule, after those that are there.
   *
   * Golden signals by which alerts on objectives are to say which part of the service is worst are given in the options. Of a service whose
   * options are wrong, nothing is made of the rules.
   *
   * @example
   * const tasks = new MonitoredService(this, 'tasks', { stack, contract, pods });
   * tasks.addRules(ruleGroup('queue', [waitingTooLong]));
   */
  addRules(...groups: readonly RuleGroup[]): void {
    if (this.ruleProps === undefined || groups.length === 0) return;
    const read = settled(groups);
    const misshapen = checkShape(read, list(ruleGroupShape), 'rules');
    report(this, () => misshapen);
    if (hasErrors(misshapen)) return;
    if (this.rules === undefined) {
      this.rules = new PrometheusRule(this, 'Rules', { ...this.ruleProps, groups: read });
    } else {
      this.rules.addGroups(...read);
    }
    this.ruleGroups.push(...read);
  }

  /**
   * Adds panels to the dashboard of the service. They stand in the row of that title, which is made if the dashboard has none. Their expressions are bound and
   * checked as those of its rules are; panels over what the service exposes follow the choice of job and instance.
   *
   * Of a service without a dashboard nothing is made of them.
   *
   * @example
   * tasks.addPanels('Queue', [
   *   {
   *     title: 'Waiting tasks',
   *     description: 'How many tasks wait in each queue.',
   *     unit: 'tasks',
   *     queries: [query(sum(waiting, { by: ['queue'] }), { by: ['queue'] })],
   *   },
   * ]);
   */
  addPanels(row: string, panels: readonly DeclaredPanel[]): void {
    const read = settled({ title: row, panels });
    const misshapen = checkShape(read, object(declaredRowFields));
    report(this, () => misshapen);
    if (!hasErrors(misshapen)) this.addedRows.push({ title: read.title, panels: asPanels(read.panels) });
  }

  private build(props: MonitoredServiceProps<P>, namespace: string): MonitoredServiceSummary {
    const { stack, contract, pods, rules = [], monitorNamespace = 'service' } = props;
    const { name } = contract;
    const { replicas = defaultReplicas } = pods ?? { replicas: targetsOf(props) };
    const home = monitorNamespace === 'stack' ? stack.namespace : namespace;
    if (props.createNamespace === true) ensureNamespace(this, namespace);
    if (pods !== undefined && props.workload !== undefined) {
      const { labels, ports } = pods;
      const probePort = podPort(props);
      new Workload(this, 'Workload', {
        ...props.workload,
        name,
        namespace,
        labels,
        ports,
        probePort,
        replicas,
      });
    }
    const interval = scrapeOf(this, { props, namespace, home });
    const target = { namespace, service: name };
    const objectives = objectiveRules(contract, {
      scrapeInterval: parseDuration(interval) ?? 0,
      signals: rules,
    });
    const promised = objectives.flatMap(({ groups }) => groups);
    const common = { stack, namespace: home, target, scrapeInterval: interval, contract };
    const { dashboards: loading } = stack;
    const shown = shownService({
      ...common,
      // where something is wrong with them nothing is recorded for them
      objectives: () => (kept === undefined || kept.groups.length === 0 ? [] : objectives),
      groups: this.ruleGroups,
      added: this.addedRows,
      runtime: runtimeOf(props),
    });
    shownDashboards.add(this, shown);
    if (props.dashboards ?? true) {
      if (loading !== undefined)
        new ServiceDashboard(this, 'ServiceDashboard', { ...common, loading, shown });
      const at = { perses: stack.perses, name: `${name}-dashboard`, namespace: home };
      persesDashboard(this, at, shown, loading !== undefined);
    }
    this.ruleProps = { ...common, name: `${name}-${endingOf(rules)}`, beside: promised };
    this.addRules(...rules);
    const limit = limitOn(props);
    if (limit !== undefined) this.addRules(sampleLimitRules(name, limit));
    const kept =
      objectives.length === 0
        ? undefined
        : new ServiceObjectives(this, 'Objectives', {
            ...common,
            name: `${name}-objectives`,
            objectives,
            beside: this.ruleGroups,
          });
    emitFile(this, {
      // no name has a dot in it, so no two targets share a file
      path: `docs/${namespace}.${name}.md`,
      content: () =>
        servicePage({
          target,
          groups: this.ruleGroups,
          objectives,
          telling: { receivers: stack.receivers, severities: stack.severities },
          externalLabels: stack.externalLabels,
        }),
    });
    const written = () =>
      [...(this.rules?.groups ?? []), ...(kept?.groups ?? [])].flatMap((group) => group.rules);
    return {
      name,
      namespace,
      get recordingRules() {
        return written().filter((rule) => 'record' in rule).length;
      },
      get alerts() {
        return written().filter((rule) => 'alert' in rule).length;
      },
      objectives,
      backfills: () => kept?.backfills() ?? [],
      series: seriesBound(contract.metrics, replicas),
      scrapeInterval: parseDuration(interval) ?? 0,
    };
  }
}

/** What the name of the PrometheusRule of a service ends in: what it holds. */
function endingOf(groups: readonly RuleGroup[]): string {
  const rules = groups.flatMap((group) => group.rules);
  return rules.length > 0 && rules.every(isAlertingRule) ? 'alerts' : 'recording-rules';
}
