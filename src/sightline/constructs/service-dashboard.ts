import { defined } from '../problem/defined';
import { Construct } from 'constructs';
import { parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { bindDashboard, type Bound } from '../dashboards/bind-dashboard';
import { overviewUid, serviceUid } from '../dashboards/names';
import { rawWindow, serviceDashboard } from '../dashboards/service-dashboard';
import type { ObjectiveRules } from '../rules/objectives/groups';
import type { RuleGroup } from '../rules/rule';
import { dashboardNamespace, type DashboardLoading } from '../stack/dashboard-loading';
import { DashboardConfigMap } from './dashboard';
import type { KubePrometheusStack } from './kube-prometheus-stack';

/** What {@link ServiceDashboard} takes. */
interface ServiceDashboardProps {
  readonly stack: KubePrometheusStack;
  readonly loading: DashboardLoading;

  /** Where the other objects about the service stand. */
  readonly namespace: string;
  readonly target: Target;
  readonly contract: ServiceContract;
  readonly scrapeInterval: Duration;

  /** What it promises, asked for when everything has been constructed. */
  readonly objectives: () => readonly ObjectiveRules[];

  /** All groups of the service but those of its objectives; more may come. */
  readonly groups: readonly RuleGroup[];
}

/** The dashboard of a service, which the Grafana of its stack loads. */
export class ServiceDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceDashboardProps,
  ) {
    super(scope, id);
    const { stack, loading, namespace, target, scrapeInterval } = props;
    new DashboardConfigMap(this, 'ConfigMap', {
      name: `${target.service}-dashboard`,
      namespace: dashboardNamespace(loading, [namespace, stack.namespace]),
      loading,
      uid: serviceUid(target),
      content: () => this.bound(),
      view: { scrapeInterval },
    });
  }

  private bound(): Bound {
    const { stack, target, contract, groups } = this.props;
    const objectives = this.props.objectives();
    const { dialect, externalLabels, release, namespace } = stack;
    const scrapeInterval = parseDuration(this.props.scrapeInterval) ?? 0;
    const dashboard = serviceDashboard({
      target,
      contract,
      groups,
      objectives,
      scrapeInterval,
      hasClusters: 'cluster' in externalLabels,
      ...defined({
        overview: stack.hasOverview ? overviewUid({ release, namespace }) : undefined,
        prometheus: stack.prometheusUrl,
      }),
    });
    return bindDashboard(dashboard, {
      about: { target, contract, groups: [...groups, ...objectives.flatMap((each) => each.groups)] },
      dialect,
      rateWindow: rawWindow({ scrapeInterval }),
    });
  }
}
