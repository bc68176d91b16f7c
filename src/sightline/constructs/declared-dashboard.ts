import { Construct } from 'constructs';
import { parseDuration } from '../contract/duration';
import { bindDashboard, type Bound } from '../dashboards/bind-dashboard';
import type { Dashboard as DashboardData } from '../dashboards/dashboard';
import { asPanels, checkTitles, declaredRowFields, type DeclaredRow } from '../dashboards/declared-panel';
import { declaredUid, generatedTag } from '../dashboards/names';
import { cluster } from '../dashboards/service-dashboard';
import { defined } from '../problem/defined';
import { object, optional, required } from '../problem/object-shape';
import { below, error, hasErrors } from '../problem/problems';
import { text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, list, make } from '../problem/shape';
import { dnsLabel, dnsSubdomain } from '../problem/text-rules';
import { dashboardNamespace } from '../stack/dashboard-loading';
import { chartOf, checkChart } from './check-chart';
import { DashboardConfigMap } from './dashboard';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { MonitoredService } from './monitored-service';
import { persesDashboard } from './perses-dashboard';
import { report } from './report';
import { boundOnce, shownDashboards, type ShownDashboard } from './shown-dashboards';
import { stackBinding } from './stack-binding';

/** A row of a {@link Dashboard}. */
export interface DashboardRow extends DeclaredRow {
  /**
   * The service that its panels are about: their expressions are bound to its target, and checked as those of its rules are.
   *
   * @default - none: every series is meant as it is written
   */
  readonly about?: MonitoredService;
}

/** Options of {@link Dashboard}. */
export interface DashboardProps {
  /** The stack whose Grafana shows it. */
  readonly stack: KubePrometheusStack;

  /** The name of its ConfigMap; its uid is made of it, so that links stand as long as the name does. */
  readonly name: string;

  /**
   * The namespace of its ConfigMap, if Grafana looks for dashboards there.
   *
   * @default - that of the chart, else that of the stack
   */
  readonly namespace?: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly DashboardRow[];
}

const shape = object<DashboardProps>({
  stack: required(stackBinding),
  name: required(text(dnsSubdomain)),
  namespace: optional(text(dnsLabel)),
  title: required(text()),
  description: required(text()),
  rows: required(
    list(
      object<DashboardRow>({
        ...declaredRowFields,
        about: optional(
          make<MonitoredService>(['object'], 'a MonitoredService', (value, path) =>
            MonitoredService.isMonitoredService(value)
              ? []
              : [error('OPT002', `'${path}' must be a MonitoredService`, { path })],
          ),
        ),
      }),
      { min: 1 },
    ),
  ),
});

/**
 * A dashboard of one's own, of the same parts as those of services; each row may be about another service. In a stack whose Grafana loads no dashboards there is none.
 *
 * @example
 * new Dashboard(this, 'queues', {
 *   stack,
 *   name: 'queues',
 *   title: 'Queues',
 *   description: 'What waits in the queues of all services.',
 *   rows: [{ title: 'Shop', about: shop, panels: [waitingOrders] }],
 * });
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, given: DashboardProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    report(this, () => problems);
    if (hasErrors(problems)) return;
    const { stack, name, title } = props;
    const namespace = props.namespace ?? chartOf(this)?.namespace ?? stack.namespace;
    const uid = declaredUid({ namespace, name });
    const content = boundOnce(() => bound(props, uid));
    const shown: ShownDashboard = {
      uid,
      title,
      stack,
      scrapeInterval: parseDuration(stack.scrapeInterval) ?? 0,
      windows: () => [],
      bound: content,
    };
    shownDashboards.add(this, shown);
    const { dashboards: loading, perses } = stack;
    persesDashboard(this, { perses, name, namespace }, shown, loading !== undefined);
    if (loading === undefined) return;
    new DashboardConfigMap(this, 'ConfigMap', {
      name,
      namespace: dashboardNamespace(loading, [namespace, stack.namespace]),
      loading,
      uid,
      content,
    });
  }
}

/** Each row is bound to the service that it is about. */
function bound({ stack, title, description, rows }: DashboardProps, uid: string): Bound {
  const panelsOf = rows.map(({ panels }) => asPanels(panels));
  const whole: DashboardData = {
    uid,
    title,
    description,
    tags: [generatedTag],
    variables: 'cluster' in stack.externalLabels ? [cluster('up')] : [],
    annotations: [],
    links: [{ title: 'All services', tag: generatedTag }],
    rows: [],
  };
  const { dialect } = stack;
  const parts = rows.map(({ title: row, about }, place) =>
    bindDashboard(
      { ...whole, rows: [{ title: row, panels: panelsOf[place] ?? [] }] },
      // of a service whose options are wrong nothing is known, and it is reported there
      { dialect, ...defined({ about: about && shownDashboards.of(about)[0]?.about?.() }) },
    ),
  );
  return {
    dashboard: { ...whole, annotations: [], rows: parts.flatMap(({ dashboard }) => dashboard.rows) },
    problems: [...below(uid, checkTitles(panelsOf.flat())), ...parts.flatMap(({ problems }) => problems)],
  };
}
