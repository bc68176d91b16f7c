import { Construct } from 'constructs';
import { parseDuration } from '../contract/duration';
import type { Duration } from '../contract/duration-literal';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { bindDashboard } from '../dashboards/bind-dashboard';
import type { Row } from '../dashboards/dashboard';
import { overviewUid, serviceUid } from '../dashboards/names';
import { withRuntime } from '../dashboards/pack-rows';
import { rawWindow, serviceDashboard } from '../dashboards/service-dashboard';
import type { ObjectiveRules } from '../rules/objectives/groups';
import type { Runtime } from '../packs/runtime-series';
import { defined } from '../problem/defined';
import type { RuleGroup } from '../rules/rule';
import { dashboardNamespace, type DashboardLoading } from '../stack/dashboard-loading';
import { DashboardConfigMap } from './dashboard';
import type { KubePrometheusStack } from './kube-prometheus-stack';
import { boundOnce, type ShownDashboard } from './shown-dashboards';

/** What the dashboard of a service is made of. */
interface ServiceShown {
  readonly stack: KubePrometheusStack;
  readonly target: Target;
  readonly contract: ServiceContract;
  readonly scrapeInterval: Duration;

  /** What it promises, asked for when everything has been constructed. */
  readonly objectives: () => readonly ObjectiveRules[];

  /** All groups of the service but those of its objectives; more may come. */
  readonly groups: readonly RuleGroup[];

  /** What its pods run on, where it says so. */
  readonly runtime: Runtime | 'none' | undefined;

  /** The rows that a person has added; more may come. */
  readonly added: readonly Row[];
}

/** The dashboard of a service, for whatever shows it. */
export function shownService({
  stack,
  target,
  contract: declared,
  scrapeInterval,
  objectives: promised,
  groups,
  added,
  runtime,
}: ServiceShown): ShownDashboard {
  const interval = parseDuration(scrapeInterval) ?? 0;
  const contract = withRuntime(declared, runtime);
  const about = () => ({
    target,
    contract,
    groups: [...groups, ...promised().flatMap((each) => each.groups)],
  });
  return {
    uid: serviceUid(target),
    title: `${target.service} in ${target.namespace}`,
    stack,
    target,
    scrapeInterval: interval,
    about,
    windows: () => promised().map(({ objective }) => objective.window),
    bound: boundOnce(() => {
      const objectives = promised();
      const { dialect, externalLabels, release, namespace } = stack;
      const dashboard = serviceDashboard({
        target,
        contract,
        groups,
        objectives,
        added,
        scrapeInterval: interval,
        hasClusters: 'cluster' in externalLabels,
        ...defined({
          overview: stack.hasOverview ? overviewUid({ release, namespace }) : undefined,
          prometheus: stack.prometheusUrl,
        }),
      });
      return bindDashboard(dashboard, {
        about: about(),
        dialect,
        rateWindow: rawWindow({ scrapeInterval: interval }),
      });
    }),
  };
}

/** What {@link ServiceDashboard} takes. */
interface ServiceDashboardProps {
  readonly shown: ShownDashboard;
  readonly loading: DashboardLoading;
  readonly target: Target;

  /** Where the other objects about the service stand. */
  readonly namespace: string;
  readonly scrapeInterval: Duration;
}

/** The dashboard of a service, which the Grafana of its stack loads. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    super(scope, id);
    const { shown, loading, namespace, target, scrapeInterval } = props;
    new DashboardConfigMap(this, 'ConfigMap', {
      name: `${target.service}-dashboard`,
      namespace: dashboardNamespace(loading, [namespace, shown.stack.namespace]),
      loading,
      uid: shown.uid,
      content: shown.bound,
      view: { scrapeInterval },
    });
  }
}
