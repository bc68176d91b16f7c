import { defined } from '../problem/defined';
import { Construct } from 'constructs';
import type { StackFacts } from '../checks/world';
import { parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import { positiveDuration } from '../contract/duration-rule';
import type { Target } from '../contract/target-labels';
import { isDnsLabel } from '../problem/names';
import { isMade, made } from '../problem/made';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import type { Dialect } from '../promql/syntax/dialect';
import { hasErrors, mustStop } from '../problem/problems';
import { kindOf } from '../problem/read';
import { boolean, number, text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, list, record } from '../problem/shape';
import { anyText, dnsLabel, dnsSubdomain, labelKey, labelValue, seriesLabel } from '../problem/text-rules';
import type { SeverityLabels } from '../objectives/alert-severities';
import { type BoundObjectives, severitiesOf } from '../stack/alerting/alerting-values';
import { inhibitionProblems } from '../stack/alerting/check-effect';
import { matchProblems, type BoundService } from '../stack/alerting/check-matches';
import type { RuleFile } from '../rules/evaluation/rule-files';
import { receiversBy, type Receivers } from '../stack/alerting/delivery';
import { settingOf } from '../stack/chart-selectors';
import { dashboardLoading, type DashboardLoading } from '../stack/dashboard-loading';
import { checkStackOptions } from '../stack/check-options';
import { installationOf, type StackOptions } from '../stack/stack-options';
import { dialectOf, featureProblems } from '../stack/prometheus-dialect';
import { isMap } from '../stack/plain-data';
import type { HelmValues } from '../stack/helm-values';
import { stackValues } from '../stack/values';
import { valuesYaml } from '../stack/values-yaml';
import { facts } from './facts';
import { EvaluationAlerts } from './evaluation-alerts';
import { homeOfObjects } from './home-of-objects';
import { persesDashboard, type PersesOptions } from './perses-dashboard';
import { ObjectivesOverview, shownObjectives } from './objectives-overview';
import { judgeAtRoot } from './judge-at-root';
import { ensureNamespace } from './namespaces';
import { emitFile } from './output-file';
import { report } from './report';
import { shownDashboards } from './shown-dashboards';

/** Options of {@link KubePrometheusStack}. */
export interface KubePrometheusStackProps extends StackOptions {
  /**
   * Whether to emit the namespace of the release.
   *
   * @default false
   */
  readonly createNamespace?: boolean;

  /**
   * Labels that every ServiceMonitor and PrometheusRule bound to this stack carries beside `release`: what selectors in `values` ask for.
   *
   * @default - only `release`
   */
  readonly monitorLabels?: Readonly<Record<string, string>>;

  /**
   * Whether there is a PersesDashboard for each dashboard too, for the operator of Perses, which stands beside the stack. Only those, and none for Grafana, where `grafana` has
   * `dashboards: false` or is `false`.
   *
   * @default - none
   * @see https://github.com/perses/perses-operator
   */
  readonly perses?: PersesOptions;
}

/**
 * A release of kube-prometheus-stack: Prometheus, Alertmanager, Grafana and the operator. It emits the values that Helm
 * installs it with, as `helm/<id>.values.yml`, and is what monitored services are bound to.
 *
 * @example
 * new KubePrometheusStack(app, 'kube-prometheus-stack', {
 *   grafana: { admin: { existingSecret: 'grafana-admin' } },
 * });
 */
export class KubePrometheusStack extends Construct {
  /** Whether something is a stack. By a mark, not by its class, so that two copies of the library get along. */
  static isKubePrometheusStack(value: unknown): value is KubePrometheusStack {
    return isMade('stack', value);
  }

  /** The name of the Helm release. */
  readonly release: string;

  /** The namespace of the release. */
  readonly namespace: string;

  /** The version of the chart. */
  readonly chartVersion: string;

  /** Labels that every object carries that this Prometheus is to select. */
  readonly monitorLabels: Readonly<Record<string, string>>;

  /** How often its Prometheus scrapes what says nothing else, such as cAdvisor: a Prometheus duration. */
  readonly scrapeInterval: Duration;

  /** How long its Prometheus keeps samples: a Prometheus duration; undefined where its options are wrong, and nothing depends on them. */
  readonly retention: Duration | undefined;

  /** What the label `severity` of alerts says, for those that page and for those that can wait: what its routes match. */
  readonly severities: SeverityLabels;

  /** Which expressions its Prometheus reads: its version, and the features that it is started with. */
  readonly dialect: Dialect;

  /** How its Grafana finds dashboards; undefined where it has none, loads none, or the options want none. */
  readonly dashboards: DashboardLoading | undefined;

  /** Which instances of Perses show its dashboards; undefined where none do. */
  readonly perses: PersesOptions | undefined;

  /** @internal */
  private readonly options: StackOptions;
  /** @internal */
  private overview: ObjectivesOverview | undefined;
  /** @internal */
  private readonly ruleFiles: RuleFile[] = [];
  /** @internal */
  private evaluationAlerts: EvaluationAlerts | undefined;
  /** @internal */
  private readonly groupingLabels = new Set<string>();
  /** @internal */
  private readonly services: (BoundService | undefined)[] = [];
  /** @internal */
  private objectives: BoundObjectives | undefined;

  /** The values; undefined until they are asked for. @internal */
  private merged: HelmValues | undefined;

  /** Who is told by these values. @internal */
  private reached: { readonly values: HelmValues; readonly receivers: Receivers } | undefined;

  constructor(scope: Construct, id: string, props: KubePrometheusStackProps) {
    super(scope, id);
    made('stack', this);
    const { own, options } = split(settled(props));
    const problems = [...checkStackOptions(options), ...checkShape(own, ownShape)];
    report(this, () => problems);
    report(this, () =>
      this.objectives === undefined ? [] : inhibitionProblems(this.current, this.objectives),
    );
    report(this, () => this.matchProblems());
    report(this, () => featureProblems(this.current));
    judgeAtRoot(this);
    facts.add(this, () => ({ kind: 'stack', stack: this.facts() }));
    // those bound to a stack that is wrong should not fail for it too
    const usable: StackOptions = mustStop(problems) ? { grafana: false } : options;
    const installation = installationOf(usable);
    this.release = installation.release;
    this.namespace = installation.namespace;
    this.chartVersion = installation.chartVersion;
    this.monitorLabels = { ...(mustStop(problems) ? {} : own.monitorLabels), release: this.release };
    this.perses = mustStop(problems) ? undefined : own.perses;
    this.severities = severitiesOf(usable.alerting);
    this.options = usable;
    this.scrapeInterval = durationOf(this.current, 'scrapeInterval', '30s');
    this.dialect = dialectOf(this.current);
    this.retention = mustStop(problems) ? undefined : durationOf(this.current, 'retention', '10d');
    const { grafana } = usable;
    const isWanted = grafana !== false && (grafana.dashboards ?? true);
    this.dashboards = isWanted ? dashboardLoading(this.current, this.namespace) : undefined;
    const path = `helm/${this.node.id}.values.yml`;
    emitFile(this, {
      path,
      content: (folder) => valuesYaml(this.current, installation, `${folder}/${path}`),
    });
    if (own.createNamespace === true && isDnsLabel(this.namespace)) ensureNamespace(this, this.namespace);
  }

  /** The final values, as Helm will have them: the options, with the open `values` merged over them. A copy. */
  get values(): HelmValues {
    return structuredClone(this.current);
  }

  /** Labels that its Prometheus adds to every alert, beside those of the operator: what distinguishes its alerts from the alerts of other clusters. A copy. */
  get externalLabels(): Readonly<Record<string, string>> {
    const { value } = settingOf(this.current, 'externalLabels');
    const labels = Object.entries(isMap(value) ? value : {});
    return Object.fromEntries(labels.filter((each): each is [string, string] => typeof each[1] === 'string'));
  }

  /** Where people reach its Prometheus, as the values say; undefined where they do not. */
  get prometheusUrl(): string | undefined {
    const { value } = settingOf(this.current, 'externalUrl');
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** Which receivers alerts reach, by the final values: worked out once, and to be asked for when all services are bound. */
  get receivers(): Receivers {
    const values = this.current;
    if (this.reached?.values !== values) this.reached = { values, receivers: receiversBy(values) };
    return this.reached.receivers;
  }

  /**
   * Makes Alertmanager inhibit the slower tiers of an objective while a faster one fires, so that one incident pages once.
   * Whoever emits alerts on objectives calls it before the app is synthesised; labels of several calls add up.
   *
   * @param groupingLabels the labels that the objectives are grouped by, such as `endpoint`; none if they are not grouped
   */
  bindObjectives(groupingLabels: readonly string[]): void {
    const labels = settled(groupingLabels);
    const problems = checkShape(labels, groupingShape, 'groupingLabels');
    report(this, () => problems);
    if (hasErrors(problems)) return;
    for (const label of labels) this.groupingLabels.add(label);
    this.objectives = { groupingLabels: [...this.groupingLabels] };
    this.merged = undefined; // put together once, when all services are bound
    this.watchEvaluation();
    this.showObjectives();
  }

  /** @internal */
  private showObjectives(): void {
    if (shownDashboards.of(this).length > 0) return;
    const shown = shownObjectives(this);
    shownDashboards.add(this, shown);
    if (this.dashboards !== undefined) this.overview = new ObjectivesOverview(this, shown, this.dashboards);
    const { perses, namespace, release } = this;
    if (perses === undefined) return;
    const home = homeOfObjects(this, new Construct(this, 'Perses'), 'perses-dashboards');
    const at = { perses, namespace, name: `${release}-objectives-dashboard` };
    persesDashboard(home, at, shown, this.dashboards !== undefined);
  }

  /** Whether there is an overview of all objectives; it is there as soon as any service has objectives, and to be asked for when all services are bound. */
  get hasOverview(): boolean {
    return this.overview !== undefined;
  }

  /**
   * Registers a PrometheusRule about a service, so that an alert fires when its rules are not evaluated. The alerts are there as soon as
   * any service has objectives.
   */
  bindRules(file: RuleFile): void {
    const read = settled(file);
    const problems = isMade('rule file', read) ? [] : checkShape(read, ruleFileShape, 'file');
    report(this, () => problems);
    if (hasErrors(problems)) return;
    this.ruleFiles.push(read);
    this.evaluationAlerts?.watch(read);
  }

  /**
   * Registers a service, so that the labels that routes of alerts match can be compared with the labels that its alerts have.
   *
   * @param service undefined for a service whose options are wrong: its labels are unknown, so no route is checked
   */
  bindService(service: BoundService | undefined): void {
    const read = settled(service);
    const problems = read === undefined ? [] : checkShape(read, boundServiceShape, 'service');
    report(this, () => problems);
    this.services.push(hasErrors(problems) ? undefined : read);
  }

  /** @internal */
  private facts(): StackFacts {
    const { release, namespace, chartVersion, severities, dialect, options } = this;
    const retention = this.retention === undefined ? undefined : parseDuration(this.retention);
    return {
      path: this.node.path,
      release,
      namespace,
      chartVersion,
      values: this.current,
      declared: stackValues({ ...options, values: {} }, this.objectives),
      isRouted: options.alerting !== undefined,
      severities,
      dialect,
      ...defined({ retention }),
    };
  }

  /** @internal */
  private watchEvaluation(): void {
    const { evaluationAlerts = 'ticket' } = this.options;
    if (this.evaluationAlerts !== undefined || evaluationAlerts === false) return;
    this.evaluationAlerts = new EvaluationAlerts(this, this.severities[evaluationAlerts]);
    for (const file of this.ruleFiles) this.evaluationAlerts.watch(file);
  }

  /** @internal */
  private get current(): HelmValues {
    return (this.merged ??= stackValues(this.options, this.objectives));
  }

  /** Called when all services are there. @internal */
  private matchProblems(): Problem[] {
    const known = this.services.filter((service) => service !== undefined);
    const { alerting } = this.options;
    if (alerting === undefined || known.length < this.services.length) return [];
    return matchProblems(alerting, known, this.namespace, 'alerting');
  }
}

const groupingShape = list(text(seriesLabel));
const targetShape = object<Target>({
  namespace: required(text(dnsLabel)),
  service: required(text(dnsLabel)),
});
const boundServiceShape = object<BoundService>({
  target: required(targetShape),
  labels: required(list(text(anyText))),
});
const ruleFileShape = object<RuleFile>({
  name: required(text(dnsSubdomain)),
  namespace: required(text(dnsLabel)),
  target: required(targetShape),
  interval: required(number({ above: 0 })),
});

/** What the construct reads itself, apart from the options of the stack. */
type OwnProps = Pick<KubePrometheusStackProps, 'createNamespace' | 'monitorLabels' | 'perses'>;

const ownShape = object<OwnProps>({
  createNamespace: optional(boolean()),
  monitorLabels: optional(record(text(labelValue), text(labelKey))),
  perses: optional(
    object<PersesOptions>({ instanceSelector: optional(record(text(labelValue), text(labelKey))) }),
  ),
});

function split(props: KubePrometheusStackProps): { readonly own: OwnProps; readonly options: StackOptions } {
  if (kindOf(props) !== 'object') return { own: {}, options: props };
  const { createNamespace, monitorLabels, perses, ...options } = props;
  return {
    own: {
      ...defined({ createNamespace, monitorLabels, perses }),
    },
    options,
  };
}

/** A duration of the values, or the one that the chart or the operator takes without. */
function durationOf(values: HelmValues, name: string, otherwise: Duration): Duration {
  const { value } = settingOf(values, name);
  // a duration by the rule, though the template type can't name every one
  return typeof value === 'string' && positiveDuration.test(value) ? (value as Duration) : otherwise;
}
